import { globSync, readFileSync } from 'node:fs'
import { basename, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'

const source = fileURLToPath(new URL('../../', import.meta.url))

/** A version of a rule as the repository has it. */
export interface ShippedVersion {
  /** `sign-in` for a rule of the platform, `requests/time-limits` for one of a module. */
  rule: string
  validFromOn: string
  /** Where the numbers come from, in words an official can check. */
  source: string
  body: unknown
}

const Versions = z
  .array(z.strictObject({ validFromOn: z.iso.date(), source: z.string().min(1), body: z.unknown() }))
  .min(1)

/** The files of rules, `rules/*.yaml` of every module, by their path below `src`. Found by their place: nothing lists them. */
export const ruleFiles = (): string[] => globSync('**/rules/*.yaml', { cwd: source }).sort()

/** Every version that ships with the product. */
export const shippedVersions = (): ShippedVersion[] =>
  ruleFiles().flatMap((file) =>
    Versions.parse(parse(readRule(file))).map((version) => ({
      ...version,
      rule: nameOf(file),
      body: withoutUnits(version.body),
    })),
  )

export const readRule = (file: string): string => readFileSync(join(source, file), 'utf8')

function nameOf(file: string): string {
  const folders = file.split(sep).slice(0, -2)
  const name = basename(file, '.yaml')
  return folders.join('/') === 'platform' ? name : [...folders, name].join('/')
}

/** A number is written `{ value, unit }` in the file, for those who read it, and stored as the value alone. */
function withoutUnits(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withoutUnits)
  if (typeof body !== 'object' || body === null) return body
  if ('value' in body && 'unit' in body) return body.value
  return Object.fromEntries(Object.entries(body).map(([name, part]) => [name, withoutUnits(part)]))
}
