import { and, asc, eq, inArray, or, type SQL } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import type { PlaceKey } from '#platform/personal-data/contract.ts'
import { erasedMark, type FoundPlace, type SoughtPerson } from '#platform/personal-data/sources.ts'
import { maskName, maskPhone } from '#platform/protect/masks.ts'
import { indexesOf } from '#platform/protect/protected-tables.ts'
import type { Opened } from '#platform/protect/values.ts'
import { protectedContact, requests } from '../tables.ts'

/** Stands in the keys of this module's places. */
export const source = 'requests'
export const placeKind = 'request'

/** Who spoke for a firm, by this phone or by exactly this name. */
export async function findContacts(ctx: Context, tx: Tx, { name, phone }: SoughtPerson): Promise<FoundPlace[]> {
  const wanted = or(
    name === null ? undefined : inArray(protectedContact.name.index, indexesOf(protectedContact.name, name)),
    phone === null ? undefined : inArray(protectedContact.phone.index, indexesOf(protectedContact.phone, phone)),
  )
  return wanted === undefined ? [] : contacts(ctx, tx, wanted)
}

/** Of the keys, those that still stand. */
export async function lookAtContacts(ctx: Context, tx: Tx, keys: readonly PlaceKey[]): Promise<FoundPlace[]> {
  const ids = keys.flatMap(({ kind, id }) => (kind === placeKind ? [id] : []))
  if (ids.length === 0) return []
  const places = await contacts(ctx, tx, inArray(requests.id, ids))
  return places.filter(({ id, field }) => keys.some((key) => key.id === id && key.field === field))
}

async function contacts(ctx: Context, tx: Tx, wanted: SQL): Promise<FoundPlace[]> {
  const { id, number, contactName, contactPhone, closedAt } = requests
  const rows = await tx
    .select({ id, number, contactName, contactPhone, closedAt })
    .from(requests)
    .where(and(eq(requests.city, ctx.city), wanted))
    .orderBy(asc(id))
  return rows.flatMap((row) => {
    const place = (field: 'contactName' | 'contactPhone', value: string, opened: Opened): FoundPlace => ({
      ...{ source, kind: placeKind, id: row.id, field, where: row.number, value, mayCorrect: true },
      labelKey: `requests.personalData.${field}`,
      // While the case runs the firm must be reached.
      keptKey: row.closedAt === null ? 'requests.personalData.caseRuns' : null,
      full: typeof opened === 'string' ? opened : null,
    })
    return [
      ...(row.contactName === erasedMark ? [] : [place('contactName', maskName(row.contactName), row.contactName)]),
      ...(row.contactPhone === null ? [] : [place('contactPhone', maskPhone(row.contactPhone), row.contactPhone)]),
    ]
  })
}
