/** Writes docs/licences.md: every package that a running Daqiao may load, with its licence, from the lock file. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const root = new URL('../', import.meta.url)
const Lock = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({ version: z.string().optional(), license: z.string().optional(), dev: z.boolean().optional() }),
  ),
})

export interface Licensed {
  name: string
  version: string
  licence: string
}

/** Licences under which a package may be used in the product: permissive ones, and copyleft by file (MPL) and for fonts (OFL). */
export const allowed: readonly string[] = [
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Unlicense',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'MPL-2.0',
  'OFL-1.1',
]

/** Packages of production, once per version, by name. */
export function productionPackages(): Licensed[] {
  const { packages } = Lock.parse(JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')))
  const known = new Map<string, Licensed>()
  for (const [path, { version = '', license = 'none named', dev }] of Object.entries(packages)) {
    const name = path.split('node_modules/').at(-1) ?? ''
    if (path !== '' && !dev) known.set(`${name} ${version}`, { name, version, licence: license })
  }
  return [...known.values()].sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1))
}

/** Whether one of the licences of an expression like `(MIT OR CC0-1.0)` is allowed; with AND all must be. */
export const isAllowed = (licence: string): boolean =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => allowed.includes(one.trim())))

export function licencesText(packages: readonly Licensed[]): string {
  const counts = [...Map.groupBy(packages, ({ licence }) => licence)].sort(([, a], [, b]) => b.length - a.length)
  return [
    '# Licences of the packages',
    '',
    'Written by `scripts/licences.ts` from package-lock.json, checked by `scripts/licences.test.ts`: what a running Daqiao may',
    'load, packages for other systems among them. Packages of development alone are left out. Daqiao itself is under',
    'Apache-2.0.',
    '',
    ...counts.map(([licence, own]) => `- ${licence}: ${own.length}`),
    '',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
    '',
  ].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('docs/licences.md', root), licencesText(productionPackages()))
}
