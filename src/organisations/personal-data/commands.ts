import { eq } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import type { PlaceKey } from '#platform/personal-data/contract.ts'
import { erasedMark } from '#platform/personal-data/sources.ts'
import { indexOf } from '#platform/protect/protected-tables.ts'
import { tell } from '../commands.ts'
import { ChangePerson } from '../contract.ts'
import { people, personPhone, posts } from '../tables.ts'
import { ofCity } from './queries.ts'

/** Puts a person's right name or phone, at their own asking. @throws AppError invalid, conflict */
export async function correctPerson(ctx: Context, tx: Tx, { kind, id, field }: PlaceKey, value: string): Promise<void> {
  if (kind !== 'person') throw new AppError('conflict', 'platform.personalData.notCorrected')
  const parsed = ChangePerson.safeParse({ version: 1, [field]: value })
  if (!parsed.success) throw new AppError('invalid', 'organisations.phoneForm')
  const { name, phone } = parsed.data
  const row = await lockedPerson(ctx, tx, id)
  if (!row) throw new AppError('invalid', 'platform.personalData.placeGone')
  await tx
    .update(people)
    .set({
      ...(name === undefined ? {} : { name }),
      ...(phone === undefined ? {} : { phone, phoneIndex: indexOf(personPhone, phone) }),
      version: row.version + 1,
    })
    .where(ofCity(ctx, people, [id]))
  await tell(ctx, tx, 'person-changed', { kind: 'person', id }, { personId: id, changed: [field] })
}

/**
 * Takes away phones, and the names of those who never held a post. Who held a public office, and when, is the city's
 * record and stays with its name.
 */
export async function erasePeople(ctx: Context, tx: Tx, keys: readonly PlaceKey[]): Promise<void> {
  for (const { kind, id, field } of keys) {
    if (kind !== 'person') continue
    const row = await lockedPerson(ctx, tx, id)
    if (!row) continue
    const held = await tx.select({ id: posts.id }).from(posts).where(eq(posts.personId, id)).limit(1)
    if (field === 'name' && held.length > 0) continue
    const change = field === 'name' ? { name: erasedMark } : { phone: null, phoneIndex: null }
    await tx
      .update(people)
      .set({ ...change, version: row.version + 1 })
      .where(ofCity(ctx, people, [id]))
    await tell(ctx, tx, 'person-erased', { kind: 'person', id }, { personId: id, fields: [field] })
  }
}

async function lockedPerson(ctx: Context, tx: Tx, id: string) {
  const [row] = await tx
    .select({ version: people.version })
    .from(people)
    .where(ofCity(ctx, people, [id]))
    .for('update')
  return row
}
