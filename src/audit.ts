import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { loadPack } from '#organisations/index.ts'
import { verifyArchive } from '#platform/audit/archive-file.ts'
import { archiveAudit, type CityAudit, joinArchive, verifyAudit } from '#platform/audit/commands.ts'
import { type Config, readConfig } from '#platform/config.ts'
import { AppError } from '#platform/errors.ts'
import { formatMoment, formatNumber } from '#platform/format.ts'
import { languageOf } from '#platform/i18n.ts'
import type { Progress } from '#platform/local/command.ts'
import { runLocalCommand } from '#platform/local/run.ts'
import { translate } from './app.ts'

const language = languageOf(process.env.LANG ?? 'zh')
type Facts = Record<string, string | number>
const words = (key: string, facts: Facts = {}): string => translate(language, `audit.cli.${key}`, facts)
const say = (key: string, facts: Facts = {}): unknown => process.stdout.write(`${words(key, facts)}\n`)
const number = (value: number): string => formatNumber(language, value)
const moment = (at: string | null): string => (at ? formatMoment(language, at) : '—')

/** Progress stands on standard error, on a terminal alone, so that the output can be kept. */
const progress = ({ done, of }: Progress): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r· ${done} / ${of}`)
}
const endProgress = (): void => {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K')
}

/** `daqiao audit verify|archive …`. Answers the exit status: 0 whole, 1 broken or refused, 2 wrong use. */
export async function auditCommand(args: string[]): Promise<number> {
  const asked = optionsOf(args)
  if (asked?.what === 'verify') return asked.archive ? verifyFile(asked, asked.archive) : verify(asked)
  if (asked?.what === 'archive' && asked.before) return archive(asked, asked.before)
  process.stderr.write(`${words('usage')}\n`)
  return 2
}

interface Asked {
  what: string | undefined
  config: Config
  /** Code of the city of the pack, and whether the city was named. */
  city: string
  isNamed: boolean
  head: { position: number; hash: string } | null
  archive: string | null
  before: string | null
  out: string | null
  json: boolean
}

function optionsOf(args: string[]): Asked | null {
  try {
    const text = { type: 'string' } as const
    const { values, positionals } = parseArgs({
      args,
      options: { city: text, head: text, archive: text, before: text, out: text, json: { type: 'boolean' } },
      allowPositionals: true,
    })
    if (positionals.length > 1) return null
    const pack = values.city ?? 'sample'
    const before = values.before === undefined ? null : z.iso.date().parse(values.before)
    const match = /^(\d+):([0-9a-f]{64})$/.exec(values.head ?? '')
    if (values.head !== undefined && !match) return null
    return {
      what: positionals[0],
      config: readConfig(pack),
      city: loadPack(pack).city.code,
      isNamed: values.city !== undefined,
      head: match ? { position: Number(match[1]), hash: match[2] ?? '' } : null,
      archive: values.archive ? resolve(values.archive) : null,
      before,
      out: values.out ? resolve(values.out) : null,
      json: values.json ?? false,
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    return null
  }
}

async function verify({ config, city, isNamed, head, json }: Asked): Promise<number> {
  const kept = head ? { ...head, city } : null
  const input = { city: isNamed ? city : null, kept }
  const reports = await runLocalCommand(config, verifyAudit, input, progress).finally(endProgress)
  if (json) process.stdout.write(`${JSON.stringify(reports, null, 2)}\n`)
  else for (const report of reports) sayCity(report, kept?.city === report.city ? head : null)
  return reports.every(({ broken }) => broken === null) ? 0 : 1
}

function sayCity(report: CityAudit, kept: Asked['head']): void {
  const { city, links, erased, archived, archives, broken, head, waiting } = report
  say(city === '000000' ? 'nobody' : 'city', { city })
  if (archived > 0) say('archived', { archived: number(archived), archives: number(archives) })
  if (broken) sayBroken(broken, links)
  else say('whole', { links: number(links), from: moment(report.from), to: moment(report.to) })
  if (erased > 0) say('erased', { erased: number(erased) })
  if (waiting > 0) say('waiting', { waiting: number(waiting) })
  if (broken) return
  if (kept) say(report.keptIsArchived ? 'keptArchived' : 'keptFits', { position: kept.position })
  say('head', { position: head.position, hash: head.hash })
}

function sayBroken({ fault, position, at, action }: NonNullable<CityAudit['broken']>, links: number): void {
  const what = translate(language, `audit.fault.${fault}`)
  say('broken', { position: position ?? '—', at: moment(at), action: action ? actionWords(action) : '—', what })
  say('holdsBefore', { links: number(links) })
}

/** The action in words where it has some, else its code. */
function actionWords(action: string): string {
  const key = `action.${action}`
  const found = translate(language, key)
  return found === key ? action : `${found}（${action}）`
}

async function verifyFile({ config, json }: Asked, path: string): Promise<number> {
  const file = await verifyArchive(path)
  const { header, head, links, broken, fileSha256 } = file
  const input = { city: header.city, head, fileSha256 }
  const join = broken
    ? null
    : await runLocalCommand(config, joinArchive, input).catch((error: unknown) => {
        if (error instanceof AppError && error.key === 'platform.noData') return null
        throw error
      })
  if (json) process.stdout.write(`${JSON.stringify({ ...file, join }, null, 2)}\n`)
  else {
    say('file', { path, city: header.city, first: header.after.position + 1, last: head.position })
    if (broken) sayBroken(broken, links)
    else {
      say('whole', { links: number(links), from: moment(file.from), to: moment(file.to) })
      say('sha256', { sha256: fileSha256 })
      say(`join.${join ?? 'no-database'}`)
    }
  }
  return broken || join === 'unknown' ? 1 : 0
}

async function archive({ config, city, out, json }: Asked, before: string): Promise<number> {
  const input = { city, before, path: out, folder: join(config.folder, 'audit-archives') }
  const done = await runLocalCommand(config, archiveAudit, input, progress).finally(endProgress)
  if (json) process.stdout.write(`${JSON.stringify(done, null, 2)}\n`)
  else {
    const { links, from, to, path, sha256, head } = done
    say('moved', { links: number(links), from: moment(from), to: moment(to) })
    say('movedTo', { path })
    say('sha256', { sha256 })
    say('head', { position: head.position, hash: head.hash })
    say('keepFile')
  }
  return 0
}
