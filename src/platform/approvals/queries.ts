import { and, count, desc, eq, gt, lte, ne, notInArray, or, type SQL } from 'drizzle-orm'
import type { Context } from '../actor.ts'
import { read, type Tx } from '../db/transact.ts'
import { found } from '../errors.ts'
import { approvals } from '../tables.ts'
import type { Approval } from './contract.ts'
import { approvalKindOf } from './kinds.ts'
import { decidable, notSecond, ownAccounts, visibleTo } from './policy.ts'
import { stateAt } from './rules.ts'

type Row = typeof approvals.$inferSelect

const pageSize = 20

export interface ApprovalFilter {
  show: 'for-me' | 'mine' | 'waiting' | 'closed' | 'all'
  kind?: string | undefined
  page: number
}

/** Proposals that exist for the actor, newest first. */
export const listApprovals = (ctx: Context, filter: ApprovalFilter) =>
  read(ctx, async (tx) => {
    const own = await ownAccounts(ctx)
    const ofKind = filter.kind === undefined ? undefined : eq(approvals.kind, filter.kind)
    const where = and(visibleTo(ctx.actor), shown(ctx, filter.show, own), ofKind)
    const [total] = await tx.select({ count: count() }).from(approvals).where(where)
    const rows = await tx
      .select()
      .from(approvals)
      .where(where)
      .orderBy(desc(approvals.proposedAt), desc(approvals.id))
      .limit(pageSize)
      .offset((filter.page - 1) * pageSize)
    return { rows: await presentAll(tx, ctx, rows, own), total: total?.count ?? 0, pageSize }
  })

/** How many wait for the actor. */
export const countForMe = (ctx: Context): Promise<number> =>
  read(ctx, async (tx) => {
    const where = and(visibleTo(ctx.actor), shown(ctx, 'for-me', await ownAccounts(ctx)))
    const [total] = await tx.select({ count: count() }).from(approvals).where(where)
    return total?.count ?? 0
  })

/** @throws AppError not-found `approvals.noSuch` */
export const getApproval = (ctx: Context, id: string): Promise<Approval> =>
  read(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(approvals)
      .where(and(visibleTo(ctx.actor), eq(approvals.id, id)))
    const [approval] = await presentAll(tx, ctx, rows, await ownAccounts(ctx))
    return found(approval, 'approvals.noSuch')
  })

/** What waits about one thing, newest first, as far as it exists for the actor. */
export async function waitingAbout(tx: Tx, ctx: Context, subject: { kind: string; id: string }): Promise<Approval[]> {
  const own = await ownAccounts(ctx)
  const about = and(eq(approvals.subjectKind, subject.kind), eq(approvals.subjectId, subject.id))
  const rows = await tx
    .select()
    .from(approvals)
    .where(and(visibleTo(ctx.actor), shown(ctx, 'waiting', own), about))
    .orderBy(desc(approvals.proposedAt), desc(approvals.id))
  return presentAll(tx, ctx, rows, own)
}

/** What waits of a kind with the proposal itself, newest first, as far as it exists for the actor. */
export async function waitingOf(
  tx: Tx,
  ctx: Context,
  kind: string,
): Promise<{ approval: Approval; proposal: unknown }[]> {
  const own = await ownAccounts(ctx)
  const rows = await tx
    .select()
    .from(approvals)
    .where(and(visibleTo(ctx.actor), shown(ctx, 'waiting', own), eq(approvals.kind, kind)))
    .orderBy(desc(approvals.proposedAt), desc(approvals.id))
  const presented = await presentAll(tx, ctx, rows, own)
  return rows.flatMap(({ proposal }, at) => {
    const approval = presented[at]
    return approval ? [{ approval, proposal }] : []
  })
}

/** What the actor proposed of a kind and still waits, newest first. */
export async function waitingMine(tx: Tx, ctx: Context, kind: string): Promise<Approval[]> {
  const own = await ownAccounts(ctx)
  const rows = await tx
    .select()
    .from(approvals)
    .where(and(visibleTo(ctx.actor), shown(ctx, 'waiting', own), shown(ctx, 'mine', own), eq(approvals.kind, kind)))
    .orderBy(desc(approvals.proposedAt), desc(approvals.id))
  return presentAll(tx, ctx, rows, own)
}

function shown(ctx: Context, show: ApprovalFilter['show'], own: ReadonlySet<string>): SQL | undefined {
  const now = ctx.now().toString()
  const mine = eq(approvals.proposedBy, ctx.actor.accountId)
  const waiting = and(eq(approvals.state, 'waiting'), gt(approvals.expiresAt, now))
  const conditions = {
    all: undefined,
    mine,
    waiting,
    closed: or(ne(approvals.state, 'waiting'), lte(approvals.expiresAt, now)),
    'for-me': and(
      waiting,
      decidable(ctx.actor),
      notInArray(approvals.proposedBy, [...own]),
      or(ne(approvals.subjectKind, 'account'), notInArray(approvals.subjectId, [...own])),
    ),
  }
  return conditions[show]
}

async function presentAll(tx: Tx, ctx: Context, rows: readonly Row[], own: ReadonlySet<string>): Promise<Approval[]> {
  const presented: Approval[] = []
  for (const row of rows) presented.push(await present(tx, ctx, row, own))
  return presented
}

async function present(tx: Tx, ctx: Context, row: Row, own: ReadonlySet<string>): Promise<Approval> {
  const kind = approvalKindOf(row.kind)
  const { said, lines } = await kind.describe(ctx, tx, row.proposal)
  const state = stateAt(row, ctx.now().toString())
  const isMine = row.proposedBy === ctx.actor.accountId
  const isSecond = notSecond(row, kind.concerns(row.proposal), own) === null
  const waits = state === 'waiting'
  const { id, reason, proposedByName, proposedAt, expiresAt, decidedByName, decidedAt, decisionNote, version } = row
  return {
    ...{ id, reason, proposedByName, proposedAt, expiresAt, decidedByName, decidedAt, decisionNote, version },
    kind: row.kind,
    subject: { kind: row.subjectKind, id: row.subjectId },
    said,
    lines: [...lines],
    state,
    isMine,
    may: { decide: waits && kind.mayDecide(ctx.actor) && isSecond, withdraw: waits && isMine },
  }
}
