import { and, eq, inArray, or, type SQL } from 'drizzle-orm'
import type { Actor, Context } from '../actor.ts'
import { transactAsOwner } from '../db/transact.ts'
import { accounts, approvals } from '../tables.ts'
import { type ApprovalKind, approvalKinds } from './kinds.ts'

interface Row {
  kind: string
  proposedBy: string
  subjectKind: string
  subjectId: string
}

/** Whether a proposal exists for the actor: it is their own, or they propose or decide such by their office. */
export const sees = (actor: Actor, row: Pick<Row, 'kind' | 'proposedBy'>, kind: ApprovalKind): boolean =>
  row.proposedBy === actor.accountId || kind.maySee(actor)

const kindsFor = (may: (kind: ApprovalKind) => boolean): string[] =>
  approvalKinds()
    .filter(may)
    .map(({ kind }) => kind)

/** The same as a condition. */
export const visibleTo = (actor: Actor): SQL | undefined =>
  and(
    eq(approvals.city, actor.city),
    inArray(
      approvals.kind,
      kindsFor(() => true),
    ),
    or(
      eq(approvals.proposedBy, actor.accountId),
      inArray(
        approvals.kind,
        kindsFor((kind) => kind.maySee(actor)),
      ),
    ),
  )

/** Kinds the actor decides by office. */
export const decidable = (actor: Actor): SQL =>
  inArray(
    approvals.kind,
    kindsFor((kind) => kind.mayDecide(actor)),
  )

/** All accounts of the person who acts, the one acted with among them: two accounts make no second person. */
export const ownAccounts = (ctx: Context): Promise<Set<string>> =>
  transactAsOwner(ctx.city, async (tx) => {
    const [own] = await tx
      .select({ personId: accounts.personId })
      .from(accounts)
      .where(eq(accounts.id, ctx.actor.accountId))
    const same = own?.personId
      ? await tx
          .select({ id: accounts.id })
          .from(accounts)
          .where(and(eq(accounts.city, ctx.city), eq(accounts.personId, own.personId)))
      : []
    return new Set([ctx.actor.accountId, ...same.map(({ id }) => id)])
  })

/** Why somebody is no second person for a proposal; null where they are. */
export function notSecond(
  row: Row,
  concerned: readonly string[],
  own: ReadonlySet<string>,
): 'approvals.ownProposal' | 'approvals.aboutYourself' | null {
  if (own.has(row.proposedBy)) return 'approvals.ownProposal'
  const isAboutOwn = row.subjectKind === 'account' && own.has(row.subjectId)
  return isAboutOwn || concerned.some((id) => own.has(id)) ? 'approvals.aboutYourself' : null
}
