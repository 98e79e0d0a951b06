import { and, asc, eq, inArray, like, type SQL } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { likePattern } from '#platform/pairs.ts'
import type { ScopeNames } from '#platform/scope-names.ts'
import { enterprises } from '../tables.ts'

const firms = (tx: Tx, ctx: Pick<Context, 'city'>, where: SQL) =>
  tx
    .select({ id: enterprises.id, name: enterprises.name, nameEn: enterprises.name })
    .from(enterprises)
    .where(and(eq(enterprises.city, ctx.city), where))
    .orderBy(asc(enterprises.name), asc(enterprises.id))

/** Ids come from outside: what is no UUID names no firm. */
const uuids = (ids: readonly string[]): string[] =>
  ids.filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))

/** A firm as a scope, by its name alone: whoever gives roles sees nothing else of it. */
export const enterpriseScopes: Readonly<Record<string, ScopeNames>> = {
  enterprise: {
    open: (tx, ctx, ids) => firms(tx, ctx, inArray(enterprises.id, uuids(ids))),
    names: (tx, ctx, ids) => firms(tx, ctx, inArray(enterprises.id, uuids(ids))),
    search: (tx, ctx, q) => firms(tx, ctx, like(enterprises.name, likePattern(q))).limit(50),
  },
}
