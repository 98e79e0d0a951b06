import { and, eq, isNull } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { Reveal } from '#platform/personal-data/contract.ts'
import { recordReveal } from '#platform/personal-data/reveals.ts'
import { maskPhone } from '#platform/protect/masks.ts'
import { indexOf } from '#platform/protect/protected-tables.ts'
import { readable } from '#platform/protect/values.ts'
import { changesOf, lastDayOf, lockTree, placeOf, requireOpen, requireVersion, tell, unitIn } from '../commands.ts'
import type { AddPost, ChangePerson } from '../contract.ts'
import { can, editsCity, revealsPhones, visibleTo } from '../policy.ts'
import { inCity } from '../queries.ts'
import { people, personPhone, posts } from '../tables.ts'

/** Gives somebody a post, last in the unit's order; a new person is entered with it. @throws AppError not-found | forbidden | conflict */
export async function addPost(ctx: Context, unitId: string, input: AddPost): Promise<{ id: string; personId: string }> {
  return transact(ctx, async (tx) => {
    const tree = await lockTree(tx, ctx)
    const unit = unitIn(tree, unitId)
    requireMay(can(ctx.actor, 'change-people', placeOf(tree, unit)), 'organisations.addPost')
    requireOpen(unit)

    const personId = 'id' in input.person ? (await lockPerson(tx, ctx, input.person.id)).id : newId()
    if ('name' in input.person) {
      const { name, phone } = input.person
      const phoneIndex = indexOf(personPhone, phone)
      await tx.insert(people).values({ city: ctx.city, id: personId, name, phone, phoneIndex })
    }
    const held = await tx
      .select({ position: posts.position, personId: posts.personId, title: posts.title, toOn: posts.toOn })
      .from(posts)
      .where(and(eq(posts.city, ctx.city), eq(posts.unitId, unitId)))
    if (held.some((post) => post.personId === personId && post.title === input.title && post.toOn === null)) {
      throw new AppError('conflict', 'organisations.holdsPost', { title: input.title })
    }
    const id = newId()
    const position = Math.max(0, ...held.map((post) => post.position)) + 1
    const fromOn = input.fromOn ?? dayOf(ctx.now()).toString()
    await tx.insert(posts).values({ city: ctx.city, id, personId, unitId, title: input.title, position, fromOn })
    const details = { ...input, person: 'name' in input.person ? masked(input.person) : input.person }
    await tell(ctx, tx, 'post-added', { kind: 'unit', id: unitId }, { postId: id, unitId, personId }, details)
    return { id, personId }
  })
}

/** Ends a post; the row stays. @throws AppError not-found | forbidden | invalid | conflict `organisations.postEnded` */
export async function endPost(
  ctx: Context,
  id: string,
  input: { lastDayOn?: string | undefined },
): Promise<{ id: string }> {
  return transact(ctx, async (tx) => {
    const tree = await lockTree(tx, ctx)
    const [row] = await tx
      .select()
      .from(posts)
      .where(and(visibleTo(ctx.actor, posts), eq(posts.id, id)))
      .for('update')
    const post = found(row, 'organisations.noSuchPost')
    const { unitId, personId } = post
    requireMay(can(ctx.actor, 'change-people', placeOf(tree, unitIn(tree, unitId))), 'organisations.endPost')
    if (post.toOn !== null) {
      throw new AppError('conflict', 'organisations.postEnded', { title: post.title, day: post.toOn })
    }
    const lastDayOn = lastDayOf(ctx, input.lastDayOn, post.fromOn)

    await tx
      .update(posts)
      .set({ toOn: lastDayOn })
      .where(inCity(posts, ctx, id))
    const facts = { postId: id, unitId, personId, lastDayOn }
    await tell(ctx, tx, 'post-ended', { kind: 'unit', id: unitId }, facts)
    return { id }
  })
}

/** Corrects a person's name or phone. @throws AppError not-found | forbidden | conflict `platform.changedMeanwhile` */
export async function changePerson(
  ctx: Context,
  id: string,
  input: ChangePerson,
): Promise<{ id: string; version: number }> {
  return transact(ctx, async (tx) => {
    const person = await lockPerson(tx, ctx, id)
    requireMay(await mayCareFor(tx, ctx, id), 'organisations.changePerson')
    requireVersion(person, input.version)

    const { version: _version, ...fields } = input
    const changes = changesOf(person, fields)
    const version = person.version + 1
    const { phone } = changes.after
    const index = phone === undefined ? {} : { phoneIndex: indexOf(personPhone, phone) }
    await tx
      .update(people)
      .set({ ...changes.after, ...index, version })
      .where(inCity(people, ctx, id))
    const facts = { personId: id, changed: Object.keys(changes.after) }
    const details = { before: masked(changes.before), after: masked(changes.after) }
    await tell(ctx, tx, 'person-changed', { kind: 'person', id }, facts, details)
    return { id, version }
  })
}

/** The whole number; who asked for it, and why, stands in the audit. @throws AppError not-found | forbidden | too-many | unavailable `platform.protect.*` */
export async function revealPhone(ctx: Context, id: string, reveal: Reveal): Promise<{ phone: string | null }> {
  return transact(ctx, async (tx) => {
    const person = await lockPerson(tx, ctx, id)
    requireMay(revealsPhones(ctx.actor), 'organisations.revealPhone')
    const phone = readable(person.phone)
    await recordReveal(ctx, tx, { kind: 'person', id }, reveal)
    return { phone }
  })
}

/** The audit tells that a number changed, and never holds one whole. */
const masked = ({ phone, ...fields }: { phone?: unknown; [field: string]: unknown }) =>
  phone === undefined ? fields : { ...fields, phone: typeof phone === 'string' ? maskPhone(phone) : null }

async function lockPerson(tx: Tx, ctx: Context, id: string) {
  const [row] = await tx
    .select()
    .from(people)
    .where(and(visibleTo(ctx.actor, people), eq(people.id, id)))
    .for('update')
  return found(row, 'organisations.noSuchPerson')
}

/** A person is cared for where they hold a post: a district officer does not rename an official of the city. */
async function mayCareFor(tx: Tx, ctx: Context, personId: string): Promise<boolean> {
  if (editsCity(ctx.actor)) return true
  const tree = await lockTree(tx, ctx)
  const held = await tx
    .select({ unitId: posts.unitId })
    .from(posts)
    .where(and(eq(posts.city, ctx.city), eq(posts.personId, personId), isNull(posts.toOn)))
  const units = held.map(({ unitId }) => unitIn(tree, unitId))
  return units.length > 0 && units.every((unit) => can(ctx.actor, 'change-people', placeOf(tree, unit)))
}
