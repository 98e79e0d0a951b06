import { and, asc, desc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import { unitNames } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transactAsOwner } from '#platform/db/transact.ts'
import { accounts, grants } from '#platform/tables.ts'
import { keepers } from '../../policy.ts'
import { accountTeams, teamMembers } from '../tables.ts'
import type { Officer } from './contract.ts'

/** Accounts that hold a post in the registry today. They are read as their owner: the application reaches none by itself. */
export const listOfficers = (ctx: Context): Promise<Officer[]> =>
  transactAsOwner(ctx.city, async (tx) => {
    const today = dayOf(ctx.now()).toString()
    const rows = await tx
      .select({ id: accounts.id, name: accounts.name, post: grants.post, unitId: grants.unitId })
      .from(grants)
      .innerJoin(accounts, eq(accounts.id, grants.accountId))
      .where(
        and(
          eq(grants.city, ctx.city),
          inArray(grants.role, [...keepers]),
          lte(grants.fromOn, today),
          or(isNull(grants.toOn), gte(grants.toOn, today)),
          isNull(accounts.closedAt),
        ),
      )
      .orderBy(asc(accounts.name), asc(accounts.id))
    return [...new Map(rows.map((row) => [row.id, row])).values()]
  })

/** The present team of a firm; the caller has loaded the firm within the scope. */
export async function teamOf(tx: Tx, ctx: Context, enterpriseId: string) {
  const [team] = await tx
    .select()
    .from(accountTeams)
    .where(and(eq(accountTeams.city, ctx.city), eq(accountTeams.enterpriseId, enterpriseId)))
  if (!team) return null
  const members = await tx
    .select()
    .from(teamMembers)
    .where(and(eq(teamMembers.city, ctx.city), eq(teamMembers.teamId, team.id), isNull(teamMembers.toOn)))
    .orderBy(desc(teamMembers.isResponsible), asc(teamMembers.name))
  return {
    unit: (await unitNames(tx, ctx, [team.unitId])).get(team.unitId) ?? null,
    everyDays: team.everyDays,
    members: members.map(({ accountId, name, isResponsible }) => ({
      ...{ name, isResponsible, isMe: accountId === ctx.actor.accountId },
    })),
  }
}
