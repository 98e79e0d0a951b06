/** A notice from a file: the form of holidays.yaml (YAML or JSON), a table of days, or the text as printed. */
import { extname } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { readTable } from '../sheets/index.ts'
import type { ArrangedDay } from './calendar.ts'
import { daysOfHoliday, Holiday } from './load.ts'
import { type Notice, readNotice } from './notice.ts'

const Year = z.strictObject({
  year: z.int().min(2008).max(2200),
  number: z.string().min(1).optional(),
  source: z.string().min(1).optional(),
  notices: z.array(z.string()).optional(),
  holidays: z.array(Holiday).min(1),
})
/** One year, alone or in a list of one as in `holidays.yaml`. */
const File = z.preprocess((data) => (Array.isArray(data) && data.length === 1 ? data[0] : data), Year)

const columns = [
  { key: 'on', headers: ['日期', 'date'], kind: 'date', required: true },
  { key: 'kind', headers: ['类型', 'kind'], required: true, choices: ['放假', '上班'] },
  { key: 'name', headers: ['节日', 'holiday'], required: true },
] as const

/** @throws AppError invalid: what is wrong with the file, row by row for a table */
export async function readNoticeFile(name: string, bytes: Uint8Array): Promise<Notice> {
  const kind = extname(name).toLowerCase()
  if (kind === '.xlsx' || kind === '.csv') return fromTable(bytes)
  const text = decode(bytes)
  if (kind === '.yaml' || kind === '.yml' || kind === '.json') return fromData(text)
  return readNotice(text)
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function fromData(text: string): Notice {
  const read = File.safeParse(tryParse(text))
  if (!read.success) {
    const [issue] = read.error.issues
    throw new AppError('invalid', 'calendar.fileForm', {
      place: issue?.path.join('.') || '—',
      problem: issue?.message ?? '',
    })
  }
  const { year, number, source, notices, holidays } = read.data
  const days = holidays.flatMap(daysOfHoliday)
  return { year, number: number ?? null, source: source ?? notices?.[0] ?? null, days, claims: [] }
}

function tryParse(text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    throw new AppError('invalid', 'calendar.fileForm', {
      place: '—',
      problem: error instanceof Error ? error.message : '',
    })
  }
}

async function fromTable(bytes: Uint8Array): Promise<Notice> {
  const { rows, errors } = await readTable(bytes, { columns })
  const [error] = errors
  if (error) throw new AppError('invalid', error.key, error.facts)
  const days = rows.map(({ values }): ArrangedDay => {
    const on = String(values.on)
    return { on, kind: values.kind === '上班' ? 'work' : 'off', name: values.name ?? '' }
  })
  // The last days of the year before may be ordered too: the year is that of most days.
  const years = days.map(({ on }) => Number(on.slice(0, 4))).toSorted((a, b) => a - b)
  const year = years[Math.floor(years.length / 2)]
  if (year === undefined) throw new AppError('invalid', 'calendar.noHolidays')
  return { year, number: null, source: null, days, claims: [] }
}
