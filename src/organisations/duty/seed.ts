import { eq } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { transact, transactAsOwner } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { accounts } from '#platform/tables.ts'
import { readPackFile } from '../pack/load.ts'
import { RostersFile } from '../pack/shapes.ts'
import { units } from '../tables.ts'
import { addDays, weekdayOf } from './rules.ts'
import { dutyRosters, dutyTurns } from './tables.ts'

const weeksBefore = 4

/** Duty rosters of a sample city, in force some weeks already on the first day. Once, after its units and accounts. */
export async function seedRosters(ctx: Context, pack: string, today: string): Promise<void> {
  const rosters = readPackFile(`${pack}/rosters.yaml`, RostersFile)?.rosters ?? []
  if (rosters.length === 0) return
  const people = await transactAsOwner(ctx.city, (owner) =>
    owner.select({ id: accounts.id, username: accounts.username }).from(accounts).where(eq(accounts.city, ctx.city)),
  )
  const accountOf = (user: string) =>
    found(people.find(({ username }) => username === user)?.id, 'accounts.noSuch', { user })
  const validFromOn = addDays(today, 1 - weekdayOf(today) - 7 * weeksBefore)
  await transact(ctx, async (tx) => {
    const known = await tx.select({ id: units.id, slug: units.slug }).from(units).where(eq(units.city, ctx.city))
    for (const { unit, coverage, turns } of rosters) {
      const unitId = found(known.find(({ slug }) => slug === unit)?.id, 'organisations.noSuchUnit', { slug: unit })
      await tx.insert(dutyRosters).values({ city: ctx.city, id: newId(), unitId, coverage })
      await tx.insert(dutyTurns).values(
        turns.map(({ user, standIn, weekdays, from, to }) => ({
          ...{ city: ctx.city, id: newId(), unitId, accountId: accountOf(user), weekdays, onDay: null },
          ...{ standInId: standIn === null ? null : accountOf(standIn), fromTime: from, toTime: to, validFromOn },
        })),
      )
      await announce(ctx, tx, {
        kind: 'duty-roster-set',
        subject: { kind: 'unit', id: unitId },
        facts: { unitId, turns: turns.length, coverage },
      })
    }
  })
}
