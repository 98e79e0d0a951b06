import {
  and,
  count,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  like,
  lte,
  not,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { read, type Tx, transactAsOwner } from '#platform/db/transact.ts'
import { likePattern } from '#platform/pairs.ts'
import { accounts, approvals, grants, signInFailures } from '#platform/tables.ts'
import { unitsBelow } from '../rules.ts'
import { units } from '../tables.ts'
import type { AccountInList } from './contract.ts'
import { type GrantRow, grantsOf, todayOf } from './grants/queries.ts'
import { visibleTo } from './policy.ts'
import { type AccountState, stateOn } from './rules.ts'
import { placeNames } from './scopes/queries.ts'

const pageSize = 20

export interface AccountFilter {
  q?: string | undefined
  unit?: string | undefined
  role?: string | undefined
  state?: AccountState | undefined
  page: number
}

export const originOf = ({ origin }: { origin: string }): AccountInList['origin'] =>
  origin === 'single-sign-on' ? origin : 'local'

/** The first of these that holds. */
export function stateOf(facts: { isClosed: boolean; isLocked: boolean; hasRole: boolean }): AccountState {
  if (facts.isClosed) return 'closed'
  if (facts.isLocked) return 'locked'
  return facts.hasRole ? 'active' : 'without-role'
}

const moment = (ctx: Pick<Context, 'now'>) => new Date(ctx.now().epochMilliseconds)
/** Failures are kept by the hash of the user name. */
const ofAccount = eq(signInFailures.nameHash, sql`encode(sha256(convert_to(${accounts.username}, 'UTF8')), 'hex')`)

/** Until when the sign-in of an account is refused, as ISO text; null where it is not. */
export const lockedUntilOf = (ctx: Pick<Context, 'now'>): SQL<string | null> =>
  sql<string | null>`(select ${signInFailures.lockedUntil} from ${signInFailures}
    where ${ofAccount} and ${gt(signInFailures.lockedUntil, moment(ctx))})`.mapWith((value: string) =>
    new Date(value).toISOString(),
  )

/** Accounts of the city by user name, with their posts in force. Asked of sign-in's own tables, as their owner. */
export const listAccounts = (ctx: Context, filter: AccountFilter) =>
  read(ctx, async (tx) => {
    const unitIds = filter.unit === undefined ? undefined : await unitAndBelow(tx, ctx, filter.unit)
    const where = and(visibleTo(ctx.actor, accounts), ...conditions(ctx, filter, unitIds))
    const { rows, total } = await transactAsOwner(ctx.city, async (owner) => {
      const [counted] = await owner.select({ count: count() }).from(accounts).where(where)
      const rows = await owner
        .select({ account: accounts, lockedUntil: lockedUntilOf(ctx) })
        .from(accounts)
        .where(where)
        .orderBy(accounts.username, accounts.id)
        .limit(pageSize)
        .offset((filter.page - 1) * pageSize)
      return { rows, total: counted?.count ?? 0 }
    })
    const ids = rows.map(({ account }) => account.id)
    const held = await postsOf(tx, ctx, ids)
    const waiting = await waitingOf(tx, ctx, ids)
    return {
      rows: rows.map(({ account, lockedUntil }) => {
        const own = held.get(account.id) ?? []
        const { id, name, username, closedAt, lastSignInAt, twoFactorEnabled: hasSecondFactor } = account
        return {
          ...{ id, name, username: username ?? '', hasSecondFactor, origin: originOf(account) },
          state: stateOf({ isClosed: closedAt !== null, isLocked: lockedUntil !== null, hasRole: own.length > 0 }),
          posts: own,
          lastSignInAt: lastSignInAt?.toISOString() ?? null,
          waiting: waiting.get(id) ?? 0,
        }
      }),
      total,
      pageSize,
    }
  })

function conditions(ctx: Context, filter: AccountFilter, unitIds: readonly string[] | undefined): (SQL | undefined)[] {
  const { q, role, state } = filter
  const inRole = role === undefined ? undefined : grantInForce(ctx, eq(grants.role, role))
  const inUnits =
    unitIds === undefined
      ? undefined
      : grantInForce(
          ctx,
          or(
            inArray(grants.unitId, [...unitIds]),
            and(eq(grants.scopeKind, 'unit'), inArray(grants.scopeId, [...unitIds])),
          ),
        )
  const named = q
    ? or(like(accounts.name, likePattern(q)), like(accounts.username, likePattern(q.toLowerCase())))
    : undefined
  return [named, inRole, inUnits, state === undefined ? undefined : inState(ctx, state)]
}

function inState(ctx: Context, state: AccountState): SQL | undefined {
  const isLocked = exists(
    sql`(select 1 from ${signInFailures} where ${ofAccount} and ${gt(signInFailures.lockedUntil, moment(ctx))})`,
  )
  const hasRole = grantInForce(ctx, undefined)
  const isOpen = isNull(accounts.closedAt)
  const byState = {
    closed: isNotNull(accounts.closedAt),
    locked: and(isOpen, isLocked),
    active: and(isOpen, not(isLocked), hasRole),
    'without-role': and(isOpen, not(isLocked), not(hasRole)),
  }
  return byState[state]
}

const grantInForce = (ctx: Context, more: SQL | undefined): SQL => {
  const today = todayOf(ctx)
  const inForce = and(lte(grants.fromOn, today), or(isNull(grants.toOn), gte(grants.toOn, today)))
  const own = and(eq(grants.city, accounts.city), eq(grants.accountId, accounts.id))
  return exists(sql`(select 1 from ${grants} where ${and(own, inForce, more)})`)
}

async function unitAndBelow(tx: Tx, ctx: Context, unit: string): Promise<string[]> {
  const { id, parentId, kind, divisionCode } = units
  const tree = await tx.select({ id, parentId, kind, divisionCode }).from(units).where(eq(units.city, ctx.city))
  return unitsBelow(tree, [unit])
}

/** Posts in force by account, as a list shows them. */
async function postsOf(
  tx: Tx,
  ctx: Context,
  accountIds: readonly string[],
): Promise<Map<string, AccountInList['posts']>> {
  const today = todayOf(ctx)
  const inForce = (await grantsOf(tx, ctx, accountIds)).filter((row) => stateOn(row, today) === 'now')
  const unitIds = inForce.flatMap(({ unitId }) => (unitId === null ? [] : [{ kind: 'unit', id: unitId }]))
  const placeOf = await placeNames(tx, ctx, unitIds)
  const shown = ({ role, post, unitId, actingFor }: GrantRow) => {
    const unitName = unitId === null ? null : (placeOf('unit', unitId)?.name ?? null)
    return { role, post, unitName, isActing: actingFor !== null }
  }
  const byAccount = Map.groupBy(inForce, ({ accountId }) => accountId)
  return new Map([...byAccount].map(([id, rows]) => [id, rows.map(shown)]))
}

async function waitingOf(tx: Tx, ctx: Context, accountIds: readonly string[]): Promise<Map<string, number>> {
  if (accountIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: approvals.subjectId, count: count() })
    .from(approvals)
    .where(
      and(
        eq(approvals.city, ctx.city),
        eq(approvals.state, 'waiting'),
        gt(approvals.expiresAt, ctx.now().toString()),
        eq(approvals.subjectKind, 'account'),
        inArray(approvals.subjectId, [...accountIds]),
      ),
    )
    .groupBy(approvals.subjectId)
  return new Map(rows.map((row) => [row.id, row.count]))
}
