import { and, asc, count, eq, gt, isNull, lte, max, or, type SQL, sql } from 'drizzle-orm'
import { unitNames } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { listings } from '../../honours/tables.ts'
import { notesVisibleTo } from '../../policy.ts'
import { placeNames } from '../../queries.ts'
import { enterprises } from '../../tables.ts'
import { accountTeams, outcomes, visits } from '../tables.ts'
import { DeskView, Stop } from './contract.ts'

const mostRows = 30
/** How far the desk looks ahead, in days. */
const ahead = 14

interface Asked {
  list: string
  day?: string | undefined
  whose: 'mine' | 'all'
}

/** The desk on a day: today's where none is named. Only what the reader may read of visits is counted. */
export const deskOf = (ctx: Context, { list, day: asked, whose }: Asked): Promise<DeskView> =>
  read(ctx, async (tx) => {
    const today = dayOf(ctx.now()).toString()
    const day = asked ?? today
    const until = dayOf(ctx.now()).add({ days: ahead }).toString()
    const mine = whose === 'mine' ? eq(visits.officerId, ctx.actor.accountId) : undefined
    const planned = eq(visits.state, 'planned')
    return DeskView.parse({
      ...{ day, list },
      coverage: { ...(await coverageOf(tx, ctx, list, today)), asOf: ctx.now().toString() },
      today: await stops(tx, ctx, and(planned, mine, eq(visits.day, day))),
      next: await stops(tx, ctx, and(planned, mine, gt(visits.day, day), lte(visits.day, until))),
      waiting: await waitingOf(tx, ctx, list, today),
      promises: await promisesOf(tx, ctx, until, today),
    })
  })

const onList = (list: string, today: string): SQL => sql`exists (select 1 from ${listings} where
  ${listings.city} = ${enterprises.city} and ${listings.enterpriseId} = ${enterprises.id} and ${listings.list} = ${list}
  and ${listings.validFrom} <= ${today} and (${listings.validTo} is null or ${listings.validTo} >= ${today})
  and (${listings.endedOn} is null or ${listings.endedOn} > ${today}))`

/** The last day a firm was called on. */
const lastVisits = (tx: Tx, ctx: Context) =>
  tx
    .select({ enterpriseId: visits.enterpriseId, lastDay: max(visits.day).as('last_day') })
    .from(visits)
    .where(and(eq(visits.city, ctx.city), eq(visits.state, 'done')))
    .groupBy(visits.enterpriseId)
    .as('last_visits')

function listed(tx: Tx, ctx: Context, list: string, today: string) {
  const last = lastVisits(tx, ctx)
  const isCalledOn = sql`${last.lastDay} >= ${today}::date - coalesce(${accountTeams.everyDays}, 0)::integer`
  return { last, isCalledOn, where: and(notesVisibleTo(ctx.actor), onList(list, today)) }
}

async function coverageOf(tx: Tx, ctx: Context, list: string, today: string) {
  const { last, isCalledOn, where } = listed(tx, ctx, list, today)
  const [row] = await tx
    .select({
      firms: count(),
      withTeam: count(accountTeams.id),
      calledOn: sql<number>`count(*) filter (where ${accountTeams.id} is not null and ${isCalledOn})`.mapWith(Number),
    })
    .from(enterprises)
    .leftJoin(accountTeams, and(eq(accountTeams.city, enterprises.city), eq(accountTeams.enterpriseId, enterprises.id)))
    .leftJoin(last, eq(last.enterpriseId, enterprises.id))
    .where(where)
  return row ?? { firms: 0, withTeam: 0, calledOn: 0 }
}

function waitingOf(tx: Tx, ctx: Context, list: string, today: string) {
  const { last, isCalledOn, where } = listed(tx, ctx, list, today)
  return tx
    .select({ id: enterprises.id, name: enterprises.name, lastDay: last.lastDay, everyDays: accountTeams.everyDays })
    .from(enterprises)
    .leftJoin(accountTeams, and(eq(accountTeams.city, enterprises.city), eq(accountTeams.enterpriseId, enterprises.id)))
    .leftJoin(last, eq(last.enterpriseId, enterprises.id))
    .where(and(where, or(isNull(accountTeams.id), isNull(last.lastDay), sql`not (${isCalledOn})`)))
    .orderBy(sql`${last.lastDay} nulls first`, asc(enterprises.initials), asc(enterprises.id))
    .limit(mostRows)
}

async function stops(tx: Tx, ctx: Context, which: SQL | undefined): Promise<Stop[]> {
  const { id, name, address, divisionCode, contactPhone } = enterprises
  const rows = await tx
    .select({
      visit: visits,
      firm: { id, name, address, divisionCode, contactPhone },
      open: sql<number>`(select count(*) from ${outcomes} where ${outcomes.city} = ${visits.city}
        and ${outcomes.enterpriseId} = ${visits.enterpriseId} and ${outcomes.state} = 'open')`.mapWith(Number),
    })
    .from(visits)
    .innerJoin(enterprises, and(eq(enterprises.city, visits.city), eq(enterprises.id, visits.enterpriseId)))
    .where(and(notesVisibleTo(ctx.actor), which))
    .orderBy(asc(visits.day), sql`${visits.startMinute} nulls last`, asc(visits.id))
    .limit(mostRows)
  const placeName = await placeNames(tx, ctx)
  return rows.map(({ visit, firm, open }) =>
    Stop.parse({
      ...{ visitId: visit.id, version: visit.version, day: visit.day, startMinute: visit.startMinute, open },
      ...{ purpose: visit.purpose, officerName: visit.officerName, isMine: visit.officerId === ctx.actor.accountId },
      hasContact: firm.contactPhone !== null,
      firm: { ...firm, divisionName: placeName(firm.divisionCode) },
    }),
  )
}

/** Promises and follow-ups that are due soon, or were. */
async function promisesOf(tx: Tx, ctx: Context, until: string, today: string) {
  const rows = await tx
    .select({ outcome: outcomes, firm: { id: enterprises.id, name: enterprises.name } })
    .from(outcomes)
    .innerJoin(enterprises, and(eq(enterprises.city, outcomes.city), eq(enterprises.id, outcomes.enterpriseId)))
    .where(and(notesVisibleTo(ctx.actor), eq(outcomes.state, 'open'), lte(outcomes.dueOn, until)))
    .orderBy(asc(outcomes.dueOn), asc(outcomes.id))
    .limit(mostRows)
  const units = await unitNames(
    tx,
    ctx,
    rows.flatMap(({ outcome }) => outcome.unitId ?? []),
  )
  return rows.map(({ outcome, firm }) => ({
    ...{ id: outcome.id, firm, kind: outcome.kind, title: outcome.title, dueOn: outcome.dueOn ?? today },
    unit: outcome.unitId === null ? null : (units.get(outcome.unitId) ?? null),
    isOverdue: (outcome.dueOn ?? today) < today,
  }))
}
