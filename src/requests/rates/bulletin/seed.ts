/** The closed month of the sample has an approved bulletin, and the open page is open after a secrecy review: by the commands. */
import { and, desc, eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Context } from '#platform/actor.ts'
import { decideApproval } from '#platform/approvals/commands.ts'
import { calendarOf } from '#platform/calendar/stored.ts'
import { dayOf } from '#platform/clock.ts'
import { read } from '#platform/db/transact.ts'
import type { Role } from '#platform/roles.ts'
import type { Person } from '../../sample/rules.ts'
import { proposeOpening } from '../opening/commands.ts'
import { on, workingDayOn } from '../periods/seed.ts'
import { bulletins, periods } from '../tables.ts'
import { draftBulletin, proposeBulletin } from './commands.ts'
import { writeBulletin } from './jobs.ts'

export interface SampleApprovers {
  supervisor: Person
  leader: Person
  /** As the office of the supervisor signs. */
  issuer: string
}

/** Once, where a month is closed. Outside a transaction: it writes the paper. */
export async function seedBulletin(ctx: Context, { supervisor, leader, issuer }: SampleApprovers): Promise<void> {
  const { period, known, calendar } = await read(ctx, async (tx) => {
    const isClosed = and(eq(periods.city, ctx.city), eq(periods.state, 'closed'))
    const [last] = await tx.select().from(periods).where(isClosed).orderBy(desc(periods.month)).limit(1)
    const all = await tx.select({ id: bulletins.id }).from(bulletins).where(eq(bulletins.city, ctx.city))
    return { period: last, known: all.length, calendar: await calendarOf(tx, ctx) }
  })
  if (!period?.closedAt || known > 0) return
  const closedOn = dayOf(Temporal.Instant.from(period.closedAt))
  /** Somebody, so many working days after the month was closed. */
  const as = (role: Role, { id: accountId, name }: Person, days: number, time: string): Context => ({
    ...ctx,
    actor: { ...ctx.actor, role, accountId, name },
    now: () => on(days === 0 ? closedOn : workingDayOn(calendar, closedOn, days), time),
  })
  const agreed = { version: 1, approve: true, note: '' }
  const overseer = (days: number, time: string) => as('supervision-officer', supervisor, days, time)

  const text = { audience: 'internal', issuer, words } as const
  const { id } = await draftBulletin(overseer(0, '16:10'), { periodId: period.id, ...text })
  const { approvalId } = await proposeBulletin(overseer(0, '16:40'), id, 1)
  await decideApproval(as('city-leader', leader, 1, '09:40'), approvalId, agreed)
  await writeBulletin.handle({ city: ctx.city, bulletinId: id })

  const reviewedOn = dayOf(overseer(2, '10:00').now()).toString()
  const review = {
    reviewedByName: reviewer,
    reviewedOn,
    reviewNote: '只有比率和公开答复，不含企业和个人信息，不涉密。',
  }
  const opening = await proposeOpening(overseer(2, '11:00'), review)
  await decideApproval(as('city-leader', leader, 3, '09:20'), opening.approvalId, agreed)
}

const reviewer = '苏文澜'
const words =
  '请有超期诉求的单位逐件说明原因，五个工作日内报市委督查室。属于值班和交接不到位的，当月改正；属于等待企业补充材料的，今后应及时办理暂停并告知企业。'
