import { and, asc, eq, inArray, or } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import type { PlaceKey } from '#platform/personal-data/contract.ts'
import { erasedMark, type FoundPlace, type SoughtPerson } from '#platform/personal-data/sources.ts'
import { maskName, maskPhone } from '#platform/protect/masks.ts'
import { indexesOf } from '#platform/protect/protected-tables.ts'
import type { Opened } from '#platform/protect/values.ts'
import { enterprises, protectedContacts, registrations } from '../tables.ts'

/** Stands in the keys of this module's places. */
export const source = 'enterprises'

export const contactKinds = ['enterprises', 'registrations'] as const
export type ContactKind = (typeof contactKinds)[number]

interface Contact {
  id: string
  firm: string
  contactName: Opened | null
  contactPhone: Opened | null
}

/** Contacts of this phone or of exactly this name, in the registry and in registrations. */
export async function findContacts(ctx: Context, tx: Tx, { name, phone }: SoughtPerson): Promise<FoundPlace[]> {
  const places: FoundPlace[] = []
  for (const kind of contactKinds) {
    const contact = protectedContacts[kind]
    const wanted = or(
      name === null ? undefined : inArray(contact.name.index, indexesOf(contact.name, name)),
      phone === null ? undefined : inArray(contact.phone.index, indexesOf(contact.phone, phone)),
    )
    if (wanted === undefined) continue
    places.push(...(await contactsOf(ctx, tx, kind, wanted)).flatMap((row) => placesOf(kind, row)))
  }
  return places
}

/** Of the keys, those that still stand. */
export async function lookAtContacts(ctx: Context, tx: Tx, keys: readonly PlaceKey[]): Promise<FoundPlace[]> {
  const places: FoundPlace[] = []
  for (const kind of contactKinds) {
    const ids = keys.flatMap((key) => (key.kind === kind ? [key.id] : []))
    if (ids.length === 0) continue
    const { table } = protectedContacts[kind]
    places.push(...(await contactsOf(ctx, tx, kind, inArray(table.id, ids))).flatMap((row) => placesOf(kind, row)))
  }
  return places.filter((place) =>
    keys.some((key) => key.kind === place.kind && key.id === place.id && key.field === place.field),
  )
}

function contactsOf(
  ctx: Context,
  tx: Tx,
  kind: ContactKind,
  wanted: NonNullable<Parameters<typeof and>[0]>,
): Promise<Contact[]> {
  const of = kind === 'enterprises' ? enterprises : registrations
  const firm = kind === 'enterprises' ? enterprises.name : registrations.firmName
  const { id, contactName, contactPhone } = of
  return tx
    .select({ id, firm, contactName, contactPhone })
    .from(of)
    .where(and(eq(of.city, ctx.city), wanted))
    .orderBy(asc(id))
}

function placesOf(kind: ContactKind, { id, firm, contactName, contactPhone }: Contact): FoundPlace[] {
  const place = (field: 'contactName' | 'contactPhone', value: string, opened: Opened): FoundPlace => ({
    ...{ source, kind, id, field, where: firm, value, keptKey: null, mayCorrect: true },
    labelKey: `enterprises.personalData.${kind}.${field}`,
    full: typeof opened === 'string' ? opened : null,
  })
  return [
    ...(contactName === null || contactName === erasedMark
      ? []
      : [place('contactName', maskName(contactName), contactName)]),
    ...(contactPhone === null ? [] : [place('contactPhone', maskPhone(contactPhone), contactPhone)]),
  ]
}
