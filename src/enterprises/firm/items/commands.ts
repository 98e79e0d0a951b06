import { and, eq } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { initialsOf } from '#platform/pinyin.ts'
import { enterpriseSubject, lockKept, writtenBy } from '../../commands.ts'
import { classOfRight } from '../../honours/rules.ts'
import { awards, rights } from '../../honours/tables.ts'
import { visibleTo } from '../../policy.ts'
import { followWords } from '../../search/commands.ts'
import { enterprises } from '../../tables.ts'
import type { AddItem, ItemKind } from '../contract.ts'
import { links, names, products } from '../tables.ts'

const tables = { name: names, product: products, link: links, right: rights, award: awards } as const

/**
 * Add a name, product, tie, right or award. What is there already is a conflict.
 *
 * @throws AppError not-found | forbidden | invalid | conflict `enterprises.thereAlready`
 */
export const addItem = (ctx: Context, enterpriseId: string, item: AddItem): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    const firm = await lockKept(tx, ctx, enterpriseId, 'enterprises.add-item')
    const id = newId()
    const row = { city: ctx.city, id, enterpriseId, ...writtenBy(ctx) }
    const added = await insert(tx, ctx, row, item)
    if (!added) throw new AppError('conflict', 'enterprises.thereAlready')
    if (item.kind === 'name' || item.kind === 'product') await followWords(tx, ctx, [firm.id])
    const facts = { kind: item.kind }
    await announce(ctx, tx, { kind: 'firm-item-added', subject: { kind: enterpriseSubject, id: enterpriseId }, facts })
    return { id }
  })

type Row = ReturnType<typeof writtenBy> & { city: string; id: string; enterpriseId: string }

async function insert(tx: Tx, ctx: Context, row: Row, { kind: _kind, ...item }: AddItem): Promise<boolean> {
  const today = dayOf(ctx.now()).toString()
  if ('nameKind' in item) {
    const { nameKind: kind, name, until = null } = item
    const values = { ...row, kind, name, until, initials: initialsOf(name).toLowerCase() }
    return (await tx.insert(names).values(values).onConflictDoNothing().returning({ id: names.id })).length > 0
  }
  if ('linkKind' in item) {
    const { linkKind: kind, otherId = null, ...rest } = item
    if (otherId === row.enterpriseId) throw new AppError('invalid', 'enterprises.tieToItself')
    const other = otherId === null ? null : await otherFirm(tx, ctx, otherId)
    const values = { ...row, ...rest, kind, otherId, otherName: other?.name ?? rest.otherName }
    return (await tx.insert(links).values(values).returning({ id: links.id })).length > 0
  }
  if ('rightKind' in item) {
    const { rightKind: kind, ...rest } = item
    if (rest.grantedOn > today) throw new AppError('invalid', 'enterprises.notYet')
    const values = { ...row, ...rest, kind, rightClass: classOfRight(kind) }
    return (await tx.insert(rights).values(values).onConflictDoNothing().returning({ id: rights.id })).length > 0
  }
  if ('awardKind' in item) {
    const { awardKind: kind, ...rest } = item
    if (rest.year > Number(today.slice(0, 4))) throw new AppError('invalid', 'enterprises.notYet')
    const values = { ...row, ...rest, kind }
    return (await tx.insert(awards).values(values).onConflictDoNothing().returning({ id: awards.id })).length > 0
  }
  return (
    (
      await tx
        .insert(products)
        .values({ ...row, ...item })
        .onConflictDoNothing()
        .returning({ id: products.id })
    ).length > 0
  )
}

/** @throws AppError invalid `enterprises.noOtherFirm` */
async function otherFirm(tx: Tx, ctx: Context, id: string): Promise<{ name: string }> {
  const [other] = await tx
    .select({ name: enterprises.name })
    .from(enterprises)
    .where(and(visibleTo(ctx.actor), eq(enterprises.id, id)))
  if (!other) throw new AppError('invalid', 'enterprises.noOtherFirm')
  return other
}

/** Take one off again; the audit keeps what it was. @throws AppError not-found | forbidden */
export const removeItem = (
  ctx: Context,
  enterpriseId: string,
  kind: ItemKind,
  id: string,
): Promise<{ done: boolean }> =>
  transact(ctx, async (tx) => {
    await lockKept(tx, ctx, enterpriseId, 'enterprises.remove-item')
    const table = tables[kind]
    const [gone] = await tx
      .delete(table)
      .where(and(eq(table.city, ctx.city), eq(table.id, id), eq(table.enterpriseId, enterpriseId)))
      .returning()
    const details = found(gone, 'enterprises.noSuchItem')
    if (kind === 'name' || kind === 'product') await followWords(tx, ctx, [enterpriseId])
    const subject = { kind: enterpriseSubject, id: enterpriseId }
    await announce(ctx, tx, { kind: 'firm-item-removed', subject, facts: { kind }, details })
    return { done: true }
  })
