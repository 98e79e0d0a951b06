import { z } from 'zod'
import { roles, scopeKinds } from '#platform/roles.ts'
import { portfolioKinds } from '../rules.ts'

const Day = z.iso.date()

export const GivenItem = z.object({
  kind: z.enum(portfolioKinds),
  itemId: z.string(),
  fromOn: Day,
  toOn: Day.nullable(),
})
export type GivenItem = z.output<typeof GivenItem>

/** What waits in a proposal to give a role, and is done when it is agreed to. A portfolio's scope has no id of its own. */
export const GiveGrant = z.object({
  accountId: z.string(),
  role: z.enum(roles),
  scope: z.object({ kind: z.enum(scopeKinds), id: z.string() }),
  items: z.array(GivenItem),
  unitId: z.string().nullable(),
  post: z.string(),
  fromOn: Day,
  toOn: Day.nullable(),
})
export type GiveGrant = z.output<typeof GiveGrant>

export const CorrectDates = z.object({
  grantId: z.string(),
  accountId: z.string(),
  fromOn: Day,
  toOn: Day.nullable(),
})
export type CorrectDates = z.output<typeof CorrectDates>

export const AddItems = z.object({ grantId: z.string(), accountId: z.string(), items: z.array(GivenItem) })
export type AddItems = z.output<typeof AddItems>

/** `accountId` is the deputy's; the role is the post's, so that it counts while the proposal waits. */
export const ActFor = z.object({
  grantId: z.string(),
  accountId: z.string(),
  role: z.enum(roles),
  fromOn: Day,
  toOn: Day,
})
export type ActFor = z.output<typeof ActFor>

export const ImportGrants = z.object({ grants: z.array(GiveGrant) })
