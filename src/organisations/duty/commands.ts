import { and, eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { insertAll } from '#platform/db/insert.ts'
import { transact } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { seesUnits } from '../policy.ts'
import { units } from '../tables.ts'
import type { SetRoster } from './contract.ts'
import { canEdit } from './policy.ts'
import { candidatesOf, turnsOf } from './queries.ts'
import { dutyRosters, dutyTurns } from './tables.ts'

/**
 * Sets the duty roster of a unit as a whole. Whoever is put into it has a post in the unit or under it.
 *
 * @throws AppError not-found | forbidden | invalid `duty.notOfUnit` | conflict `platform.changedMeanwhile`
 */
export const setRoster = (ctx: Context, unitId: string, input: SetRoster): Promise<{ version: number }> =>
  transact(ctx, async (tx) => {
    const [unit] = seesUnits(ctx.actor)
      ? await tx
          .select({ id: units.id })
          .from(units)
          .where(and(eq(units.city, ctx.city), eq(units.id, unitId)))
          .for('update')
      : []
    found(unit, 'organisations.noSuchUnit')
    requireMay(canEdit(ctx.actor, unitId), 'organisations.set-duty')
    const ofUnit = and(eq(dutyRosters.city, ctx.city), eq(dutyRosters.unitId, unitId))
    const [roster] = await tx.select().from(dutyRosters).where(ofUnit)
    if ((roster?.version ?? 0) !== input.version) throw new AppError('conflict', 'platform.changedMeanwhile')
    const { coverage, turns } = input
    const may = await candidatesOf(tx, ctx, unitId)
    const before = await turnsOf(tx, ctx, unitId)
    const named = turns.flatMap(({ accountId, standInId }) =>
      standInId === null ? [accountId] : [accountId, standInId],
    )
    if (named.some((accountId) => !may.has(accountId))) throw new AppError('invalid', 'duty.notOfUnit')

    const version = input.version + 1
    if (roster) await tx.update(dutyRosters).set({ coverage, version }).where(ofUnit)
    else await tx.insert(dutyRosters).values({ city: ctx.city, id: newId(), unitId, coverage, version })
    await tx.delete(dutyTurns).where(and(eq(dutyTurns.city, ctx.city), eq(dutyTurns.unitId, unitId)))
    await insertAll(
      tx,
      dutyTurns,
      turns.map((turn) => ({ city: ctx.city, id: newId(), unitId, ...turn })),
    )
    await announce(ctx, tx, {
      kind: 'duty-roster-set',
      subject: { kind: 'unit', id: unitId },
      facts: { unitId, turns: turns.length, coverage },
      details: { before: { coverage: roster?.coverage ?? null, turns: before }, after: { coverage, turns } },
    })
    return { version }
  })
