import { and, eq, inArray, isNull, notInArray } from 'drizzle-orm'
import { unitNames } from '#organisations/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, one } from '#platform/errors.ts'
import { announce, announceAll } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { enterpriseSubject, lockFirms, lockKept, writtenBy } from '../../commands.ts'
import { keeps } from '../../policy.ts'
import { accountTeams, teamMembers } from '../tables.ts'
import type { SetTeam, SetTeams } from './contract.ts'
import { listOfficers } from './queries.ts'

/**
 * Set the account team of a firm: one officer is responsible, who is not named any more leaves today, and who was before stays
 * written down.
 *
 * @throws AppError not-found | forbidden | invalid `enterprises.noSuchUnit`, `enterprises.noSuchOfficer`
 */
export const setTeam = (ctx: Context, enterpriseId: string, input: SetTeam): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    await lockKept(tx, ctx, enterpriseId, 'enterprises.set-team')
    const officers = await requireTeam(tx, ctx, input)
    const team = await writeTeam(tx, ctx, enterpriseId, input, officers)
    await announce(ctx, tx, teamSet(enterpriseId, input))
    return team
  })

/**
 * Give many firms the same team: who was on another team of theirs leaves it today. One event for each firm.
 *
 * @throws AppError not-found | forbidden | invalid as `setTeam`
 */
export const setTeams = (ctx: Context, { ids, ...input }: SetTeams): Promise<{ set: number }> =>
  transact(ctx, async (tx) => {
    const firms = await lockFirms(tx, ctx, ids)
    requireMay(
      firms.every((firm) => keeps(ctx.actor, firm)),
      'enterprises.set-teams',
    )
    const officers = await requireTeam(tx, ctx, input)
    for (const { id } of firms) await writeTeam(tx, ctx, id, input, officers)
    await announceAll(
      ctx,
      tx,
      firms.map(({ id }) => teamSet(id, input)),
    )
    return { set: firms.length }
  })

const teamSet = (id: string, { unitId }: SetTeam) => ({
  ...{ kind: 'firm-team-set', subject: { kind: enterpriseSubject, id } },
  facts: { unitId },
})

const wantedOf = ({ responsibleId, memberIds }: SetTeam): string[] => [...new Set([responsibleId, ...memberIds])]

/** Names of officers by account. @throws AppError invalid `enterprises.noSuchUnit`, `enterprises.noSuchOfficer` */
async function requireTeam(tx: Tx, ctx: Context, input: SetTeam): Promise<Map<string, string>> {
  if (!(await unitNames(tx, ctx, [input.unitId])).has(input.unitId))
    throw new AppError('invalid', 'enterprises.noSuchUnit')
  const officers = new Map((await listOfficers(ctx)).map((officer) => [officer.id, officer.name]))
  if (!wantedOf(input).every((id) => officers.has(id))) throw new AppError('invalid', 'enterprises.noSuchOfficer')
  return officers
}

async function writeTeam(
  tx: Tx,
  ctx: Context,
  enterpriseId: string,
  input: SetTeam,
  officers: Map<string, string>,
): Promise<{ id: string }> {
  const { unitId, everyDays, responsibleId } = input
  const wanted = wantedOf(input)
  const today = dayOf(ctx.now()).toString()
  const team = one(
    await tx
      .insert(accountTeams)
      .values({ city: ctx.city, id: newId(), enterpriseId, unitId, everyDays, sinceOn: today, ...writtenBy(ctx) })
      .onConflictDoUpdate({
        target: [accountTeams.city, accountTeams.enterpriseId],
        set: { unitId, everyDays, ...writtenBy(ctx) },
      })
      .returning({ id: accountTeams.id }),
  )
  const present = and(eq(teamMembers.city, ctx.city), eq(teamMembers.teamId, team.id), isNull(teamMembers.toOn))
  await tx
    .update(teamMembers)
    .set({ toOn: today })
    .where(and(present, notInArray(teamMembers.accountId, wanted)))
  const staying = await tx.select().from(teamMembers).where(present).for('update')
  const stays = new Set(staying.map(({ accountId }) => accountId))
  // One responsible officer at a time: the one before steps back first.
  await tx.update(teamMembers).set({ isResponsible: false }).where(present)
  const fresh = wanted.filter((id) => !stays.has(id))
  if (fresh.length > 0) {
    await tx.insert(teamMembers).values(
      fresh.map((accountId) => ({
        ...{ city: ctx.city, id: newId(), teamId: team.id, accountId, fromOn: today },
        name: officers.get(accountId) ?? '',
      })),
    )
  }
  await tx
    .update(teamMembers)
    .set({ isResponsible: true })
    .where(and(present, inArray(teamMembers.accountId, [responsibleId])))
  return team
}
