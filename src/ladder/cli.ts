import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { dayOf, now } from '#platform/clock.ts'
import { fill, languageOf } from '#platform/i18n.ts'
import { plan } from './engine/plan.ts'
import { FirmFile } from './firm-files/contract.ts'
import { catalogueFor, factsOfFirm, summaryOf } from './firm-files/rules.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { shippedAt, shippedRules } from './queries.ts'

/** Where the command writes; `process.stdout` and `process.stderr` fit. */
export interface CommandIo {
  out: { write(text: string): unknown }
  err: { write(text: string): unknown }
  env: Readonly<Record<string, string | undefined>>
}

const done = 0
const failed = 1
const wrongUse = 2

/** The rules it judges by, and how their verdicts are called before the year of their text. */
const judged = { 'innovative-sme': 'innovative', 'srdi-sme': 'srdi', 'little-giant': 'giant' } as const

/**
 * `daqiao ladder FILE.json [--on YYYY-MM-DD] [--division 440000]`: the verdicts of the firms in FILE as JSON, by the rules
 * that ship, in force on the day. Needs no server and no database.
 * @returns the exit status: 0 judged, 1 the file or the day will not do, 2 usage
 */
export async function ladderCommand(args: readonly string[], io?: CommandIo): Promise<number> {
  const { out, err, env } = io ?? { out: process.stdout, err: process.stderr, env: process.env }
  const messages: Readonly<Record<string, string>> = languageOf(env.LANG) === 'en' ? en : zh
  const say = (key: string, facts?: Record<string, string | number>) =>
    err.write(`${fill(messages[key] ?? key, facts)}\n`)

  const asked = parse(args)
  if ('problem' in asked) {
    if (asked.problem) say(asked.problem, asked.facts)
    say('ladder.usage')
    return asked.problem ? wrongUse : done
  }
  const { file, on, division } = asked
  const name = basename(file)
  const read = await readFirms(file)
  if ('problem' in read) {
    say(read.problem, { name, ...read.facts })
    return failed
  }
  const catalogue = catalogueFor(read.firms)
  const rules = shippedRules()
  const plans = Object.entries(judged).flatMap(([rule, short]) => {
    const version = shippedAt(rules, rule, on)
    return version ? [{ key: `${short}${version.text.regime}`, plan: plan(version.text, catalogue, on, division) }] : []
  })
  if (plans.length === 0) {
    say('ladder.noRuleOnDay', { on })
    return failed
  }
  const verdicts = read.firms.map((firm) => {
    const facts = factsOfFirm(firm, catalogue)
    return Object.fromEntries(plans.map((one) => [one.key, summaryOf(one.plan, facts)]))
  })
  out.write(`${JSON.stringify(verdicts, null, 1)}\n`)
  say('ladder.selfCheckOnly')
  return done
}

type Asked =
  | { file: string; on: string; division: string | null }
  | { problem: string; facts?: Record<string, string | number> }

function parse(args: readonly string[]): Asked {
  const files: string[] = []
  let on = dayOf(now()).toString()
  let division: string | null = null
  for (let i = 0; i < args.length; i++) {
    const [name = '', given] = (args[i] ?? '').split(/=(.*)/s)
    if (name === '--help' || name === '-h') return { problem: '' }
    if (name === '--on' || name === '--division') {
      const value = given ?? args[++i] ?? ''
      if (name === '--on') {
        if (!isDay(value)) return { problem: 'ladder.notADay', facts: { value } }
        on = value
      } else {
        if (!/^\d{6}$/.test(value)) return { problem: 'ladder.notADivision', facts: { value } }
        division = value
      }
    } else if (name.startsWith('-')) return { problem: 'ladder.unknownOption', facts: { name } }
    else files.push(args[i] ?? '')
  }
  const [file] = files
  return file === undefined || files.length > 1 ? { problem: 'ladder.oneFile' } : { file, on, division }
}

function isDay(text: string): boolean {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}

type Read = { firms: FirmFile } | { problem: string; facts?: Record<string, string> }

async function readFirms(file: string): Promise<Read> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : ''
    return reason === 'ENOENT'
      ? { problem: 'ladder.noFile' }
      : { problem: 'ladder.notReadable', facts: { reason: reason || String(error) } }
  }
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return { problem: 'ladder.notJson', facts: { reason: error instanceof Error ? error.message : '' } }
  }
  const firms = FirmFile.safeParse(json)
  return firms.success
    ? { firms: firms.data }
    : { problem: 'ladder.notFirms', facts: { reason: placeOf(firms.error, json) } }
}

/** The place of the first thing that is wrong, within the alternative that the file is meant to be. */
function placeOf(error: { issues: readonly unknown[] }, json: unknown): string {
  const meant = Array.isArray(json) ? 0 : typeof json === 'object' && json !== null && 'vectors' in json ? 1 : 2
  let issue = error.issues[0] as Issue | undefined
  const path: PropertyKey[] = []
  let choice = meant
  while (issue) {
    path.push(...issue.path)
    const inside: Issue | undefined = issue.errors?.[choice]?.[0] ?? issue.errors?.[0]?.[0]
    if (!inside) break
    issue = inside
    choice = 0
  }
  return `${path.join('.')}${path.length > 0 ? ': ' : ''}${issue?.message ?? ''}`
}

interface Issue {
  path: readonly PropertyKey[]
  message: string
  errors?: readonly (readonly Issue[])[]
}
