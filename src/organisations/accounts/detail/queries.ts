import { and, eq, inArray, isNull, like, ne, or, sql } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { waitingAbout, waitingMine } from '#platform/approvals/index.ts'
import { read, type Tx, transactAsOwner } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { likePattern } from '#platform/pairs.ts'
import { administrators, officials } from '#platform/roles.ts'
import { listOpenSessions } from '#platform/sign-in/open-sessions.ts'
import { accounts } from '#platform/tables.ts'
import { people, posts, units } from '../../tables.ts'
import type { AccountDetail, GrantView } from '../contract.ts'
import {
  type AccountRow,
  actingIn,
  type GrantRow,
  grantsById,
  grantsOf,
  type ItemRow,
  itemsOf,
  todayOf,
} from '../grants/queries.ts'
import { can, visibleTo } from '../policy.ts'
import { lockedUntilOf, originOf, stateOf } from '../queries.ts'
import { type Period, portfolioKinds, stateOn } from '../rules.ts'
import { placeNames } from '../scopes/queries.ts'

/** Grants as a screen shows them, newest first: names of scopes and units, portfolios, who acts for whom. */
export async function viewGrants(tx: Tx, ctx: Context, rows: readonly GrantRow[]): Promise<GrantView[]> {
  const today = todayOf(ctx)
  const ids = rows.map(({ id }) => id)
  const acting = await actingIn(tx, ctx, ids)
  const absentPosts = await grantsById(
    tx,
    ctx,
    rows.flatMap(({ actingFor }) => actingFor ?? []),
  )
  const absent = new Map(absentPosts.map((row) => [row.id, row]))
  const items = await itemsOf(tx, ctx, [...ids, ...absent.keys()])
  const names = await accountNames(ctx, [...acting, ...absent.values()])
  const placeOf = await placeNames(tx, ctx, [
    ...rows.map(({ scopeKind, scopeId }) => ({ kind: scopeKind, id: scopeId })),
    ...rows.flatMap(({ unitId }) => (unitId === null ? [] : [{ kind: 'unit', id: unitId }])),
    ...items.map(({ kind, itemId }) => ({ kind, id: itemId })),
  ])
  const viewItem = (item: ItemRow) => {
    const place = placeOf(item.kind, item.itemId)
    const kind = portfolioKinds.find((one) => one === item.kind)
    if (!kind) throw new Error(`a portfolio item of unknown kind ${item.kind}`)
    const { id, itemId, fromOn, toOn } = item
    return { id, kind, itemId, name: place?.name ?? null, nameEn: place?.nameEn ?? null, fromOn, toOn }
  }
  return rows.toReversed().map((row) => {
    const { id, role, post, scopeKind, scopeId, unitId, fromOn, toOn, actingFor } = row
    const place = placeOf(scopeKind, scopeId)
    const colleague = actingFor === null ? undefined : absent.get(actingFor)
    const state = stateOn(row, today)
    const isOver = state === 'over'
    const isOwn = row.accountId === ctx.actor.accountId
    const mayPropose = !isOver && actingFor === null && can(ctx.actor, 'propose')
    return {
      ...{ id, role, post, fromOn, toOn, state, origin: originOf(row) },
      scope: { kind: scopeKind, id: scopeId, name: place?.name ?? null, nameEn: place?.nameEn ?? null },
      portfolio: items
        .filter(({ grantId }) => grantId === (actingFor ?? id))
        .map((item) => ({ ...viewItem(item), state: stateOn(item, today) })),
      unit: unitId === null ? null : (placeOf('unit', unitId) ?? null),
      actingFor: colleague
        ? { accountId: colleague.accountId, name: names.get(colleague.accountId) ?? colleague.post }
        : null,
      actedBy: acting
        .filter((one) => one.actingFor === id && stateOn(one, today) !== 'over')
        .map((one) => ({
          grantId: one.id,
          accountId: one.accountId,
          name: names.get(one.accountId) ?? one.post,
          ...untilLastDay(one),
        })),
      may: {
        end: !isOver && (can(ctx.actor, 'end-grant') || (isOwn && actingFor !== null)),
        correct: mayPropose && row.origin === 'local',
        widen: mayPropose && scopeKind === 'portfolio',
        proposeActing: !isOver && actingFor === null && (isOwn || can(ctx.actor, 'propose')),
      },
    }
  })
}

/** Acting always has a last day. */
const untilLastDay = ({ fromOn, toOn }: Period) => ({ fromOn, toOn: toOn ?? fromOn })

async function accountNames(ctx: Context, rows: readonly GrantRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.map(({ accountId }) => accountId))]
  if (ids.length === 0) return new Map()
  const found = await transactAsOwner(ctx.city, (tx) =>
    tx
      .select({ id: accounts.id, name: accounts.name })
      .from(accounts)
      .where(and(eq(accounts.city, ctx.city), inArray(accounts.id, ids))),
  )
  return new Map(found.map(({ id, name }) => [id, name]))
}

/** One account with everything an administrator looks at. @throws AppError not-found `accounts.noSuch` */
export const getAccount = (ctx: Context, id: string): Promise<AccountDetail> =>
  read(ctx, async (tx) => {
    const { account, lockedUntil, sessions, others } = await signInSideOf(ctx, id)
    const rows = await grantsOf(tx, ctx, [id])
    const today = todayOf(ctx)
    const held = await personOf(tx, ctx, account.personId)
    const inForce = rows.filter((row) => stateOn(row, today) === 'now')
    const isClosed = account.closedAt !== null
    const state = stateOf({ isClosed, isLocked: lockedUntil !== null, hasRole: inForce.length > 0 })
    const may = (action: Parameters<typeof can>[1]) => can(ctx.actor, action)
    const isOther = id !== ctx.actor.accountId
    return {
      ...{ id, username: account.username ?? '', name: account.name, state, lockedUntil },
      origin: originOf(account),
      createdAt: account.createdAt.toISOString(),
      closedAt: account.closedAt?.toISOString() ?? null,
      lastSignInAt: account.lastSignInAt?.toISOString() ?? null,
      passwordChangedAt: account.passwordChangedAt?.toISOString() ?? null,
      mustChangePassword: account.mustChangePassword,
      hasSecondFactor: account.twoFactorEnabled,
      person: held && { ...held, otherAccounts: others },
      grants: await viewGrants(tx, ctx, rows),
      sessions,
      waiting: await waitingAbout(tx, ctx, { kind: 'account', id }),
      hints: [...(await hintsOf(tx, ctx, inForce, held)), ...(isUnused(ctx, account) ? [unused] : [])],
      may: {
        close: !isClosed && isOther && may('close'),
        reopen: isClosed && may('propose'),
        resetPassword: !isClosed && isOther && originOf(account) === 'local' && may('reset-password'),
        endSessions: sessions.length > 0 && may('end-sessions'),
        unlock: lockedUntil !== null && may('unlock'),
        proposeGrant: !isClosed && may('propose'),
      },
    }
  })

/** What only sign-in's own tables know of an account. */
const signInSideOf = (ctx: Context, id: string) =>
  transactAsOwner(ctx.city, async (tx) => {
    const rows = await tx
      .select({ account: accounts, lockedUntil: lockedUntilOf(ctx) })
      .from(accounts)
      .where(and(visibleTo(ctx.actor, accounts), eq(accounts.id, id)))
    const { account, lockedUntil } = found(rows[0], 'accounts.noSuch')
    const { city, personId } = account
    const others = personId
      ? await tx
          .select({ id: accounts.id, username: accounts.username })
          .from(accounts)
          .where(and(eq(accounts.city, city), eq(accounts.personId, personId), ne(accounts.id, id)))
      : []
    return {
      account,
      lockedUntil,
      sessions: await listOpenSessions(tx, { accountId: id, city, thisId: null }, ctx.now()),
      others: others.map((one) => ({ id: one.id, username: one.username ?? '' })),
    }
  })

interface HeldPosts {
  id: string
  name: string
  posts: { title: string; unitId: string; unitName: string; fromOn: string; toOn: string | null }[]
}

/** The person with the posts held in the organs, present ones first. */
async function personOf(tx: Tx, ctx: Context, personId: string | null): Promise<HeldPosts | null> {
  if (personId === null) return null
  const [person] = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(and(eq(people.city, ctx.city), eq(people.id, personId)))
  if (!person) return null
  const { title, unitId, fromOn, toOn } = posts
  const held = await tx
    .select({ title, unitId, unitName: units.shortName, fromOn, toOn })
    .from(posts)
    .innerJoin(units, and(eq(units.city, posts.city), eq(units.id, posts.unitId)))
    .where(and(eq(posts.city, ctx.city), eq(posts.personId, personId)))
    .orderBy(sql`${toOn} desc nulls first`, posts.id)
  return { ...person, posts: held }
}

const unused = { kind: 'never-used', grantId: null, post: null } as const
const unusedDays = 90

/** Idle accounts are to be found and closed. */
function isUnused(ctx: Context, { closedAt, lastSignInAt, createdAt }: AccountRow): boolean {
  const last = lastSignInAt ?? createdAt
  return closedAt === null && ctx.now().epochMilliseconds - last.getTime() > unusedDays * 86_400_000
}

/**
 * A post that ended, or a unit that closed, ends no role by itself: the role may be meant to go on. It is shown here, and
 * whoever keeps accounts ends it.
 */
async function hintsOf(
  tx: Tx,
  ctx: Context,
  inForce: readonly GrantRow[],
  person: HeldPosts | null,
): Promise<AccountDetail['hints']> {
  const today = todayOf(ctx)
  const unitIds = inForce.flatMap(({ unitId }) => unitId ?? [])
  const closed = unitIds.length === 0 ? [] : await closedUnits(tx, ctx, unitIds)
  return inForce.flatMap(({ id: grantId, post, unitId, actingFor }): AccountDetail['hints'] => {
    if (unitId === null || actingFor !== null) return []
    if (closed.includes(unitId)) return [{ kind: 'unit-closed', grantId, post }]
    const ofUnit = person?.posts.filter((one) => one.unitId === unitId) ?? []
    const hasEnded = ofUnit.length > 0 && ofUnit.every(({ toOn }) => toOn !== null && toOn < today)
    return hasEnded ? [{ kind: 'post-ended', grantId, post }] : []
  })
}

async function closedUnits(tx: Tx, ctx: Context, ids: readonly string[]): Promise<string[]> {
  const rows = await tx
    .select({ id: units.id, activeToOn: units.activeToOn })
    .from(units)
    .where(and(eq(units.city, ctx.city), inArray(units.id, [...ids])))
  return rows.filter(({ activeToOn }) => activeToOn !== null).map(({ id }) => id)
}

/** The actor's own posts that are not over, with who acts in them and what waits about the own account. */
export const listOwnGrants = (ctx: Context) =>
  read(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const rows = (await grantsOf(tx, ctx, [accountId])).filter((row) => stateOn(row, todayOf(ctx)) !== 'over')
    return { grants: await viewGrants(tx, ctx, rows), waiting: await waitingMine(tx, ctx, 'act-for') }
  })

/** At most 30 open accounts of officials by a part of the name; for administrators' posts also those without any role. */
export const listDeputies = (ctx: Context, { q }: { q: string }) =>
  read(ctx, async (tx) => {
    const rows = await transactAsOwner(ctx.city, (owner) =>
      owner
        .select({ id: accounts.id, name: accounts.name })
        .from(accounts)
        .where(
          and(
            eq(accounts.city, ctx.city),
            isNull(accounts.closedAt),
            ne(accounts.id, ctx.actor.accountId),
            or(like(accounts.name, likePattern(q)), like(accounts.username, likePattern(q.toLowerCase()))),
          ),
        )
        .orderBy(accounts.username)
        .limit(200),
    )
    const today = todayOf(ctx)
    const ids = rows.map(({ id }) => id)
    const held = (await grantsOf(tx, ctx, ids)).filter((row) => stateOn(row, today) === 'now')
    const placeOf = await placeNames(
      tx,
      ctx,
      held.flatMap(({ unitId }) => (unitId === null ? [] : [{ kind: 'unit', id: unitId }])),
    )
    const isAdministrator = administrators.includes(ctx.actor.role)
    return rows
      .map(({ id, name }) => ({ id, name, held: held.filter(({ accountId }) => accountId === id) }))
      .filter(
        (one) => one.held.some(({ role }) => officials.includes(role)) || (isAdministrator && one.held.length === 0),
      )
      .slice(0, 30)
      .map((one) => ({
        id: one.id,
        name: one.name,
        posts: one.held.map(({ post, unitId }) => {
          return { post, unitName: unitId === null ? null : (placeOf('unit', unitId)?.name ?? null) }
        }),
      }))
  })
