/** What anybody may know of the city's organs: their names and the telephones of their offices. */
import { and, asc, eq, gte, isNotNull, isNull, lte, or } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/transact.ts'
import { grants } from '#platform/tables.ts'
import { pathOf } from '../rules.ts'
import { divisions, units } from '../tables.ts'

/** Divisions of the city in official order; the city itself is the first. */
export const publicDivisions = (tx: Tx, ctx: Pick<Context, 'city'>) =>
  tx
    .select({
      code: divisions.code,
      name: divisions.name,
      nameEn: divisions.nameEn,
      parentCode: divisions.parentCode,
    })
    .from(divisions)
    .where(eq(divisions.city, ctx.city))
    .orderBy(asc(divisions.officialOrder), asc(divisions.code))

/** Units that exist, by short name, in official order. */
export const publicUnits = (tx: Tx, ctx: Pick<Context, 'city'>) =>
  tx
    .select({ id: units.id, name: units.shortName, nameEn: units.nameEn, kind: units.kind })
    .from(units)
    .where(and(eq(units.city, ctx.city), isNull(units.activeToOn)))
    .orderBy(asc(units.officialOrder), asc(units.id))

export interface PublicOffice {
  name: string
  nameEn: string
  /** Its own telephone, or that of the nearest unit above which has one; null where none is kept. */
  phone: string | null
}

/** Name and telephone of a unit, closed ones too. */
export async function publicOffice(tx: Tx, ctx: Pick<Context, 'city'>, unitId: string): Promise<PublicOffice | null> {
  const { id, parentId, shortName, nameEn, officePhone } = units
  const rows = await tx
    .select({ id, parentId, shortName, nameEn, officePhone })
    .from(units)
    .where(eq(units.city, ctx.city))
  const tree = new Map(rows.map((row) => [row.id, row]))
  const unit = tree.get(unitId)
  if (!unit) return null
  const phone = pathOf(tree, unitId).flatMap((above) => tree.get(above)?.officePhone ?? [])[0] ?? null
  return { name: unit.shortName, nameEn: unit.nameEn, phone }
}

/** The unit in which somebody has the post of the city's request desk today, the first in official order. */
export async function deskUnit(tx: Tx, ctx: Pick<Context, 'city' | 'now'>): Promise<string | null> {
  const today = dayOf(ctx.now()).toString()
  const [row] = await tx
    .select({ id: units.id })
    .from(grants)
    .innerJoin(units, and(eq(units.city, grants.city), eq(units.id, grants.unitId)))
    .where(
      and(
        eq(grants.city, ctx.city),
        eq(grants.role, 'request-desk'),
        eq(grants.scopeKind, 'city'),
        isNotNull(grants.unitId),
        lte(grants.fromOn, today),
        or(isNull(grants.toOn), gte(grants.toOn, today)),
      ),
    )
    .orderBy(asc(units.officialOrder))
    .limit(1)
  return row?.id ?? null
}
