import { z } from 'zod'
import { Approval } from '#platform/approvals/contract.ts'
import { SessionView } from '#platform/contract.ts'
import { endpoint } from '#platform/http/endpoint.ts'
import { roles, scopeKinds } from '#platform/roles.ts'
import { accountStates, grantStates, portfolioKinds } from './rules.ts'

const Day = z.iso.date()
const Id = z.object({ id: z.uuid() })
/** Ids of accounts made by a single sign-on need not be UUIDs. */
const AccountId = z.string().min(1).max(60)
const OfAccount = z.object({ id: AccountId })
const Name = z.string().trim().min(1).max(40)
const Post = z.string().trim().min(1).max(100)
const Reason = z.string().trim().min(2).max(500)
const Username = z.string().trim().min(2).max(40)
const Page = z.coerce.number().int().min(1).max(10_000).default(1)
const Place = z.object({ id: z.string(), name: z.string(), nameEn: z.string() })

/** A scope with the name of what it means; a scope that names nothing (own records) has no name. */
export const ScopeView = z.object({
  kind: z.enum(scopeKinds),
  id: z.string(),
  name: z.string().nullable(),
  nameEn: z.string().nullable(),
})
export type ScopeView = z.output<typeof ScopeView>

export const PortfolioItemView = z.object({
  id: z.string(),
  kind: z.enum(portfolioKinds),
  itemId: z.string(),
  name: z.string().nullable(),
  nameEn: z.string().nullable(),
  fromOn: Day,
  toOn: Day.nullable(),
  state: z.enum(grantStates),
})

export const GrantView = z.object({
  id: z.string(),
  role: z.enum(roles),
  post: z.string(),
  scope: ScopeView,
  /** What a portfolio holds, ended items too; empty for other scopes. */
  portfolio: z.array(PortfolioItemView),
  unit: Place.nullable(),
  fromOn: Day,
  /** Last day; null while nothing ends it. */
  toOn: Day.nullable(),
  state: z.enum(grantStates),
  /** The absent colleague whose post this is. */
  actingFor: z.object({ accountId: z.string(), name: z.string() }).nullable(),
  /** Who acts in this post, now or later. */
  actedBy: z.array(z.object({ grantId: z.string(), accountId: z.string(), name: z.string(), fromOn: Day, toOn: Day })),
  origin: z.enum(['local', 'single-sign-on']),
  may: z.object({ end: z.boolean(), correct: z.boolean(), widen: z.boolean(), proposeActing: z.boolean() }),
})
export type GrantView = z.output<typeof GrantView>

export const AccountInList = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  state: z.enum(accountStates),
  /** Posts in force. */
  posts: z.array(
    z.object({
      role: z.enum(roles),
      post: z.string(),
      unitName: z.string().nullable(),
      /** Held for an absent colleague. */
      isActing: z.boolean(),
    }),
  ),
  origin: z.enum(['local', 'single-sign-on']),
  hasSecondFactor: z.boolean(),
  lastSignInAt: z.string().nullable(),
  /** Proposals about this account that wait for a second person. */
  waiting: z.number(),
})
export type AccountInList = z.output<typeof AccountInList>

export const AccountDetail = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  state: z.enum(accountStates),
  origin: z.enum(['local', 'single-sign-on']),
  createdAt: z.string(),
  closedAt: z.string().nullable(),
  lastSignInAt: z.string().nullable(),
  passwordChangedAt: z.string().nullable(),
  mustChangePassword: z.boolean(),
  hasSecondFactor: z.boolean(),
  /** Sign-in is refused until then, after too many failures. */
  lockedUntil: z.string().nullable(),
  /** The person with the posts held in the organs; null where no person is known. */
  person: z
    .object({
      id: z.string(),
      name: z.string(),
      posts: z.array(z.object({ title: z.string(), unitName: z.string(), fromOn: Day, toOn: Day.nullable() })),
      /** Further accounts of the same person. */
      otherAccounts: z.array(z.object({ id: z.string(), username: z.string() })),
    })
    .nullable(),
  /** Newest first; ended ones too. */
  grants: z.array(GrantView),
  /** Empty for whoever may not look at sessions. */
  sessions: z.array(SessionView),
  waiting: z.array(Approval),
  /**
   * What an administrator should look at. `post-ended`: the person no longer holds a post in the unit of this grant, the
   * grant stays until somebody ends it; `unit-closed`: the unit of the grant is closed; `never-used`: no sign-in for 90 days.
   */
  hints: z.array(
    z.object({
      kind: z.enum(['post-ended', 'unit-closed', 'never-used']),
      grantId: z.string().nullable(),
      post: z.string().nullable(),
    }),
  ),
  may: z.object({
    close: z.boolean(),
    reopen: z.boolean(),
    resetPassword: z.boolean(),
    endSessions: z.boolean(),
    unlock: z.boolean(),
    proposeGrant: z.boolean(),
  }),
})
export type AccountDetail = z.output<typeof AccountDetail>

/** A known person, or a new one by name (people of firms, institutes, associations have no post in an organ). */
export const MakeAccount = z.object({
  person: z.union([z.object({ id: z.uuid() }), z.object({ name: Name })]),
  username: Username,
})
export type MakeAccount = z.output<typeof MakeAccount>

/** The password is told once, to the administrator who asked; it must be changed at the first sign-in. */
export const InitialPassword = z.object({ id: z.string(), username: z.string(), initialPassword: z.string() })

export const PortfolioItem = z.object({
  kind: z.enum(portfolioKinds),
  /** Unit id, division code or chain id. */
  itemId: z.string().min(1).max(60),
  fromOn: Day.optional(),
  toOn: Day.nullable().default(null),
})

/** A scope as it is proposed: `id` is a division code, a unit or an enterprise; city and own records need none. */
export const ProposedScope = z.union([
  z.object({ kind: z.enum(['city', 'own']) }),
  z.object({ kind: z.enum(['district', 'unit', 'enterprise']), id: z.string().min(1).max(60) }),
  z.object({ kind: z.literal('portfolio'), items: z.array(PortfolioItem).min(1).max(60) }),
])

export const ProposeGrant = z.object({
  role: z.enum(roles),
  scope: ProposedScope,
  /** The unit of the post; needed for officials. */
  unitId: z.uuid().nullable().default(null),
  post: Post,
  /** Today where it is left out. */
  fromOn: Day.optional(),
  toOn: Day.nullable().default(null),
  reason: Reason,
})
export type ProposeGrant = z.output<typeof ProposeGrant>

export const CorrectGrant = z.object({ fromOn: Day, toOn: Day.nullable(), reason: Reason })
export type CorrectGrant = z.output<typeof CorrectGrant>

export const WidenPortfolio = z.object({ items: z.array(PortfolioItem).min(1).max(60), reason: Reason })
export type WidenPortfolio = z.output<typeof WidenPortfolio>

export const ProposeActing = z.object({
  /** Account of the deputy. */
  accountId: AccountId,
  fromOn: Day,
  /** At most 90 days with the first. */
  toOn: Day,
  reason: Reason,
})
export type ProposeActing = z.output<typeof ProposeActing>

/** At once where no day is given; else the last day, not after the one that stands already. */
export const EndGrant = z.object({ lastDayOn: Day.optional() })
export type EndGrant = z.output<typeof EndGrant>

export const AccountImportReport = z.object({
  rows: z.number(),
  /** Accounts to be made, and rows whose account exists already and only gets a role. */
  accounts: z.number(),
  existing: z.number(),
  people: z.number(),
  grants: z.number(),
  errors: z.array(
    z.object({
      row: z.number(),
      column: z.string(),
      key: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
})
export type AccountImportReport = z.output<typeof AccountImportReport>

export const ListAccounts = z.object({
  /** Part of the name or the user name. */
  q: z.string().trim().max(50).optional(),
  /** The unit itself and what stands below it. */
  unit: z.uuid().optional(),
  role: z.enum(roles).optional(),
  state: z.enum(accountStates).optional(),
  page: Page,
})

const Waiting = z.object({ approvalId: z.string() })
const Changed = z.object({ id: z.string() })
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const accountsApi = {
  list: endpoint({
    method: 'get',
    path: '/accounts',
    summary: 'Accounts of the city by name',
    query: ListAccounts,
    answer: z.object({ rows: z.array(AccountInList), total: z.number(), pageSize: z.number() }),
  }),
  make: endpoint({
    method: 'post',
    path: '/accounts',
    summary: 'Make an account for a person; the initial password is shown once',
    body: MakeAccount,
    answer: InitialPassword,
  }),
  /** Before `get`, whose address it would else be. */
  importForm: endpoint({
    method: 'get',
    path: '/accounts/import.xlsx',
    summary: 'The form of the import of people and accounts',
    answer: xlsx,
  }),
  checkImport: endpoint({
    method: 'post',
    path: '/accounts/import/check',
    summary: 'Check a workbook of people and accounts; nothing is written',
    form: true,
    answer: AccountImportReport,
  }),
  applyImport: endpoint({
    method: 'post',
    path: '/accounts/import',
    summary: 'Make the accounts of a workbook without errors and propose their roles',
    form: true,
    answer: AccountImportReport.extend({
      /** Null where no row gives a role. */
      approvalId: z.string().nullable(),
      /** The rows with their initial passwords: an XLSX in base64, told once and kept nowhere. */
      sheet: z.object({ name: z.string(), base64: z.string() }),
    }),
  }),
  /** For whoever proposes a deputy: open accounts of officials, with their posts. */
  listDeputies: endpoint({
    method: 'get',
    path: '/accounts/deputies',
    summary: 'Colleagues who may act for somebody, by a part of their name',
    query: z.object({ q: z.string().trim().max(50).default('') }),
    answer: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        posts: z.array(z.object({ post: z.string(), unitName: z.string().nullable() })),
      }),
    ),
  }),
  /** The actor's own posts, each with who acts in it and what waits. */
  listOwnGrants: endpoint({
    method: 'get',
    path: '/accounts/own-grants',
    summary: "One's own posts with who acts in them",
    answer: z.object({ grants: z.array(GrantView), waiting: z.array(Approval) }),
  }),
  listScopes: endpoint({
    method: 'get',
    path: '/accounts/scopes',
    summary: 'What a scope or a portfolio may name, by a part of its name',
    query: z.object({
      kind: z.enum(['unit', 'district', 'enterprise', 'chain']),
      q: z.string().trim().max(50).default(''),
    }),
    answer: z.array(Place),
  }),
  get: endpoint({
    method: 'get',
    path: '/accounts/:id',
    summary: 'One account with posts, roles, sessions and what waits',
    params: OfAccount,
    answer: AccountDetail,
  }),
  resetPassword: endpoint({
    method: 'post',
    path: '/accounts/:id/password',
    summary: 'Give a new initial password, shown once; all sessions end',
    params: OfAccount,
    answer: InitialPassword,
  }),
  close: endpoint({
    method: 'post',
    path: '/accounts/:id/close',
    summary: 'Close an account at once; its sessions end, its roles stay written',
    params: OfAccount,
    body: z.object({ reason: Reason }),
    answer: Changed,
  }),
  reopen: endpoint({
    method: 'post',
    path: '/accounts/:id/reopen',
    summary: 'Propose to open a closed account again',
    params: OfAccount,
    body: z.object({ reason: Reason }),
    answer: Waiting,
  }),
  endSessions: endpoint({
    method: 'post',
    path: '/accounts/:id/sessions/end',
    summary: 'End all sessions of an account, or one',
    params: OfAccount,
    body: z.object({ sessionId: z.string().max(100).optional() }),
    answer: z.object({ ended: z.number() }),
  }),
  unlock: endpoint({
    method: 'post',
    path: '/accounts/:id/unlock',
    summary: 'Let an account sign in again before its lock ends',
    params: OfAccount,
    answer: Changed,
  }),
  proposeGrant: endpoint({
    method: 'post',
    path: '/accounts/:id/grants',
    summary: 'Propose a role with a scope; the security administrator decides',
    params: OfAccount,
    body: ProposeGrant,
    answer: Waiting,
  }),
  endGrant: endpoint({
    method: 'post',
    path: '/accounts/grants/:id/end',
    summary: 'Take a role away, at once or on a day to come',
    params: Id,
    body: EndGrant,
    answer: Changed,
  }),
  correctGrant: endpoint({
    method: 'post',
    path: '/accounts/grants/:id/dates',
    summary: 'Propose other dates for a role',
    params: Id,
    body: CorrectGrant,
    answer: Waiting,
  }),
  widenPortfolio: endpoint({
    method: 'post',
    path: '/accounts/grants/:id/portfolio',
    summary: 'Propose further units, districts or chains for a portfolio',
    params: Id,
    body: WidenPortfolio,
    answer: Waiting,
  }),
  endPortfolioItem: endpoint({
    method: 'post',
    path: '/accounts/portfolio-items/:id/end',
    summary: 'Take a unit, district or chain out of a portfolio, at once or on a day to come',
    params: Id,
    body: EndGrant,
    answer: Changed,
  }),
  proposeActing: endpoint({
    method: 'post',
    path: '/accounts/grants/:id/acting',
    summary: 'Propose who acts in this post while its holder is absent',
    params: Id,
    body: ProposeActing,
    answer: Waiting,
  }),
}
