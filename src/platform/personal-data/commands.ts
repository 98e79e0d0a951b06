import { and, eq } from 'drizzle-orm'
import { type Context, requireMay } from '../actor.ts'
import { proposeApproval } from '../approvals/commands.ts'
import { waitingAbout } from '../approvals/queries.ts'
import { dayOf } from '../clock.ts'
import { type Tx, transact } from '../db/transact.ts'
import { AppError, found } from '../errors.ts'
import { announce } from '../events.ts'
import { newId } from '../ids.ts'
import { personalDataCases } from '../tables.ts'
import type { CorrectPlace, caseKinds, OpenCase, outcomes, Place, PlaceKey, SearchPerson } from './contract.ts'
import type { PersonalDataEvent } from './events.ts'
import { handles } from './policy.ts'
import { type CaseRow, lookAt, visibleTo, withoutFull } from './queries.ts'
import { recordReveal } from './reveals.ts'
import { bySource, type FoundPlace, personalDataSources } from './sources.ts'
import { copyWorkbook } from './workbook.ts'

type Written = Promise<{ id: string; version: number }>

/** Name of the kind of approval by which a second person agrees to an erasing. */
export const erasingKind = 'erase-personal-data'

/** Opens a case. It names nobody: who asked stands in the paper file of that number. @throws AppError forbidden, invalid */
export async function openCase(ctx: Context, input: OpenCase): Written {
  return transact(ctx, async (tx) => {
    requireMay(handles(ctx.actor), 'platform.personalData')
    const today = dayOf(ctx.now()).toString()
    if (input.receivedOn > today) throw new AppError('invalid', 'platform.personalData.receivedLater', { today })

    const id = newId()
    const openedAt = ctx.now().toString()
    await tx.insert(personalDataCases).values({ city: ctx.city, id, ...input, openedBy: ctx.actor.accountId, openedAt })
    await tell(ctx, tx, 'personal-data-case-opened', id, { kinds: input.kinds, ground: input.ground })
    return { id, version: 1 }
  })
}

/**
 * Where name or phone stand, masked. What was searched for is kept nowhere; that it was searched, and how much was
 * found, stands in the audit.
 *
 * @throws AppError not-found, conflict `platform.personalData.closed`
 */
export async function searchPerson(ctx: Context, id: string, input: SearchPerson): Promise<{ places: Place[] }> {
  return transact(ctx, async (tx) => {
    await lockOpenCase(tx, ctx, id)
    const person = { name: input.name || null, phone: input.phone || null }
    const places: Place[] = []
    for (const source of personalDataSources()) {
      places.push(...(await source.find(ctx, tx, person)).map(withoutFull))
    }
    await tell(ctx, tx, 'personal-data-searched', id, { found: places.length })
    return { places }
  })
}

/** The places that are really this person. @throws AppError not-found, conflict, invalid `platform.personalData.placeGone` */
export async function choosePlaces(ctx: Context, id: string, input: { version: number; places: PlaceKey[] }): Written {
  return transact(ctx, async (tx) => {
    const row = await lockOpenCase(tx, ctx, id, input.version)
    await requireNoErasingWaits(tx, ctx, row)
    const places = distinct(input.places)
    if ((await lookAt(ctx, tx, places)).length < places.length) {
      throw new AppError('invalid', 'platform.personalData.placeGone')
    }

    const version = await change(tx, row, { places })
    await tell(ctx, tx, 'personal-data-places-chosen', id, { count: places.length })
    return { id, version }
  })
}

/** A copy of what stands in the chosen places, as a workbook for the person. @throws AppError not-found, conflict, too-many */
export async function copyPlaces(ctx: Context, id: string): Promise<{ bytes: Uint8Array; fileNumber: string }> {
  const { row, places } = await transact(ctx, async (tx) => {
    const row = await lockOpenCase(tx, ctx, id)
    requireAsked(row, 'copy')
    const places = await lookAt(ctx, tx, requireChosen(row))
    // A download is no edit: the page that offered it goes on with the version it has.
    await change(tx, row, { copiedAt: ctx.now().toString(), version: row.version })
    await recordNumbers(ctx, tx, row, places)
    await tell(ctx, tx, 'personal-data-copied', id, { count: places.length })
    return { row, places }
  })
  return { bytes: await copyWorkbook(row.fileNumber, places), fileNumber: row.fileNumber }
}

/**
 * A copy shows whole numbers like a reveal, so each counts as one: cases do not carry a directory out. A person has few.
 *
 * @throws AppError too-many `platform.personalData.tooManyReveals`
 */
async function recordNumbers(ctx: Context, tx: Tx, { fileNumber }: CaseRow, places: readonly FoundPlace[]) {
  for (const { kind, id, field, full } of places) {
    if (full === null || !/phone$/i.test(field)) continue
    await recordReveal(ctx, tx, { kind: kind.replace(/s$/, ''), id }, { reason: 'other', note: fileNumber })
  }
}

/** Puts a right value in one of the chosen places. @throws AppError not-found, conflict, invalid */
export async function correctPlace(ctx: Context, id: string, { version, place, value }: CorrectPlace): Written {
  return transact(ctx, async (tx) => {
    const row = await lockOpenCase(tx, ctx, id, version)
    requireAsked(row, 'correct')
    await requireNoErasingWaits(tx, ctx, row)
    const chosen = found(
      requireChosen(row).find((key) => nameOf(key) === nameOf(place)),
      'platform.personalData.noSuchPlace',
    )
    const [standing] = await lookAt(ctx, tx, [chosen])
    const [own] = bySource([chosen])
    if (!standing?.mayCorrect || !own?.source.correct) {
      throw new AppError('conflict', 'platform.personalData.notCorrected')
    }

    await own.source.correct(ctx, tx, chosen, value)
    const next = await change(tx, row, { correctedAt: ctx.now().toString() })
    await tell(ctx, tx, 'personal-data-corrected', id, { source: place.source, kind: place.kind, field: place.field })
    return { id, version: next }
  })
}

/** Puts the erasing of the chosen places before a second person. @throws AppError not-found, conflict */
export async function proposeErasing(
  ctx: Context,
  id: string,
  { version }: { version: number },
): Promise<{ id: string; version: number; approvalId: string }> {
  return transact(ctx, async (tx) => {
    const row = await lockOpenCase(tx, ctx, id, version)
    requireAsked(row, 'erase')
    await requireNoErasingWaits(tx, ctx, row)
    const places = requireChosen(row)

    const { approvalId } = await proposeApproval(ctx, tx, {
      kind: erasingKind,
      subject: { kind: 'personal-data-case', id },
      proposal: { caseId: id, places },
      reason: row.fileNumber,
    })
    return { id, version: await change(tx, row, { approvalId }), approvalId }
  })
}

/** Erases, when the second person agreed: in the transaction of the decision. @throws AppError conflict `platform.personalData.closed` */
export async function eraseAgreed(ctx: Context, tx: Tx, { caseId, places }: { caseId: string; places: PlaceKey[] }) {
  const [row] = await tx
    .select()
    .from(personalDataCases)
    .where(and(eq(personalDataCases.city, ctx.city), eq(personalDataCases.id, caseId)))
    .for('update')
  const open = found(row, 'platform.personalData.noSuchCase')
  if (open.state !== 'open') throw new AppError('conflict', 'platform.personalData.closed')

  for (const { source, keys } of bySource(places)) await source.erase(ctx, tx, keys)
  await change(tx, open, { erasedAt: ctx.now().toString() })
  await tell(ctx, tx, 'personal-data-erased', caseId, { count: places.length })
}

/** Ends a case; which places were chosen is forgotten with it. @throws AppError not-found, conflict */
export async function closeCase(
  ctx: Context,
  id: string,
  { version, outcome }: { version: number; outcome: (typeof outcomes)[number] },
): Written {
  return transact(ctx, async (tx) => {
    const row = await lockOpenCase(tx, ctx, id, version)
    await requireNoErasingWaits(tx, ctx, row)

    const closed = { state: 'closed', outcome, closedBy: ctx.actor.accountId, closedAt: ctx.now().toString() }
    const next = await change(tx, row, { ...closed, places: [] })
    await tell(ctx, tx, 'personal-data-case-closed', id, { outcome })
    return { id, version: next }
  })
}

async function lockOpenCase(tx: Tx, ctx: Context, id: string, version?: number): Promise<CaseRow> {
  const [locked] = await tx
    .select()
    .from(personalDataCases)
    .where(and(visibleTo(ctx), eq(personalDataCases.id, id)))
    .for('update')
  const row = found(locked, 'platform.personalData.noSuchCase')
  if (row.state !== 'open') throw new AppError('conflict', 'platform.personalData.closed')
  if (version !== undefined && row.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
  return row
}

async function requireNoErasingWaits(tx: Tx, ctx: Context, { id }: CaseRow): Promise<void> {
  const waiting = await waitingAbout(tx, ctx, { kind: 'personal-data-case', id })
  if (waiting.length > 0) throw new AppError('conflict', 'platform.personalData.erasingWaits')
}

function requireAsked(row: CaseRow, kind: (typeof caseKinds)[number]): void {
  if (!row.kinds.includes(kind)) throw new AppError('conflict', 'platform.personalData.notAsked')
}

function requireChosen({ places }: CaseRow): CaseRow['places'] {
  if (places.length === 0) throw new AppError('conflict', 'platform.personalData.nothingChosen')
  return places
}

const nameOf = ({ source, kind, id, field }: PlaceKey): string => [source, kind, id, field].join('\n')

const distinct = (places: readonly PlaceKey[]): PlaceKey[] => [
  ...new Map(places.map((place) => [nameOf(place), place])).values(),
]

async function change(tx: Tx, row: CaseRow, changes: Partial<CaseRow>): Promise<number> {
  const { version = row.version + 1 } = changes
  await tx
    .update(personalDataCases)
    .set({ ...changes, version })
    .where(and(eq(personalDataCases.city, row.city), eq(personalDataCases.id, row.id)))
  return version
}

const tell = (ctx: Context, tx: Tx, kind: PersonalDataEvent, id: string, facts: Record<string, unknown>) =>
  announce(ctx, tx, { kind, subject: { kind: 'personal-data-case', id }, facts: { caseId: id, ...facts } })
