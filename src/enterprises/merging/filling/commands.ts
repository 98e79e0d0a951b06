import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { readable } from '#platform/protect/values.ts'
import { writtenBy } from '../../commands.ts'
import { profileFields } from '../../firm/rules.ts'
import { profiles } from '../../firm/tables.ts'
import { contactColumns, enterprises } from '../../tables.ts'
import { movesOf, writeMoves } from '../moves/commands.ts'
import { placeOf } from '../moves/rules.ts'
import { filledOfEntry, unknownIn } from './rules.ts'

type Firm = typeof enterprises.$inferSelect
/** The code that went over, and why there was none before. */
const Coded = z.object({ code: z.string(), noCodeReason: z.string().nullable() })
const entryPlace = placeOf(enterprises.id)
const profilePlace = placeOf(profiles.id)

const entry = ({ city, id }: { city: string; id: string }) => and(eq(enterprises.city, city), eq(enterprises.id, id))
const profileOf = async (tx: Tx, { city, id }: { city: string; id: string }) => {
  const [row] = await tx
    .select()
    .from(profiles)
    .where(and(eq(profiles.city, city), eq(profiles.id, id)))
  return row ?? null
}

/** Names of what the entry that stays would take from the other. */
export async function fieldsToFill(tx: Tx, stay: Firm, gone: Firm): Promise<string[]> {
  const [own, other] = [await profileOf(tx, stay), await profileOf(tx, gone)]
  return [
    ...(stay.creditCode === null && gone.creditCode !== null ? ['creditCode'] : []),
    ...unknownIn(filledOfEntry, stay, gone),
    ...(takesContact(stay, gone) ? ['contact'] : []),
    ...unknownIn(profileFields, own ?? {}, other ?? {}),
  ]
}

const takesContact = (stay: Firm, gone: Firm): boolean =>
  stay.contactName === null && stay.contactPhone === null && (gone.contactName !== null || gone.contactPhone !== null)

/**
 * Fills what the entry that stays does not know. The other keeps its own values, so that only the names of the fields are
 * written down. The credit code alone can stand in one place only and goes over.
 */
export async function fillEntry(tx: Tx, ctx: Context, mergeId: string, stay: Firm, gone: Firm): Promise<void> {
  const fields = unknownIn(filledOfEntry, stay, gone)
  const moves: { rowKey: string; before?: unknown }[] = fields.map((field) => ({ rowKey: field }))
  const change: Partial<Firm> = Object.fromEntries(fields.map((field) => [field, gone[field]]))
  if (takesContact(stay, gone)) {
    const name = gone.contactName === null ? null : readable(gone.contactName)
    const phone = gone.contactPhone === null ? null : readable(gone.contactPhone)
    Object.assign(change, contactColumns('enterprises', name, phone))
    moves.push({ rowKey: 'contact' })
  }
  if (stay.creditCode === null && gone.creditCode !== null) {
    await tx.update(enterprises).set({ creditCode: null }).where(entry(gone))
    Object.assign(change, { creditCode: gone.creditCode, noCodeReason: null })
    moves.push({ rowKey: 'creditCode', before: { code: gone.creditCode, noCodeReason: stay.noCodeReason } })
  }
  if (Object.keys(change).length > 0) await tx.update(enterprises).set(change).where(entry(stay))
  await writeMoves(
    tx,
    moves.map((move) => ({ city: ctx.city, mergeId, kind: 'filled', place: entryPlace, ...move })),
  )
  await fillProfile(tx, ctx, mergeId, stay, gone)
}

async function fillProfile(tx: Tx, ctx: Context, mergeId: string, stay: Firm, gone: Firm): Promise<void> {
  const [own, other] = [await profileOf(tx, stay), await profileOf(tx, gone)]
  if (other === null) return
  const fields = unknownIn(profileFields, own ?? {}, other)
  const change = Object.fromEntries(fields.map((field) => [field, other[field]]))
  const row = { city: ctx.city, mergeId, place: profilePlace }
  if (own === null) {
    await tx.insert(profiles).values({ city: ctx.city, id: stay.id, ...change, ...writtenBy(ctx) })
    await writeMoves(tx, [{ ...row, kind: 'added', rowKey: stay.id }])
  } else if (fields.length > 0) {
    await tx
      .update(profiles)
      .set(change)
      .where(and(eq(profiles.city, ctx.city), eq(profiles.id, stay.id)))
  }
  await writeMoves(
    tx,
    fields.map((field) => ({ ...row, kind: 'filled', rowKey: field })),
  )
}

/** Empties what was filled, where it still stands as the other has it, and gives the code back. */
export async function emptyEntry(tx: Tx, ctx: Context, mergeId: string, stay: Firm, gone: Firm): Promise<void> {
  const moves = await movesOf(tx, ctx, mergeId, entryPlace)
  const has = (name: string) => moves.some(({ rowKey }) => rowKey === name)
  const change: Partial<Firm> = Object.fromEntries(
    filledOfEntry.filter((field) => has(field) && stay[field] === gone[field]).map((field) => [field, null]),
  )
  const isContactSame =
    stay.contactNameIndex === gone.contactNameIndex && stay.contactPhoneIndex === gone.contactPhoneIndex
  if (has('contact') && isContactSame) {
    Object.assign(change, { contactName: null, contactNameIndex: null, contactPhone: null, contactPhoneIndex: null })
  }
  const coded = Coded.nullable().parse(moves.find(({ rowKey }) => rowKey === 'creditCode')?.before ?? null)
  const isCodeBack = coded !== null && stay.creditCode === coded.code
  if (isCodeBack) Object.assign(change, { creditCode: null, noCodeReason: coded.noCodeReason })
  if (Object.keys(change).length > 0) await tx.update(enterprises).set(change).where(entry(stay))
  if (isCodeBack) await tx.update(enterprises).set({ creditCode: coded.code }).where(entry(gone))
  await emptyProfile(tx, ctx, mergeId, stay, gone)
}

async function emptyProfile(tx: Tx, ctx: Context, mergeId: string, stay: Firm, gone: Firm): Promise<void> {
  const moves = await movesOf(tx, ctx, mergeId, profilePlace)
  const [own, other] = [await profileOf(tx, stay), await profileOf(tx, gone)]
  if (own === null || other === null || moves.length === 0) return
  const filled = new Set(moves.map(({ rowKey }) => rowKey))
  const back = profileFields.filter((field) => filled.has(field) && own[field] === other[field])
  const change = Object.fromEntries(back.map((field) => [field, null]))
  const row = and(eq(profiles.city, ctx.city), eq(profiles.id, stay.id))
  const isUnknown = profileFields.every((field) => back.includes(field) || own[field] === null)
  if (moves.some(({ kind }) => kind === 'added') && isUnknown) await tx.delete(profiles).where(row)
  else if (back.length > 0) await tx.update(profiles).set(change).where(row)
}
