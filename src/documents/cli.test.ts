import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CommandIo, readCommand } from './cli.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daqiao-read-'))
  await writeFile(
    join(folder, 'page.txt'),
    '云山日报讯（记者/林一帆）1月10日，会议强调，要加快建设产业园，全年引进项目120个。',
  )
  await writeFile(join(folder, 'empty.txt'), '')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function listen(isTTY = false, env: CommandIo['env'] = {}): CommandIo & { stdout: () => string; stderr: () => string } {
  const out: string[] = []
  const err: string[] = []
  return {
    out: { write: (text) => out.push(text), isTTY },
    err: { write: (text) => err.push(text), isTTY: false },
    env,
    stdout: () => out.join(''),
    stderr: () => err.join(''),
  }
}

describe('daqiao read', () => {
  test('prints a summary without colours when the output is no terminal', async () => {
    const io = listen()
    expect(await readCommand([join(folder, 'page.txt')], io)).toBe(0)
    expect(io.stdout()).toContain('云山日报 记者 林一帆')
    expect(io.stdout()).not.toContain('\x1b[')
  })

  test('uses colours on a terminal, unless told not to', async () => {
    const coloured = listen(true)
    await readCommand([join(folder, 'page.txt')], coloured)
    expect(coloured.stdout()).toContain('\x1b[1m')
    const plain = listen(true, { NO_COLOR: '1' })
    await readCommand([join(folder, 'page.txt')], plain)
    expect(plain.stdout()).not.toContain('\x1b[')
  })

  test('prints a reading as JSON', async () => {
    const io = listen()
    expect(await readCommand([join(folder, 'page.txt'), '--json'], io)).toBe(0)
    expect(JSON.parse(io.stdout())).toMatchObject({
      document: 'page.txt',
      articles: [{ paper: '云山日报', joins: [] }],
      entities: {},
    })
  })

  test('says in words what is wrong with a file, and fails', async () => {
    const io = listen()
    expect(await readCommand([join(folder, 'empty.txt')], io)).toBe(1)
    expect(io.stderr()).toBe('“empty.txt”是空文件，没有可读的内容。请检查后重新选择文件。\n')
    expect(await readCommand([join(folder, 'nowhere.txt')], io)).toBe(1)
    expect(io.stderr()).toContain('找不到“nowhere.txt”')
  })

  test('writes one JSON per file and goes on past a file that fails', async () => {
    const io = listen()
    const out = join(folder, 'out')
    await writeFile(join(folder, 'page.md'), '## 云山开会\n\n会议要求，要抓好落实。')
    expect(await readCommand([folder, '--out', out], io)).toBe(1)
    expect((await readdir(out)).sort()).toEqual(['page.json', 'page.txt.json'])
    expect(JSON.parse(await readFile(join(out, 'page.txt.json'), 'utf8'))).toMatchObject({ document: 'page.txt' })
    expect(io.stderr()).toContain('✗ “empty.txt”是空文件')
  })

  test.each([
    ['no file', []],
    ['an unknown option', ['--fast', 'a.txt']],
    ['several files without a folder to write to', ['a.txt', 'b.txt']],
    ['--out without a folder', ['a.txt', '--out']],
  ])('%s is wrong use', async (_, args) => {
    const io = listen()
    expect(await readCommand(args, io)).toBe(2)
    expect(io.stderr()).toContain('用法：')
  })
})
