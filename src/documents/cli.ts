import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { checkSize } from './reader/formats/detect.ts'
import { readDocument } from './reader/read.ts'
import { loadWords } from './reader/words.ts'

/** `daqiao read`: read documents on the command line. Returns the exit status. */
export async function readCommand(args: string[]): Promise<number> {
  const out = args.indexOf('--out')
  const dir = out >= 0 ? args[out + 1] : undefined
  const inputs = args.filter((arg, i) => !arg.startsWith('--') && (out < 0 || i !== out + 1))
  const words = loadWords()
  const files: string[] = []
  for (const input of inputs) {
    if ((await stat(input)).isDirectory()) files.push(...(await readdir(input)).map((name) => join(input, name)))
    else files.push(input)
  }
  let failed = 0
  if (dir) await mkdir(dir, { recursive: true })
  for (const file of files) {
    try {
      checkSize((await stat(file)).size, basename(file))
      const json = JSON.stringify(await readDocument(await readFile(file), basename(file), words), null, 1)
      if (dir) await writeFile(join(dir, `${basename(file, extname(file))}.json`), json)
      else console.log(json)
    } catch (error) {
      failed++
      console.error(file, error)
    }
  }
  return failed > 0 ? 1 : 0
}
