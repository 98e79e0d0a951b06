/** Holds the source to the map: levels, doors between modules, file names, browser and server apart, message keys, sizes. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { levels, type ModuleName } from '#levels'

const root = fileURLToPath(new URL('./', import.meta.url))
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.(ts|tsx)$/.test(path) && !path.startsWith('packs/') && path !== 'levels.test.ts')
const textOf = new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]))

/** Files directly under src/ put modules together: they are the application. */
const moduleOf = (path: string): ModuleName => {
  const [first = '', second] = path.split('/')
  if (second === undefined) return 'app'
  if (!(first in levels)) throw new Error(`src/${first} stands in no level: add it to src/levels.ts`)
  return first as ModuleName
}

interface Import {
  from: string
  to: string
}

const importLine = /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s+'([.#][^']+)'|import\(\s*'([.#][^']+)'\s*\)/g

const imports: Import[] = [...textOf].flatMap(([from, text]) =>
  [...text.matchAll(importLine)].map(([, named, loaded]) => {
    const target = named ?? loaded ?? ''
    if (target === '#levels' || target === '#app') return { from, to: `${target.slice(1)}.ts` }
    return { from, to: target.startsWith('#') ? target.slice(1) : posix.normalize(posix.join(dirname(from), target)) }
  }),
)
const across = imports.filter(({ from, to }) => moduleOf(from) !== moduleOf(to))
const isTest = (path: string) => /\.test\.tsx?$/.test(path)
/** What tests stand on; those of a higher module stand on those of a lower one. */
const isBuilder = (path: string) => /(?:^|\/)builders\.ts$/.test(path)
const show = ({ from, to }: Import) => `${from} imports ${to}`

test('a module imports from levels below its own', () => {
  const wrong = across.filter(
    ({ from, to }) => to !== 'levels.ts' && levels[moduleOf(to)] >= levels[moduleOf(from)] && !isBeside(from, to),
  )
  expect(wrong.map(show)).toEqual([])
})

/** App and web stand on one level: the application builds the pages, the pages know nothing of the application. */
const isBeside = (from: string, to: string): boolean => moduleOf(from) === 'app' && moduleOf(to) === 'web'

/** What others may see of a module besides the platform: its door, its contracts, and for the shell its pages and words. */
const doors = /(?:^|\/)(?:index|contract)\.ts$/
const shellDoors = /(?:^|\/)(?:index|contract|messages\.(?:zh|en)|pages\/entries|panels)\.tsx?$/
/** Tests may use builders; the entry points load one command line each. */
const exceptions: Record<string, string> = {
  'main.ts imports documents/cli.ts': 'the reader on the command line starts without the rest of the product',
  'main.ts imports ladder/cli.ts': 'so does the ladder',
}

test('a module sees of another only its door and its contracts', () => {
  const wrong = across.filter(({ from, to }) => {
    if (moduleOf(to) === 'platform' || to === 'levels.ts' || to === 'app.ts') return false
    if (moduleOf(from) === 'app' && moduleOf(to) === 'web') return false
    if ((isTest(from) || isBuilder(from)) && isBuilder(to)) return false
    if (exceptions[show({ from, to })]) return false
    return !(moduleOf(from) === 'web' || moduleOf(from) === 'app' ? shellDoors : doors).test(to)
  })
  expect(wrong.map(show)).toEqual([])
})

const vocabulary =
  /^(?:README\.md|(?:index|contract|tables|rules|policy|queries|commands|events|jobs|routes|views|cli|seed|builders|messages\.zh|messages\.en)\.ts|panels\.tsx|[a-z-]+\.test\.ts)$/
/** Pure machinery with free file names: one engine folder for each. */
const engines = [
  'documents/reader/',
  'goals/take-up/matching/',
  'goals/breakdown/papers/',
  'ladder/engine/',
  'organisations/pack/',
  'requests/attachments/inspection/',
  'requests/rates/bulletin/papers/',
]
const freeModules: readonly string[] = ['platform', 'web', 'app']

test('the files of a module have the names of the closed vocabulary', () => {
  const wrong = files.filter((path) => {
    if (freeModules.includes(moduleOf(path)) || engines.some((engine) => path.startsWith(engine))) return false
    return !path.includes('/pages/') && !vocabulary.test(basename(path))
  })
  expect(wrong).toEqual([])
})

test('engines touch no database, clock or network', () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      engines.some((engine) => from.startsWith(engine)) &&
      !isTest(from) &&
      /platform\/(?:db|clock|jobs|http|sign-in|tables|events)|(?:^|\/)(?:tables|queries|commands)\.ts$/.test(to),
  )
  expect(wrong.map(show)).toEqual([])
})

/** What the browser loads: pages, the shell, contracts and what they import in turn. */
test('nothing the browser loads reaches a server file', () => {
  const runsInBrowser = (path: string) => path.endsWith('.tsx') || /(?:^|\/)contract\.ts$|^web\/|\/pages\//.test(path)
  const reached = new Set(files.filter((path) => runsInBrowser(path) && !isTest(path) && path !== 'web/build.ts'))
  for (const path of reached) {
    for (const { from, to } of imports) {
      if (from !== path || reached.has(to) || !textOf.has(to)) continue
      if (!isTypeOnly(path, to)) reached.add(to)
    }
  }
  const wrong = [...reached].filter((path) => {
    if (path.startsWith('web/'))
      return (
        /from 'node:|from '#(?!.*contract|platform|web|levels)/.test(textOf.get(path) ?? '') && path !== 'web/build.ts'
      )
    const text = textOf.get(path) ?? ''
    return (
      /from 'node:|from 'pg'|from 'drizzle-orm|from 'pg-boss'/.test(text) ||
      /(?:^|\/)(?:tables|queries|commands|routes)\.ts$/.test(path)
    )
  })
  expect(wrong).toEqual([])
})

/** `import type` lines vanish before the browser sees them. */
function isTypeOnly(from: string, to: string): boolean {
  const name = basename(to)
  const lines = [...(textOf.get(from) ?? '').matchAll(/import\s+(type\s)?[^;]*?from\s+'([^']+)'/g)]
  const own = lines.filter(([, , target = '']) => target.endsWith(`/${name}`) || target.endsWith(name))
  return own.length > 0 && own.every(([, type]) => type)
}

test('no Chinese words stand in a page: they stand in the messages of both languages', () => {
  const wrong = files.filter(
    (path) => path.endsWith('.tsx') && /\p{Script=Han}/u.test(withoutComments(textOf.get(path) ?? '')),
  )
  expect(wrong).toEqual([])
})

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')

const messageFiles = files.filter((path) => /(?:^|\/)messages\.(?:zh|en)\.ts$/.test(path))
const keysOf = (path: string) =>
  new Set([...(textOf.get(path) ?? '').matchAll(/^\s*'([\w.-]+)':/gm)].map(([, key = '']) => key))

test('every message stands in both languages', () => {
  for (const path of messageFiles.filter((one) => one.endsWith('.zh.ts'))) {
    const english = path.replace('.zh.ts', '.en.ts')
    expect([...keysOf(english)].sort(), english).toEqual([...keysOf(path)].sort())
  }
})

test('every message that the code names exists', () => {
  const known = new Set(messageFiles.flatMap((path) => [...keysOf(path)]))
  const missing = [...textOf].flatMap(([path, whole]) => {
    if (messageFiles.includes(path) || isTest(path)) return []
    const text = withoutComments(whole)
    const named = [
      ...text.matchAll(/new AppError\(\s*'[a-z-]+',\s*'([\w.-]+)'/g),
      ...text.matchAll(/\bt\(\s*'([\w.-]+)'/g),
      ...text.matchAll(/(?:titleKey|groupKey|labelKey): '([\w.-]+)'/g),
      ...text.matchAll(/found\([^;]*?,\s*'([\w-]+\.[\w.-]+)'/g),
    ]
    return named.filter(([, key = '']) => !known.has(key)).map(([, key]) => `${path}: ${key}`)
  })
  expect(missing).toEqual([])
})

test('no file is longer than 500 lines, and nine in ten are under 250', () => {
  const lengths = [...textOf].map(([path, text]) => ({ path, lines: text.split('\n').length }))
  expect(lengths.filter(({ lines }) => lines > 500)).toEqual([])
  const long = lengths.filter(({ lines }) => lines > 250)
  expect(long.length / lengths.length, long.map(({ path, lines }) => `${path} ${lines}`).join('\n')).toBeLessThan(0.1)
})

/** The browser has a clock of its own, by which a page says today. */
const clocks = ['platform/clock.ts', 'platform/ui/words.tsx']

test('only the clock reads the time', () => {
  const wrong = [...textOf].filter(
    ([path, text]) => !isTest(path) && !clocks.includes(path) && /Temporal\.Now|new Date\(\)/.test(text),
  )
  expect(wrong.map(([path]) => path)).toEqual([])
})
