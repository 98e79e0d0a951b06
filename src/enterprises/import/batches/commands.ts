import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { factsSince } from '#platform/events.ts'
import { type Batch, type ImportKind, type RowProblem, runImport, type TakenBatch } from '#platform/imports/index.ts'
import { enterpriseSubject } from '../../commands.ts'
import { twinKeys } from '../../duplicates/tables.ts'
import { profiles } from '../../firm/tables.ts'
import { indicators } from '../../indicators/tables.ts'
import { keeps } from '../../policy.ts'
import { enterprises } from '../../tables.ts'
import { changesNothing, type Decision, decideFirm, type Said } from '../changes/rules.ts'
import { type FirmRow, openFirms } from '../columns/queries.ts'
import { type Counted, Mapping, Tally } from '../contract.ts'
import { entriesFor, type FirmRowStored, type KnownFirm, knownFirms } from '../matching/queries.ts'
import { indexEntries, matchOf } from '../matching/rules.ts'
import { firmImports, type ImportWorld, importWorld } from '../queries.ts'
import { keyOfRow, type ReadFirm, readFirmRow } from '../reading/rules.ts'
import { type Taken, writeFirms } from '../writing/commands.ts'

const mostExamples = 3
const mostNames = 10

/** Tables of firms, as the platform imports them. */
export const firmsKind: ImportKind<Mapping, FirmRow, ImportWorld, Tally> = {
  ...firmImports,
  mapping: Mapping,
  tally: Tally,
  blankTally: { newFirms: [], replaced: {}, filled: {}, kept: {}, held: 0, reasons: {} },
  batchRows: 1000,
  fills: [enterprises, profiles, indicators, twinKeys],
  open: (bytes, { columns }) => openFirms(bytes, columns),
  keyOf: ({ cells }, { columns }) => keyOfRow(cells, columns),
  worldOf: importWorld,
  take: takeFirms,
}

/** Works an import off; see `runImport`. */
export const workOff = (
  payload: { city: string; importId: string },
  onBatch?: (rowsDone: number) => void,
  clock?: Context['now'],
): Promise<boolean> => runImport(firmsKind, payload, { onBatch, clock })

interface Considered {
  row: number
  firm: ReadFirm
  known: KnownFirm | null
}

/** What each row is: new, changed, the same, or refused with its reasons; what is new or changed is written. */
async function takeFirms(
  ctx: Context,
  tx: Tx,
  { held, mapping, world, rows, tally, isDry }: Batch<Mapping, FirmRow, ImportWorld, Tally>,
): Promise<TakenBatch<Tally>> {
  const counts = { added: 0, changed: 0, same: 0, refused: 0 }
  const problems: RowProblem[] = []
  const progress = structuredClone(tally)
  const tell = (row: number, name: string, one: Omit<RowProblem, 'row' | 'name'>) => {
    problems.push({ row, name, ...one })
    if (one.isRefusal !== false) progress.reasons[one.key] = (progress.reasons[one.key] ?? 0) + 1
  }
  const nameOf = (firm: ReadFirm): string => firm.name ?? firm.creditCode ?? ''

  const readable = rows.flatMap(({ row, first }) => {
    const { firm, problems: own } = readFirmRow(row.cells, mapping.columns, world)
    for (const one of own) tell(row.row, nameOf(firm), one)
    if (first !== null) tell(row.row, nameOf(firm), { heading: '', key: 'enterprises.import.twice', facts: { first } })
    return first === null && own.every(({ isRefusal }) => !isRefusal) ? [{ row: row.row, firm }] : []
  })
  const considered = await matched(ctx, tx, readable, { world, isDry, refuse: tell })
  counts.refused = rows.length - considered.length

  const byHand = await enteredSince(ctx, tx, considered, mapping.asOf)
  const taken: Taken[] = []
  for (const { row, firm, known } of considered) {
    const hand = byHand.get(known?.entry.id ?? '') ?? new Set<string>()
    const decision = decideFirm(firm, known, hand, { ...world, takesDoubtful: mapping.takesDoubtful })
    for (const one of decision.problems) tell(row, nameOf(firm), one)
    if (decision.problems.some(({ isRefusal }) => isRefusal)) {
      counts.refused++
      continue
    }
    countSaid(progress, nameOf(firm) || (known?.entry.name ?? ''), known, decision)
    if (known === null) {
      counts.added++
      if (progress.newFirms.length < mostNames) progress.newFirms.push(nameOf(firm))
    } else counts[changesNothing(decision) ? 'same' : 'changed']++
    if (known === null || !changesNothing(decision)) taken.push({ firm, known, decision })
  }
  if (!isDry) await writeFirms(ctx, tx, { importId: held.id, mapping, world, taken })
  return { ...counts, problems, tally: progress }
}

interface Matching {
  world: ImportWorld
  isDry: boolean
  refuse: (row: number, name: string, problem: Omit<RowProblem, 'row' | 'name'>) => void
}

/** Rows with the firm each is about, without those that are about none the importer may write. */
async function matched(
  ctx: Context,
  tx: Tx,
  rows: readonly { row: number; firm: ReadFirm }[],
  { world, isDry, refuse }: Matching,
): Promise<Considered[]> {
  const firms = rows.map(({ firm }) => firm)
  const index = indexEntries(await entriesFor(tx, ctx, firms, { isLocked: !isDry }))
  const takenBy = new Map<string, number>()
  const found = rows.flatMap(({ row, firm }): { row: number; firm: ReadFirm; entry: FirmRowStored | null }[] => {
    const no = (key: string, facts = {}): never[] => {
      refuse(row, firm.name ?? firm.creditCode ?? '', { heading: '', key, facts })
      return []
    }
    const match = matchOf(index, firm)
    if (match.kind === 'several') return no('enterprises.import.several', { count: match.count })
    if (match.kind === 'new') {
      const divisionCode = firm.divisionCode ?? world.homeDivision
      if (firm.name === null) return no('enterprises.import.newName')
      if (divisionCode === null) return no('enterprises.import.newDivision')
      return [{ row, firm: { ...firm, divisionCode }, entry: null }]
    }
    const { entry } = match
    if (!keeps(ctx.actor, entry)) return no('enterprises.import.elsewhere')
    const first = takenBy.get(entry.id)
    if (first !== undefined) return no('enterprises.import.twice', { first })
    takenBy.set(entry.id, row)
    return [{ row, firm, entry }]
  })
  const known = await knownFirms(
    tx,
    ctx,
    found.flatMap(({ entry }) => entry ?? []),
  )
  return found.map(({ row, firm, entry }) => ({
    row,
    firm,
    known: entry === null ? null : (known.get(entry.id) ?? null),
  }))
}

const byHandKinds = ['firm-added', 'firm-kept', 'firm-status-changed', 'firm-figures-recorded'] as const
/** What somebody says of a firm who enters it. */
const enteredFields = [
  ...['name', 'shortName', 'divisionCode', 'creditCode', 'address', 'industryCode', 'foundedOn', 'leadingProduct'],
  ...['contactName', 'contactPhone'],
]

/** By firm: fields and figures that people entered after the day of the table. */
async function enteredSince(
  ctx: Context,
  tx: Tx,
  considered: readonly Considered[],
  asOf: string,
): Promise<Map<string, Set<string>>> {
  const ids = considered.flatMap(({ known }) => known?.entry.id ?? [])
  const facts = await factsSince(tx, ctx, { subjectKind: enterpriseSubject, ids, kinds: byHandKinds, afterDay: asOf })
  const found = new Map<string, Set<string>>()
  for (const { subjectId, kind, facts: own } of facts) {
    const fields = found.get(subjectId) ?? new Set<string>()
    const said = typeof own.fields === 'string' ? own.fields : typeof own.figures === 'string' ? own.figures : ''
    const names = kind === 'firm-added' ? enteredFields : kind === 'firm-status-changed' ? ['status'] : said.split(' ')
    for (const name of names) fields.add(name)
    found.set(subjectId, fields)
  }
  return found
}

/** Counts what changes by field, of firms that stood here before. */
function countSaid(progress: Tally, name: string, known: KnownFirm | null, { said, problems }: Decision): void {
  const held = new Set(
    problems.filter(({ key }) => key.startsWith('enterprises.import.doubt.')).map((one) => one.heading),
  )
  progress.held += held.size
  if (known === null) return
  for (const one of said) add(progress[one.kind], name, one)
}

function add(counted: Counted, name: string, { field, year, before, after }: Said): void {
  const known = counted[field] ?? { count: 0, examples: [] }
  const examples =
    known.examples.length < mostExamples ? [...known.examples, { name, year, before, after }] : known.examples
  counted[field] = { count: known.count + 1, examples }
}
