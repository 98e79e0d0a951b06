/** What the tests of the audit stand on: a city whose time the test moves, and an owner who tampers. */
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Context } from '../actor.ts'
import { transact, transactAsOwner } from '../db/transact.ts'
import { announce } from '../events.ts'
import type { LocalRun } from '../local/command.ts'
import { aContext, anActor, testCity } from '../testing/world.ts'
import type { ChainEnd } from './chain.ts'
import { sealCity } from './seal.ts'
import { type CityReport, verifyCity } from './verify.ts'

export const quietly: LocalRun = { report: () => undefined, signal: new AbortController().signal }

/** A city in which things happen one after the other, a minute apart. */
export function auditedCity(start = Temporal.Instant.from('2026-01-05T01:00:00Z')) {
  let moment = start
  let done = 0
  const ctx = (): Context => ({ ...aContext(anActor(), moment), address: '203.0.113.7' })
  return {
    ctx,
    moment: () => moment,
    wait: (duration: Temporal.DurationLike) => {
      moment = moment.add(duration)
    },
    act: async (times: number, details: unknown = { before: { name: '甲' }, after: { name: '乙', count: 1.5 } }) => {
      for (let time = 0; time < times; time++) {
        const [context, id] = [ctx(), `thing-${++done}`]
        await transact(context, (tx) =>
          announce(context, tx, { kind: 'thing-done', subject: { kind: 'thing', id }, details }),
        )
        moment = moment.add({ minutes: 1 })
      }
    },
    seal: () => sealCity(testCity, moment),
    verify: (kept: ChainEnd | null = null): Promise<CityReport> => verifyCity(testCity, quietly, { moment, kept }),
  }
}

/** Somebody with the owner's rights on the database changes what they should not. */
export const tamper = (statement: ReturnType<typeof sql>): Promise<number> =>
  transactAsOwner(testCity, async (tx) => (await tx.execute(statement)).rowCount ?? 0)

/** The audit row that the link at `position` seals. */
export const rowAt = (position: number): ReturnType<typeof sql> =>
  sql`(SELECT audit_id FROM platform.audit_links WHERE city = ${testCity} AND position = ${position})`
