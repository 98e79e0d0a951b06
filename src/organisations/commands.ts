import { and, eq, isNull, sql } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found, one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { endGrantsOfUnit } from './accounts/grants/commands.ts'
import type { AddUnit, ChangeUnit, CloseUnit, SetDuties } from './contract.ts'
import type { OrganisationEvent, OrganisationEvents } from './events.ts'
import { can, editsCity } from './policy.ts'
import { allUnits, byId, inCity, type UnitRow } from './queries.ts'
import { makesCycle, pathOf, reordered } from './rules.ts'
import { divisions, duties, posts, units } from './tables.ts'

type Tree = ReadonlyMap<string, UnitRow>
type Written = Promise<{ id: string; version: number }>

/** Announces one of this module's events with the facts it promises. */
export const tell = <Kind extends OrganisationEvent>(
  ctx: Context,
  tx: Tx,
  kind: Kind,
  subject: { kind: 'unit' | 'person' | 'organisations'; id: string },
  facts: OrganisationEvents[Kind],
  details?: unknown,
): Promise<void> => announce(ctx, tx, { kind, subject, facts, details })

/** The tree as the actor sees it, with no other change of structure under way in this city until the transaction ends. */
export async function lockTree(tx: Tx, ctx: Context): Promise<Tree> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`organisations:${ctx.city}`}))`)
  return byId(await allUnits(tx, ctx))
}

/** A unit that exists, in the tree. @throws AppError not-found `organisations.noSuchUnit` */
export const unitIn = (tree: Tree, id: string): UnitRow => found(tree.get(id), 'organisations.noSuchUnit')

export const placeOf = (tree: Tree, unit: UnitRow) => ({ kind: unit.kind, path: pathOf(tree, unit.id) })

/** @throws AppError conflict `organisations.closed` */
export function requireOpen(unit: UnitRow): void {
  if (unit.activeToOn === null) return
  throw new AppError('conflict', 'organisations.closed', { name: unit.shortName, day: unit.activeToOn })
}

/** @throws AppError conflict `platform.changedMeanwhile` */
export function requireVersion(row: { version: number }, version: number): void {
  if (row.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
}

/** A last day that has come and is not before the first. @throws AppError invalid `organisations.lastDay` */
export function lastDayOf(ctx: Context, wanted: string | undefined, fromOn: string): string {
  const today = dayOf(ctx.now()).toString()
  const day = wanted ?? today
  if (day > today || day < fromOn) throw new AppError('invalid', 'organisations.lastDay', { from: fromOn, to: today })
  return day
}

/** The division exists, and a district officer stays inside the district. @throws AppError invalid `organisations.noSuchDivision` */
async function requireDivision(tx: Tx, ctx: Context, code: string): Promise<void> {
  const rows = await tx
    .select({ code: divisions.code })
    .from(divisions)
    .where(and(eq(divisions.city, ctx.city), eq(divisions.code, code)))
  const isInScope = editsCity(ctx.actor) || ctx.actor.divisions?.includes(code)
  if (rows.length === 0 || !isInScope) throw new AppError('invalid', 'organisations.noSuchDivision', { code })
}

/** Adds a unit below another, last among its siblings. @throws AppError not-found | forbidden | conflict | invalid */
export async function addUnit(ctx: Context, input: AddUnit): Written {
  return transact(ctx, async (tx) => {
    const tree = await lockTree(tx, ctx)
    const parent = unitIn(tree, input.parentId)
    requireMay(can(ctx.actor, 'add-unit', placeOf(tree, parent)), 'organisations.addUnit')
    requireOpen(parent)
    const divisionCode = input.divisionCode ?? parent.divisionCode
    await requireDivision(tx, ctx, divisionCode)

    const id = newId()
    await tx.insert(units).values({
      city: ctx.city,
      id,
      slug: `unit-${id.slice(-12)}`,
      parentId: parent.id,
      name: input.name,
      shortName: input.shortName ?? input.name,
      nameEn: input.nameEn,
      aliases: input.aliases,
      officePhone: input.officePhone,
      kind: input.kind,
      divisionCode,
      officialOrder: Math.max(0, ...[...tree.values()].map((unit) => unit.officialOrder)) + 10,
      activeFromOn: input.activeFromOn ?? dayOf(ctx.now()).toString(),
    })
    const facts = { unitId: id, parentId: parent.id, name: input.name }
    await tell(ctx, tx, 'unit-added', { kind: 'unit', id }, facts, input)
    return { id, version: 1 }
  })
}

/**
 * Renames, moves or reorders a unit. Its slug stays, so that packs, imports and old goals still mean it.
 *
 * @throws AppError not-found | forbidden | invalid | conflict `platform.changedMeanwhile`, `organisations.cycle`, `organisations.closed`
 */
export async function changeUnit(ctx: Context, id: string, input: ChangeUnit): Written {
  return transact(ctx, async (tx) => {
    const tree = await lockTree(tx, ctx)
    const unit = unitIn(tree, id)
    requireMay(can(ctx.actor, 'change-unit', placeOf(tree, unit)), 'organisations.changeUnit')
    requireVersion(unit, input.version)
    requireOpen(unit)
    const { version: _version, before, parentId, ...fields } = input
    if (fields.divisionCode !== undefined) await requireDivision(tx, ctx, fields.divisionCode)
    if (parentId !== undefined && parentId !== unit.parentId) requireNewParent(ctx, tree, unit, parentId)

    const changes = changesOf(unit, { ...fields, ...(parentId === undefined ? {} : { parentId }) })
    const version = unit.version + 1
    await tx
      .update(units)
      .set({ ...changes.after, version })
      .where(inCity(units, ctx, id))
    if (before !== undefined) await reorder(tx, ctx, tree, { ...unit, parentId: parentId ?? unit.parentId }, before)
    const changed = [...Object.keys(changes.after), ...(before === undefined ? [] : ['officialOrder'])]
    await tell(ctx, tx, 'unit-changed', { kind: 'unit', id }, { unitId: id, changed }, changes)
    return { id, version }
  })
}

function requireNewParent(ctx: Context, tree: Tree, unit: UnitRow, parentId: string): void {
  const parent = unitIn(tree, parentId)
  requireMay(can(ctx.actor, 'add-unit', placeOf(tree, parent)), 'organisations.changeUnit')
  requireOpen(parent)
  if (makesCycle(tree, unit.id, parentId)) {
    throw new AppError('conflict', 'organisations.cycle', { name: unit.shortName, parent: parent.shortName })
  }
}

async function reorder(tx: Tx, ctx: Context, tree: Tree, unit: UnitRow, before: string | null): Promise<void> {
  const siblings = [...tree.values()].filter(({ id, parentId }) => id !== unit.id && parentId === unit.parentId)
  if (before !== null) found(siblings.find(({ id }) => id === before) ?? null, 'organisations.noSuchUnit')
  for (const { id, officialOrder } of reordered([...siblings, unit], unit.id, before)) {
    await tx
      .update(units)
      .set({ officialOrder })
      .where(inCity(units, ctx, id))
  }
}

/** Fields that really change, with their values before and after. */
export function changesOf<Row extends Record<string, unknown>, Change extends { [K in keyof Change]?: unknown }>(
  row: Row,
  change: Change,
): { before: Record<string, unknown>; after: Partial<Change> } {
  const before: Record<string, unknown> = {}
  const after: Partial<Change> = {}
  for (const key in change) {
    if (change[key] === undefined || JSON.stringify(change[key]) === JSON.stringify(row[key])) continue
    before[key] = row[key]
    after[key] = change[key]
  }
  return { before, after }
}

/**
 * Closes a unit and ends its posts, and the roles scoped to it, on the same day. Nothing is taken away: old goals keep
 * their owner.
 *
 * @throws AppError not-found | forbidden | invalid | conflict `organisations.hasUnits`, `organisations.closed`
 */
export async function closeUnit(ctx: Context, id: string, input: CloseUnit): Written {
  return transact(ctx, async (tx) => {
    const tree = await lockTree(tx, ctx)
    const unit = unitIn(tree, id)
    requireMay(can(ctx.actor, 'close-unit', placeOf(tree, unit)), 'organisations.closeUnit')
    requireVersion(unit, input.version)
    requireOpen(unit)
    const below = [...tree.values()].filter(({ parentId, activeToOn }) => parentId === id && activeToOn === null)
    if (below.length > 0) {
      const facts = { name: unit.shortName, count: below.length }
      throw new AppError('conflict', 'organisations.hasUnits', facts)
    }
    const lastDayOn = lastDayOf(ctx, input.lastDayOn, unit.activeFromOn)

    const version = unit.version + 1
    await tx
      .update(units)
      .set({ activeToOn: lastDayOn, version })
      .where(inCity(units, ctx, id))
    await tx
      .update(posts)
      .set({ toOn: lastDayOn })
      .where(and(eq(posts.city, ctx.city), eq(posts.unitId, id), isNull(posts.toOn)))
    await endGrantsOfUnit(ctx, tx, id, lastDayOn)
    await tell(ctx, tx, 'unit-closed', { kind: 'unit', id }, { unitId: id, lastDayOn })
    return { id, version }
  })
}

/** Replaces the duty list of a unit. @throws AppError not-found | forbidden | conflict */
export async function setDuties(ctx: Context, id: string, input: SetDuties): Written {
  return transact(ctx, async (tx) => {
    const tree = await lockTree(tx, ctx)
    const unit = unitIn(tree, id)
    requireMay(can(ctx.actor, 'set-duties', placeOf(tree, unit)), 'organisations.setDuties')
    requireVersion(unit, input.version)
    requireOpen(unit)

    const ofUnit = and(eq(duties.city, ctx.city), eq(duties.unitId, id))
    const before = await tx.select({ text: duties.text, keywords: duties.keywords }).from(duties).where(ofUnit)
    await tx.delete(duties).where(ofUnit)
    const rows = input.duties.map(({ text, keywords }, at) => ({
      city: ctx.city,
      id: newId(),
      unitId: id,
      position: at + 1,
      text,
      keywords: [...new Set(keywords)],
    }))
    if (rows.length > 0) await tx.insert(duties).values(rows)
    const [written] = await tx
      .update(units)
      .set({ version: unit.version + 1 })
      .where(inCity(units, ctx, id))
      .returning({ version: units.version })
    const facts = { unitId: id, count: rows.length }
    await tell(ctx, tx, 'duties-set', { kind: 'unit', id }, facts, { before, after: input.duties })
    return { id, version: one(written ? [written] : []).version }
  })
}
