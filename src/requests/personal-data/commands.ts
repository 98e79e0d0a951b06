import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import type { PlaceKey } from '#platform/personal-data/contract.ts'
import { erasedMark } from '#platform/personal-data/sources.ts'
import { indexOf } from '#platform/protect/protected-tables.ts'
import { forgetInCells } from '../hotline/records/commands.ts'
import { protectedContact, requests } from '../tables.ts'

const Value = {
  contactName: z.string().min(1).max(40),
  contactPhone: z.string().regex(/^[0-9+() -]{5,30}$/),
}

/** Puts a contact's right name or phone, at their own asking. @throws AppError invalid */
export async function correctContact(ctx: Context, tx: Tx, key: PlaceKey, value: string): Promise<void> {
  const field = fieldOf(key)
  if (!Value[field].safeParse(value).success) throw new AppError('invalid', 'requests.personalData.valueForm')
  await write(ctx, tx, key.id, field, value)
  await tell(ctx, tx, 'request-contact-changed', key)
}

/** Puts a mark in place of names and takes phones away, of cases that have ended; the case stays. */
export async function eraseContacts(ctx: Context, tx: Tx, keys: readonly PlaceKey[]): Promise<void> {
  for (const key of keys) {
    const field = fieldOf(key)
    const isErased = await write(ctx, tx, key.id, field, field === 'contactName' ? erasedMark : null, true)
    if (isErased) await tell(ctx, tx, 'request-contact-erased', key)
  }
}

function fieldOf({ field }: PlaceKey): 'contactName' | 'contactPhone' {
  if (field === 'contactName' || field === 'contactPhone') return field
  throw new AppError('invalid', 'platform.personalData.placeGone')
}

/** Whether there was such a request, and it had ended where that is asked. */
async function write(
  ctx: Context,
  tx: Tx,
  id: string,
  field: 'contactName' | 'contactPhone',
  value: string | null,
  endedOnly = false,
): Promise<boolean> {
  const where = and(eq(requests.city, ctx.city), eq(requests.id, id))
  const { version, closedAt, contactName, contactPhone } = requests
  const [row] = await tx
    .select({ version, closedAt, contactName, contactPhone })
    .from(requests)
    .where(where)
    .for('update')
  if (!row || (endedOnly && row.closedAt === null)) return false
  // The table in which a ticket came may say the same once more.
  const before = row[field]
  if (endedOnly && typeof before === 'string') await forgetInCells(ctx, tx, id, before)
  const change =
    field === 'contactPhone'
      ? { contactPhone: value, contactPhoneIndex: indexOf(protectedContact.phone, value) }
      : {
          contactName: value ?? erasedMark,
          contactNameIndex: indexOf(protectedContact.name, value ?? erasedMark),
        }
  await tx
    .update(requests)
    .set({ ...change, version: row.version + 1 })
    .where(where)
  return true
}

const tell = (ctx: Context, tx: Tx, kind: string, { id, field }: PlaceKey): Promise<void> =>
  announce(ctx, tx, { kind, subject: { kind: 'request', id }, facts: { field } })
