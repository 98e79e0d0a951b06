import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { ladderCommand } from './cli.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'daqiao-ladder-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, content: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const text = { out: '', err: '' }
  const stream = (to: 'out' | 'err') => ({ write: (written: string) => (text[to] += written) })
  const status = await ladderCommand(args, { out: stream('out'), err: stream('err'), env: { LANG: 'zh_CN' } })
  return { status, ...text }
}

/** A firm of the file's shape, good for the middle level. */
const firm = {
  name: '试验企业',
  titles: ['创新型中小企业'],
  segmentYears: 6,
  ...{ revenue: 4800, revenuePrev: 4400, revenue2: 4000, main: 4080, mainPrev: 3700, growthAvg2y: 0.09 },
  ...{ liabilities: 2750, assets: 5000, rdExpense: 240, rdPrev: 220, rdStaff: 12, employees: 100, netProfit: 384 },
  ...{
    equity2y: 0,
    ip: 'I-own',
    field: 'sei',
    field2: 'base',
    digital: '2',
    qualityItems: 2,
    local: 10,
    rdOrg: 'city',
  },
  ...{ classI: 1, rdInstitution: 'city', devScore: 52, share: 0.06, rank: 8, review: false },
}

test('the command prints one object for each firm, keyed by the rules in force on the day', () => {
  const path = file('firms.json', [firm, { ...firm, revenue: 1499.9999, main: 1499.9999 }])
  const ran = spawnSync(process.execPath, ['src/main.ts', 'ladder', path, '--on', '2026-04-01'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'zh_CN.UTF-8', DATABASE_URL: '' },
  })
  expect(ran.stderr).toContain('自评参考，不作为认定依据')
  expect(ran.status).toBe(0)
  const [first, second] = JSON.parse(ran.stdout)
  expect(Object.keys(first)).toEqual(['innovative2022', 'srdi2026', 'giant2026'])
  expect(first.srdi2026).toEqual({ failed: [], manual: ['market'], passSoFar: true })
  expect(second.srdi2026).toEqual({ failed: ['revenue'], manual: ['market'], passSoFar: false })
}, 60_000)

test('the last day of the old text and the first of the new one judge by different rules', async () => {
  const path = file('one.json', [firm])
  const keys = async (on: string) => Object.keys(JSON.parse((await run(path, '--on', on)).out)[0])
  expect(await keys('2026-03-31')).toEqual(['innovative2022', 'srdi2022', 'giant2022'])
  expect(await keys('2026-04-01')).toEqual(['innovative2022', 'srdi2026', 'giant2026'])
  expect(await run(path, '--on', '2022-07-31')).toMatchObject({ status: 1, out: '' })
})

const givenVectors = join(root, '../shared/domain/tiers-vectors.json')

test.skipIf(!existsSync(givenVectors))('every acceptance vector comes out as it was computed elsewhere', async () => {
  const { vectors } = JSON.parse(readFileSync(givenVectors, 'utf8'))
  const before = JSON.parse((await run(givenVectors, '--on', '2025-06-01')).out)
  const after = JSON.parse((await run(givenVectors, '--on=2026-05-01')).out)
  expect(vectors).toHaveLength(6)
  for (const [at, { innovative2022, srdi2022, srdi2026, giant2026 }] of vectors.entries()) {
    expect(before[at]).toMatchObject({ innovative2022: expect.anything(), srdi2022: expect.anything() })
    expect(before[at].innovative2022).toEqual(innovative2022)
    expect(before[at].srdi2022).toEqual(srdi2022)
    expect(after[at]).toEqual({ innovative2022, srdi2026, giant2026 })
  }
  const guangdong = JSON.parse((await run(givenVectors, '--on', '2025-06-01', '--division', '440700')).out)
  expect(guangdong.map((one: { srdi2022: { pass: boolean } }) => one.srdi2022.pass)).toEqual([
    ...[false, false, false, false, true, true],
  ])
})

test('what is not known leaves a range and no verdict, unless it decides nothing', async () => {
  const { rdExpense: _, local: __, titles: ___, ...less } = firm
  const path = file('less.json', { vectors: [{ enterprise: less }, { enterprise: { ...less, rdExpense: 0 } }] })
  const [open, settled] = JSON.parse((await run(path, '--on', '2025-06-01')).out)
  expect(open.innovative2022).toMatchObject({
    parts: { rd: { atLeast: 0, atMost: 20 } },
    total: { atLeast: 70, atMost: 90 },
    pass: null,
  })
  expect(open.innovative2022.missing).toContain('rd-expense')
  expect(open.srdi2022).toMatchObject({ parts: { local: { atLeast: 0, atMost: 15 } }, basic: null, pass: null })
  expect(settled.srdi2022).toMatchObject({ basic: false, pass: false })
})

test('figures finer than the registry keeps are judged exactly', async () => {
  const path = file('fine.json', [
    { ...firm, growthAvg2y: 0.0999999, share: 0.09999999, rdExpense: 143.99999999, rdPrev: 132 },
    { ...firm, growthAvg2y: '0.1', revenue: '4800.00000000', rdExpense: 144, rdPrev: 132 },
  ])
  const [below, on] = JSON.parse((await run(path, '--on', '2025-06-01')).out)
  expect([below.srdi2022.parts.growth2y, on.srdi2022.parts.growth2y]).toEqual([8, 10])
  expect([below.srdi2022.basic, on.srdi2022.basic]).toEqual([false, true])
})

test('a file or a day that will not do is refused in words, with the place, and nothing on standard output', async () => {
  const refused = async (args: string[], status: number, words: string) =>
    expect(await run(...args), args.join(' ')).toMatchObject({ status, out: '', err: expect.stringContaining(words) })
  await refused([join(folder, 'none.json')], 1, '找不到“none.json”')
  await refused([folder], 1, '无法打开')
  await refused([file('torn.json', '[{"revenue": 48')], 1, '不是 JSON')
  await refused([file('share.json', [firm, { ...firm, share: 6 }])], 1, '1.share')
  await refused(
    [file('minus.json', { vectors: [{ enterprise: { ...firm, revenue: -1 } }] })],
    1,
    'vectors.0.enterprise.revenue',
  )
  await refused([file('text.json', '"firms"')], 1, '读不懂')
  await refused([file('ok.json', [firm]), '--on', '2026-02-30'], 2, '不是日期')
  await refused([file('ok.json', [firm]), '--what'], 2, '不认识的选项')
  await refused([], 2, '请给出一个企业文件')
})
