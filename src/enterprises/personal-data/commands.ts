import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import type { PlaceKey } from '#platform/personal-data/contract.ts'
import { erasedMark } from '#platform/personal-data/sources.ts'
import { indexOf } from '#platform/protect/protected-tables.ts'
import { enterprises, protectedContacts, registrations } from '../tables.ts'
import { type ContactKind, contactKinds } from './queries.ts'

const Value = {
  contactName: z.string().min(1).max(100),
  contactPhone: z.string().regex(/^[0-9+() -]{5,30}$/),
}

/** Puts a contact's right name or phone, at their own asking. @throws AppError invalid */
export async function correctContact(ctx: Context, tx: Tx, key: PlaceKey, value: string): Promise<void> {
  const { kind, field } = partsOf(key)
  if (!Value[field].safeParse(value).success) throw new AppError('invalid', 'enterprises.personalData.valueForm')
  await write(ctx, tx, kind, key.id, field, value)
  await tell(ctx, tx, 'contact-changed', kind, key)
}

/** Puts a mark in place of contacts' names and takes their phones away; the firm's row stays. */
export async function eraseContacts(ctx: Context, tx: Tx, keys: readonly PlaceKey[]): Promise<void> {
  for (const key of keys) {
    const { kind, field } = partsOf(key)
    await write(ctx, tx, kind, key.id, field, field === 'contactName' ? erasedMark : null)
    await tell(ctx, tx, 'contact-erased', kind, key)
  }
}

function partsOf({ kind, field }: PlaceKey): { kind: ContactKind; field: 'contactName' | 'contactPhone' } {
  const known = contactKinds.find((one) => one === kind)
  if (!known || (field !== 'contactName' && field !== 'contactPhone')) {
    throw new AppError('invalid', 'platform.personalData.placeGone')
  }
  return { kind: known, field }
}

async function write(
  ctx: Context,
  tx: Tx,
  kind: ContactKind,
  id: string,
  field: 'contactName' | 'contactPhone',
  value: string | null,
): Promise<void> {
  const table = kind === 'enterprises' ? enterprises : registrations
  const where = and(eq(table.city, ctx.city), eq(table.id, id))
  const [row] = await tx.select({ version: table.version }).from(table).where(where).for('update')
  if (!row) return
  const contact = protectedContacts[kind]
  const change =
    field === 'contactPhone'
      ? { contactPhone: value, contactPhoneIndex: indexOf(contact.phone, value) }
      : { contactName: value ?? erasedMark, contactNameIndex: indexOf(contact.name, value ?? erasedMark) }
  await tx
    .update(table)
    .set({ ...change, version: row.version + 1 })
    .where(where)
}

const tell = (ctx: Context, tx: Tx, kind: string, of: ContactKind, { id, field }: PlaceKey): Promise<void> =>
  announce(ctx, tx, {
    kind,
    subject: { kind: of === 'enterprises' ? 'enterprise' : 'registration', id },
    facts: { field },
  })
