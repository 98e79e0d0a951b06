import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { type Batch, type ImportKind, type RowProblem, runImport, type TakenBatch } from '#platform/imports/index.ts'
import { requests } from '../../tables.ts'
import { Mapping, Tally, type WordField } from '../contract.ts'
import { knownWords, ticketImports } from '../queries.ts'
import { openTickets, type TableRow } from '../reading/queries.ts'
import { fingerprintOf, readTicket } from '../reading/rules.ts'
import { hotlineTickets } from '../tables.ts'
import { type Taken, type Words, write } from '../writing/commands.ts'

const mostWords = 200
const mostExamples = 5

const numberOf = ({ cells }: TableRow): string => String(cells.number ?? '').trim()

/** Tickets of other systems, as the platform imports them. */
export const hotlineKind: ImportKind<Mapping, TableRow, Words, Tally> = {
  ...ticketImports,
  mapping: Mapping,
  tally: Tally,
  blankTally: { unknown: {}, examples: {}, untimed: 0 },
  batchRows: 250,
  fills: [requests],
  open: (bytes, { fields }) => openTickets(bytes, fields),
  keyOf: numberOf,
  worldOf: knownWords,
  take: takeTickets,
}

/** Works an import off; see `runImport`. */
export const workOff = (
  payload: { city: string; importId: string },
  onBatch?: (rowsDone: number) => void,
  clock?: Context['now'],
): Promise<boolean> => runImport(hotlineKind, payload, { onBatch, clock })

/** What each row is: new, changed, the same, or refused with its reasons; what is new or changed is written. */
async function takeTickets(
  ctx: Context,
  tx: Tx,
  { held, mapping, world, rows, tally, isDry }: Batch<Mapping, TableRow, Words, Tally>,
): Promise<TakenBatch<Tally>> {
  const now = ctx.now().toString({ smallestUnit: 'millisecond' })
  const progress = { ...tally, unknown: { ...tally.unknown }, examples: { ...tally.examples } }
  const counts = { added: 0, changed: 0, same: 0, refused: 0 }
  const problems: RowProblem[] = []
  const taken: Taken[] = []
  const readRows = rows.map(({ row, first }) => ({ row, first, ...readTicket(row.cells, mapping, world, now) }))
  const known = await knownTickets(
    tx,
    ctx,
    held.sourceId,
    readRows.flatMap(({ ticket }) => ticket?.number ?? []),
  )
  for (const { row, first, ticket, problems: own, unknown } of readRows) {
    for (const one of unknown) count(progress, one.field, one.word)
    const number = numberOf(row)
    const heading = (field: keyof typeof mapping.fields) => mapping.fields[field] ?? ''
    const refuse = (at: string, key: string, facts: RowProblem['facts']) =>
      problems.push({ row: row.row, heading: at, key, ...(facts && { facts }) })
    if (first !== null) refuse(heading('number'), 'requests.hotline.twice', { first })
    for (const one of own) refuse(heading(one.field), one.key, one.facts)
    const before = known.get(number) ?? null
    const isTaken = ticket !== null && first === null
    const result = !isTaken
      ? 'refused'
      : before === null
        ? 'added'
        : before.fingerprint === fingerprintOf(ticket)
          ? 'same'
          : 'changed'
    counts[result]++
    // A refused row may be a tip-off: nothing of it is kept.
    const examples = progress.examples[result] ?? []
    if (isTaken && examples.length < mostExamples) progress.examples[result] = [...examples, number]
    if (!isTaken || result === 'same') continue
    if (ticket.times.registered === null || Object.values(ticket.times).some((one) => one?.isDay)) progress.untimed++
    taken.push({ ticket, row, known: before })
  }
  if (!isDry) await write(ctx, tx, { ...held, mapping }, world, taken)
  return { ...counts, problems, tally: progress }
}

async function knownTickets(tx: Tx, ctx: Context, sourceId: string, numbers: readonly string[]) {
  if (numbers.length === 0) return new Map<string, typeof hotlineTickets.$inferSelect>()
  const rows = await tx
    .select()
    .from(hotlineTickets)
    .where(
      and(
        eq(hotlineTickets.city, ctx.city),
        eq(hotlineTickets.sourceId, sourceId),
        inArray(hotlineTickets.externalNumber, [...numbers]),
      ),
    )
  return new Map(rows.map((one) => [one.externalNumber, one]))
}

function count(tally: Tally, field: WordField, word: string): void {
  const words = tally.unknown[field] ?? []
  const known = words.find((one) => one.word === word)
  if (known) tally.unknown[field] = words.map((one) => (one === known ? { word, rows: one.rows + 1 } : one))
  else if (words.length < mostWords) tally.unknown[field] = [...words, { word, rows: 1 }]
}
