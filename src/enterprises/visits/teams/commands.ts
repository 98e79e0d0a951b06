import { and, eq, inArray, isNull, notInArray } from 'drizzle-orm'
import { unitNames } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { transact } from '#platform/db/transact.ts'
import { AppError, one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { enterpriseSubject, lockKept, writtenBy } from '../../commands.ts'
import { accountTeams, teamMembers } from '../tables.ts'
import type { SetTeam } from './contract.ts'
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
    const { unitId, everyDays, responsibleId } = input
    if (!(await unitNames(tx, ctx, [unitId])).has(unitId)) throw new AppError('invalid', 'enterprises.noSuchUnit')
    const wanted = [...new Set([responsibleId, ...input.memberIds])]
    const officers = new Map((await listOfficers(ctx)).map((officer) => [officer.id, officer.name]))
    if (!wanted.every((id) => officers.has(id))) throw new AppError('invalid', 'enterprises.noSuchOfficer')

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
    const subject = { kind: enterpriseSubject, id: enterpriseId }
    await announce(ctx, tx, { kind: 'firm-team-set', subject, facts: { unitId } })
    return team
  })
