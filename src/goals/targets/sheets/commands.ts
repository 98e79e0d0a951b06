import { eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { insertAll } from '#platform/db/insert.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, type Facts } from '#platform/errors.ts'
import { announceAll } from '#platform/events.ts'
import { readTable } from '#platform/sheets/index.ts'
import { preparers } from '../../policy.ts'
import { figures, indicators } from '../../tables.ts'
import { actualRow, enterableOwners } from '../commands.ts'
import type { ActualInput, FiguresReport } from '../contract.ts'
import { knownFigures } from './queries.ts'
import { type FigureCells, figureColumns, periodIn, standingWords, statedWords, valueIn } from './rules.ts'

type Message = (key: string, facts: Facts) => string
type Indicator = typeof indicators.$inferSelect
type Owners = Awaited<ReturnType<typeof enterableOwners>>

/** What a row says, or why it cannot be read. */
type ReadRow =
  | { kind: 'figure'; indicator: Indicator; owner: Owners[number]; input: Omit<ActualInput, 'indicatorId'> }
  | { kind: 'empty' }
  | { kind: 'fault'; key: string; facts: Facts }

/**
 * Reads a filled-in table of figures. A row without a value says nothing; one that cannot be read is named and left out;
 * what is known already is not entered twice. Without `apply` nothing changes.
 *
 * @throws AppError forbidden; invalid with what is wrong with the file
 */
export async function importFigures(
  ctx: Context,
  bytes: Uint8Array,
  apply: boolean,
  message: Message,
): Promise<FiguresReport> {
  requireMay(preparers.includes(ctx.actor.role), 'goals.actual-import')
  const table = await readTable(bytes, { columns: figureColumns })
  return transact(ctx, async (tx) => {
    const catalogue = await tx.select().from(indicators).where(eq(indicators.city, ctx.city))
    const owners = await enterableOwners(tx, ctx)
    const report: FiguresReport = {
      ...{ added: 0, unchanged: 0, empty: 0, changes: [], applied: apply },
      problems: table.errors.map(({ row, key, facts }) => ({ row, message: message(key, facts) })),
    }
    const known = await knownFigures(tx, ctx, catalogue)
    const seen = new Set<string>()
    const rows: ReturnType<typeof actualRow>[] = []
    for (const { row, values } of table.rows) {
      const read = readRow(values, catalogue, owners)
      if (read.kind === 'empty') report.empty++
      if (read.kind === 'fault') report.problems.push({ row, message: message(read.key, { row, ...read.facts }) })
      if (read.kind !== 'figure') continue
      const { indicator, owner, input } = read
      const key = `${indicator.id} ${owner.id} ${input.period}`
      if (seen.has(key)) {
        report.problems.push({ row, message: message('goals.sheet.twice', { row, indicator: indicator.name }) })
        continue
      }
      seen.add(key)
      const before = known.get(key) ?? []
      if (before.some((one) => one.value === input.value && one.standing === input.standing)) {
        report.unchanged++
        continue
      }
      const made = madeRow(ctx, indicator, input, (fault, facts) =>
        report.problems.push({ row, message: message(fault, { row, ...facts }) }),
      )
      if (!made) continue
      rows.push(made)
      report.changes.push({
        ...{ row, indicator: indicator.name, owner: owner.label, period: input.period, unit: indicator.unit },
        ...{ before: before.at(-1)?.value ?? null, value: input.value },
      })
    }
    report.added = rows.length
    if (apply && rows.length > 0) await write(ctx, tx, rows)
    return report
  })
}

async function write(ctx: Context, tx: Tx, rows: readonly ReturnType<typeof actualRow>[]): Promise<void> {
  await insertAll(tx, figures, rows)
  await announceAll(
    ctx,
    tx,
    rows.map(({ id, indicator, period, value }) => ({
      kind: 'figure-added',
      subject: { kind: 'figure', id },
      facts: { kind: 'actual', indicator },
      details: { period, value },
    })),
  )
}

/** The row to be written; what is wrong with its period is told, not thrown. */
function madeRow(
  ctx: Context,
  indicator: Indicator,
  input: Omit<ActualInput, 'indicatorId'>,
  tell: (key: string, facts: Facts) => void,
) {
  try {
    return actualRow(ctx, indicator, input)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    tell(error.key, error.facts)
    return null
  }
}

function readRow(cells: FigureCells, catalogue: readonly Indicator[], owners: Owners): ReadRow {
  if (!cells.value?.trim()) return { kind: 'empty' }
  const name = (cells.indicator ?? '').trim()
  const named = catalogue.filter((one) => one.name === name || one.otherNames.includes(name))
  const fitting = named.filter((one) => valueIn(cells.value ?? '', cells.unit, one.unit) !== 'unit')
  const indicator = fitting.find((one) => one.name === name) ?? fitting[0]
  if (named.length === 0) return { kind: 'fault', key: 'goals.sheet.indicator', facts: { name } }
  if (!indicator) return { kind: 'fault', key: 'goals.sheet.unit', facts: { name, unit: cells.unit ?? '' } }
  const who = (cells.owner ?? '').replace(/\s+/g, '')
  const owner = owners.find((one) => one.label === who || one.names.includes(who))
  if (!owner) return { kind: 'fault', key: 'goals.sheet.owner', facts: { name: who } }
  const period = periodIn(cells.period ?? '')
  if (!period) return { kind: 'fault', key: 'goals.sheet.period', facts: { text: cells.period ?? '' } }
  const value = valueIn(cells.value, cells.unit, indicator.unit)
  if (value === null) return { kind: 'fault', key: 'goals.sheet.value', facts: { text: cells.value } }
  const standing = wordIn(standingWords, cells.standing ?? '初步')
  const stated = wordIn(statedWords, cells.statedBy ?? '自报')
  if (!standing) return { kind: 'fault', key: 'goals.sheet.standing', facts: { text: cells.standing ?? '' } }
  if (!stated) return { kind: 'fault', key: 'goals.sheet.statedBy', facts: { text: cells.statedBy ?? '' } }
  const isEstimated = /^(是|估计|y)/i.test(cells.isEstimated?.trim() ?? '')
  const note = cells.note?.trim().slice(0, 300) || null
  const input = {
    owner: { kind: owner.kind, id: owner.id },
    period,
    value,
    standing,
    isEstimated,
    statedBy: stated,
    note,
  }
  return { kind: 'figure', indicator, owner, input }
}

const wordIn = <W extends string>(words: Readonly<Record<string, W>>, cell: string): W | undefined =>
  Object.hasOwn(words, cell.trim()) ? words[cell.trim()] : undefined
