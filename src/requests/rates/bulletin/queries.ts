/** What a bulletin says, read from the frozen numbers of its month, and the papers made of it. */
import { and, asc, count, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { unitNamesView } from '#organisations/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { waitingOf } from '#platform/approvals/index.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { AppError, found, one } from '#platform/errors.ts'
import { readBytes } from '#platform/files.ts'
import type { Download } from '#platform/http/route.ts'
import { paperDocument } from '#platform/papers/index.ts'
import { cities } from '#platform/tables.ts'
import { type CaseClock, caseClocks } from '../../clocks/rules.ts'
import { RatesView } from '../contract.ts'
import { conditionsOf } from '../parts/queries.ts'
import { keepsForCity, secondsForCity } from '../policy.ts'
import { ratesOf, rulesNow, type Source, sourceOf } from '../queries.ts'
import { monthNumber, monthText } from '../rules.ts'
import { bulletins, contests, corrections, periods } from '../tables.ts'
import { type BulletinList, BulletinRow } from './contract.ts'
import { type Approved, noticeOf } from './papers/notice.ts'
import {
  type Audience,
  BulletinContent,
  hiddenBelow,
  monthBefore,
  numberText,
  shownScore,
  shownTimes,
  shownTo,
  wholeRates,
} from './rules.ts'

export const bulletinKind = 'requests.bulletin'
export const bulletinSubject = 'request-bulletin'
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export type BulletinOfMonth = typeof bulletins.$inferSelect

/** Who drafts or approves sees drafts; everybody else knows of approved bulletins alone. */
const seesDrafts = ({ actor }: Context): boolean => secondsForCity(actor)

/** Closed months with their bulletins, the newest first. */
export const listBulletins = (ctx: Context): Promise<BulletinList> =>
  read(ctx, async (tx) => {
    const isKept = and(eq(bulletins.city, periods.city), eq(bulletins.periodId, periods.id))
    const rows = await tx
      .select({ period: periods, bulletin: bulletins })
      .from(periods)
      .leftJoin(bulletins, isKept)
      .where(
        and(
          eq(periods.city, ctx.city),
          eq(periods.state, 'closed'),
          seesDrafts(ctx) ? undefined : eq(bulletins.state, 'approved'),
        ),
      )
      .orderBy(desc(periods.month))
      .limit(60)
    const waiting = seesDrafts(ctx) ? await waitingOf(tx, ctx, bulletinKind) : []
    return {
      rows: rows.map(({ period, bulletin }) =>
        BulletinRow.parse({
          ...{ periodId: period.id, month: monthText(period.month) },
          ...{ closedByName: period.closedByName, closedAt: period.closedAt },
          bulletin: bulletin && { ...bulletin, number: numberOf(bulletin), isWritten: bulletin.fileId !== null },
          waiting: waiting.find(({ approval }) => approval.subject.id === bulletin?.id)?.approval ?? null,
        }),
      ),
      ...{ mayKeep: keepsForCity(ctx.actor), seesDrafts: seesDrafts(ctx) },
      issuer: rows.find(({ bulletin }) => bulletin)?.bulletin?.issuer ?? (await nameOfUnit(tx, ctx)),
    }
  })

async function nameOfUnit(tx: Tx, ctx: Context): Promise<string> {
  if (ctx.actor.unitId === null) return ''
  const [unit] = await tx
    .select({ name: unitNamesView.name })
    .from(unitNamesView)
    .where(and(eq(unitNamesView.city, ctx.city), eq(unitNamesView.id, ctx.actor.unitId)))
  return unit?.name ?? ''
}

const numberOf = ({ year, serial }: BulletinOfMonth): string | null =>
  year === null || serial === null ? null : numberText(year, serial)

/** What an approved bulletin is written from; null for a draft. */
export function approvedOf(row: BulletinOfMonth): (Approved & { content: BulletinContent }) | null {
  const [number, { approvedByName, approvedAt, content }] = [numberOf(row), row]
  if (number === null || approvedByName === null || approvedAt === null) return null
  return { number, approvedByName, approvedAt, content: BulletinContent.parse(content) }
}

/** @throws AppError not-found `requests.bulletin.none` */
async function findBulletin(tx: Tx, ctx: Context, id: string): Promise<BulletinOfMonth> {
  const [row] = await tx
    .select()
    .from(bulletins)
    .where(
      and(
        eq(bulletins.city, ctx.city),
        eq(bulletins.id, id),
        seesDrafts(ctx) ? undefined : eq(bulletins.state, 'approved'),
      ),
    )
  return found(row, 'requests.bulletin.none')
}

/** The draft, marked as one on every page. @throws AppError not-found | forbidden */
export async function getDraftPaper(ctx: Context, id: string): Promise<Download> {
  const content = await read(ctx, async (tx) => {
    const row = await findBulletin(tx, ctx, id)
    requireMay(seesDrafts(ctx), 'requests.bulletin-draft')
    return row.content === null ? contentOf(tx, ctx, row) : BulletinContent.parse(row.content)
  })
  const bytes = await paperDocument(noticeOf(content, null))
  return { bytes, name: `企业诉求办理情况通报-${content.month}-草稿.docx`, mediaType: docxType }
}

/** The approved paper. @throws AppError not-found | conflict `requests.bulletin.notApproved`, `requests.bulletin.beingWritten` */
export const getPaper = (ctx: Context, id: string): Promise<Download> =>
  read(ctx, async (tx) => {
    const row = await findBulletin(tx, ctx, id)
    if (row.state !== 'approved') throw new AppError('conflict', 'requests.bulletin.notApproved')
    const bytes = row.fileId === null ? null : await readBytes(tx, ctx, row.fileId)
    if (bytes === null) throw new AppError('conflict', 'requests.bulletin.beingWritten')
    return { bytes, name: `${numberOf(row)}.docx`, mediaType: docxType }
  })

/** All that the bulletin of a closed month says, of the whole city, as its readers may see it. */
export async function contentOf(tx: Tx, asked: Context, bulletin: BulletinOfMonth): Promise<BulletinContent> {
  const ctx = overWholeCity(asked)
  const period = one(
    await tx
      .select()
      .from(periods)
      .where(and(eq(periods.city, ctx.city), eq(periods.id, bulletin.periodId))),
  )
  const audience: Audience = bulletin.audience === 'public' ? 'public' : 'internal'
  const month = monthText(period.month)
  const source = await sourceOf(tx, ctx, { period: month, frozen: 'yes' })
  const view = RatesView.parse(period.snapshot)
  const byTopic = await ratesOf(tx, ctx, source, 'topic')
  const limits = (await rulesNow(tx, ctx)).rates
  const smallest = hiddenBelow(audience, limits)
  const shown = shownTo(audience, view, byTopic.groups, limits)
  const rates = wholeRates(audience, view.total.rates, shown.total, smallest)
  const [city] = await tx.select({ name: cities.name }).from(cities).where(eq(cities.code, ctx.city))
  return {
    ...{ month, audience, city: city?.name ?? '', issuer: bulletin.issuer, words: bulletin.words },
    ...{ closedByName: period.closedByName ?? '', asOf: source.asOf, hiddenBelow: smallest },
    reopenedWithinDays: source.reopenedWithinDays,
    registered: rates.closed === null ? null : view.total.registered,
    rates,
    times: shownTimes(view.total.times, (clock) => rates[clock] !== null, audience === 'public' ? smallest : 1),
    before: await monthBeforeOf(tx, ctx, month, audience, limits),
    units: view.groups.flatMap(({ id, name, score }, at) => {
      const own = shown.units[at]
      if (!own) return []
      return [{ name: id === null ? '' : name, rates: own, score: shownScore(score, view.ranking?.weights ?? {}, own) }]
    }),
    topics: byTopic.groups.flatMap(({ name }, at) => {
      const own = shown.topics[at]
      return own ? [{ name, rates: own }] : []
    }),
    ranking: view.ranking,
    ...(await leftOutOf(tx, source, rates)),
    contests: await decidedContests(tx, ctx, period.id),
    corrections: await tx
      .select({ words: corrections.words, saidByName: corrections.saidByName, saidAt: corrections.saidAt })
      .from(corrections)
      .where(and(eq(corrections.city, ctx.city), eq(corrections.periodId, period.id)))
      .orderBy(asc(corrections.saidAt), asc(corrections.id)),
  }
}

/** Numbers of a bulletin are those of the whole city, whoever reads the draft; what is hidden, is hidden from everybody. */
const overWholeCity = (ctx: Context): Context => ({
  ...ctx,
  actor: {
    ...ctx.actor,
    role: 'supervision-officer',
    scope: { kind: 'city', id: ctx.city },
    unitId: null,
    unitIds: null,
    divisions: null,
  },
})

type Limits = Parameters<typeof shownTo>[3]

async function monthBeforeOf(
  tx: Tx,
  ctx: Context,
  month: string,
  audience: Audience,
  limits: Limits,
): Promise<BulletinContent['before']> {
  const before = monthBefore(month)
  const [period] = await tx
    .select({ snapshot: periods.snapshot })
    .from(periods)
    .where(and(eq(periods.city, ctx.city), eq(periods.month, monthNumber(before)), eq(periods.state, 'closed')))
  if (!period) return null
  const view = RatesView.parse(period.snapshot)
  const { total } = shownTo(audience, view, [], limits)
  return { month: before, rates: wholeRates(audience, view.total.rates, total, hiddenBelow(audience, limits)) }
}

/** Why clocks and cases were left out; nothing of a rate that is hidden. */
async function leftOutOf(tx: Tx, source: Source, rates: BulletinContent['rates']) {
  const { table: t, where } = source
  const of = (condition: SQL | undefined) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number)
  const states: Record<CaseClock, PgColumn> = { contact: t.contactState, plan: t.planState, finish: t.finishState }
  const conditions = conditionsOf(t, source)
  const ofClock = (clock: CaseClock) => ({
    fellAway: of(eq(states[clock], 'cancelled')),
    untimed: of(conditions[clock].untimed),
    upheld: of(eq(states[clock], 'excluded')),
    notYetDue: of(conditions[clock].notYetDue),
  })
  const ofCase = (outcome: string) => of(and(t.isLast, eq(t.outcome, outcome)))
  const row = one(
    await tx
      .select({
        ...{ contact: ofClock('contact'), plan: ofClock('plan'), finish: ofClock('finish') },
        cases: { refused: ofCase('refused'), merged: ofCase('merged'), withdrawn: ofCase('withdrawn') },
      })
      .from(t)
      .where(where),
  )
  const leftOut = Object.fromEntries(caseClocks.map((clock) => [clock, rates[clock] === null ? null : row[clock]]))
  return {
    leftOut: leftOut as BulletinContent['leftOut'],
    fellAway: rates.closed === null ? null : row.cases,
  }
}

async function decidedContests(tx: Tx, ctx: Context, periodId: string): Promise<BulletinContent['contests']> {
  const rows = await tx
    .select({ decision: contests.decision, count: count() })
    .from(contests)
    .where(and(eq(contests.city, ctx.city), eq(contests.periodId, periodId)))
    .groupBy(contests.decision)
  const of = (decision: string) => rows.find((row) => row.decision === decision)?.count ?? 0
  return { upheld: of('upheld'), dismissed: of('dismissed') }
}
