import { z } from 'zod'
import type { Context } from '#platform/actor.ts'
import { type ApprovalKind, approvalKind, type Description } from '#platform/approvals/index.ts'
import type { Tx } from '#platform/db/transact.ts'
import { administrators, type Role } from '#platform/roles.ts'
import { giveActing } from '../acting/commands.ts'
import { reopenAccount } from '../commands.ts'
import { correctGrant, giveGrant, widenPortfolio } from '../grants/commands.ts'
import { ActFor, AddItems, CorrectDates, GiveGrant, type GivenItem, ImportGrants } from '../grants/contract.ts'
import { type AccountRow, accountOf, grantsById, heldBy } from '../grants/queries.ts'
import { periodLine, roleWord, said, scopeLines } from '../grants/rules.ts'
import { can, decides, holders, seesAccounts } from '../policy.ts'
import { placeNames } from '../scopes/queries.ts'

/** Who proposes and who decides is the same for all of these, but that every holder of a post may propose a deputy. */
const byOffice = {
  maySee: seesAccounts,
  mayPropose: (actor: Context['actor']) => can(actor, 'propose'),
  mayDecide: decides,
}

const nameFacts = ({ name, username }: AccountRow) => ({ name, username: username ?? '' })

async function scopeOfGrant(tx: Tx, ctx: Context, scope: { kind: string; id: string }, items: readonly GivenItem[]) {
  const placeOf = await placeNames(tx, ctx, [scope, ...items.map(({ kind, itemId }) => ({ kind, id: itemId }))])
  return scopeLines(scope, items, (kind, id) => placeOf(kind, id)?.name ?? id)
}

async function unitLines(tx: Tx, ctx: Context, unitId: string | null) {
  if (unitId === null) return []
  const placeOf = await placeNames(tx, ctx, [{ kind: 'unit', id: unitId }])
  return [said('accounts.line.unit', { name: placeOf('unit', unitId)?.name ?? unitId })]
}

/** What else the account holds, and whether an administrator is made. */
async function accountLines(tx: Tx, ctx: Context, account: AccountRow, role: Role) {
  const held = await heldBy(tx, ctx, [account.id])
  return [
    ...held.map((one) => said('accounts.line.holds', { post: one.post }, roleWord(one.role))),
    ...(administrators.includes(role) ? [said('accounts.line.administrator')] : []),
    ...(account.lastSignInAt === null ? [said('accounts.line.neverSignedIn')] : []),
  ]
}

async function describeGrant(ctx: Context, tx: Tx, wanted: GiveGrant): Promise<Description> {
  const account = await accountOf(ctx, wanted.accountId)
  const { post, role, scope, items, unitId } = wanted
  return {
    said: said('accounts.said.giveGrant', { ...nameFacts(account), post }, roleWord(role)),
    lines: [
      ...(await scopeOfGrant(tx, ctx, scope, items)),
      ...(await unitLines(tx, ctx, unitId)),
      periodLine(wanted),
      ...(await accountLines(tx, ctx, account, role)),
    ],
  }
}

/** The post of a grant, as it stood or stands. */
async function postOf(tx: Tx, ctx: Context, grantId: string): Promise<{ post: string; role: Role; accountId: string }> {
  const [grant] = await grantsById(tx, ctx, [grantId])
  if (!grant) throw new Error(`a proposal about a grant that never was: ${grantId}`)
  return grant
}

/** Proposals about accounts and roles, and what is done when the security administrator agrees. */
export const accountApprovals: readonly ApprovalKind[] = [
  approvalKind({
    kind: 'give-grant',
    proposal: GiveGrant,
    ...byOffice,
    apply: async (ctx, tx, { proposal }) => void (await giveGrant(ctx, tx, proposal)),
    describe: describeGrant,
  }),
  approvalKind({
    kind: 'correct-grant',
    proposal: CorrectDates,
    ...byOffice,
    apply: (ctx, tx, { proposal }) => correctGrant(ctx, tx, proposal),
    describe: async (ctx, tx, proposal) => {
      const account = await accountOf(ctx, proposal.accountId)
      const { post, role } = await postOf(tx, ctx, proposal.grantId)
      const facts = { ...nameFacts(account), post }
      return { said: said('accounts.said.correctGrant', facts, roleWord(role)), lines: [periodLine(proposal)] }
    },
  }),
  approvalKind({
    kind: 'widen-portfolio',
    proposal: AddItems,
    ...byOffice,
    apply: (ctx, tx, { proposal }) => widenPortfolio(ctx, tx, proposal),
    describe: async (ctx, tx, { accountId, grantId, items }) => {
      const account = await accountOf(ctx, accountId)
      const { post } = await postOf(tx, ctx, grantId)
      return {
        said: said('accounts.said.widenPortfolio', { ...nameFacts(account), post, count: items.length }),
        lines: await scopeOfGrant(tx, ctx, { kind: 'portfolio', id: grantId }, items),
      }
    },
  }),
  approvalKind({
    kind: 'act-for',
    proposal: ActFor,
    ...byOffice,
    mayPropose: ({ role }) => holders.includes(role),
    apply: (ctx, tx, { proposal }) => giveActing(ctx, tx, proposal),
    describe: async (ctx, tx, proposal) => {
      const deputy = await accountOf(ctx, proposal.accountId)
      const { post, role, accountId } = await postOf(tx, ctx, proposal.grantId)
      const absent = await accountOf(ctx, accountId)
      const facts = { ...nameFacts(deputy), absent: absent.name, post }
      return {
        said: said('accounts.said.actFor', facts, roleWord(role)),
        lines: [periodLine(proposal), ...(await accountLines(tx, ctx, deputy, role))],
      }
    },
  }),
  approvalKind({
    kind: 'reopen-account',
    proposal: z.object({ accountId: z.string() }),
    ...byOffice,
    apply: (ctx, tx, { proposal }) => reopenAccount(ctx, tx, proposal),
    describe: async (ctx, tx, { accountId }) => {
      const account = await accountOf(ctx, accountId)
      const held = await heldBy(tx, ctx, [accountId])
      return {
        said: said('accounts.said.reopen', nameFacts(account)),
        lines: held.map((one) => said('accounts.line.comesBack', { post: one.post }, roleWord(one.role))),
      }
    },
  }),
  approvalKind({
    kind: 'import-grants',
    proposal: ImportGrants,
    ...byOffice,
    concerns: ({ grants }) => grants.map(({ accountId }) => accountId),
    apply: async (ctx, tx, { proposal }) => {
      for (const grant of proposal.grants) await giveGrant(ctx, tx, grant)
    },
    describe: async (ctx, tx, { grants }) => {
      const lines = []
      for (const grant of grants) {
        const account = await accountOf(ctx, grant.accountId)
        const [scope] = await scopeOfGrant(tx, ctx, grant.scope, [])
        const facts = { ...nameFacts(account), post: grant.post }
        lines.push(said('accounts.said.giveGrant', facts, roleWord(grant.role)), ...(scope ? [scope] : []))
      }
      return { said: said('accounts.said.importGrants', { count: grants.length }), lines }
    },
  }),
]
