/** The cases behind the rates: on a screen, and as a table with which a stranger recomputes every rate. */
import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm'
import { listDivisions, unitNamesView } from '#organisations/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import type { Download } from '#platform/http/route.ts'
import { type CellValue, writeCsv } from '#platform/sheets/index.ts'
import { hearsOf } from '../../feedback/policy.ts'
import { visibleTo } from '../../policy.ts'
import { pageSize, present } from '../../queries.ts'
import { requests, topics } from '../../tables.ts'
import type { AskCases, RateCases, RatesFilter } from '../contract.ts'
import { conditionsOf } from '../parts/queries.ts'
import { seesRatings } from '../policy.ts'
import { type Source, sourceOf } from '../queries.ts'
import { ratingRates } from '../rules.ts'

/**
 * The cases that a number counts, the newest first. Whoever may not see a case of it, or what its firm said, learns how many
 * are left out.
 *
 * @throws AppError forbidden where a unit asks which firm said what | invalid | not-found
 */
export const listRateCases = (ctx: Context, ask: AskCases): Promise<RateCases> =>
  read(ctx, async (tx) => {
    requireMay(seesRatings(ctx.actor) || !ratingRates.includes(ask.rate), 'requests.rate-cases')
    const source = await sourceOf(tx, ctx, ask)
    const { table: t } = source
    const condition = conditionsOf(t, source)[ask.rate][ask.part]
    if (condition === undefined) return { rows: [], total: 0, hidden: 0, pageSize }
    const where = and(source.where, condition)
    const [all] = await tx.select({ count: count() }).from(t).where(where)
    const joined = and(eq(requests.city, t.city), eq(requests.id, t.requestId))
    const heard = ratingRates.includes(ask.rate) ? hearsOf(ctx.actor, t.round) : undefined
    const seen = and(where, visibleTo(ctx.actor), heard)
    const [mine] = await tx.select({ count: count() }).from(t).innerJoin(requests, joined).where(seen)
    const rows = await tx
      .select({ timing: t, request: requests })
      .from(t)
      .innerJoin(requests, joined)
      .where(seen)
      .orderBy(desc(t.registeredAt), desc(t.requestId), desc(t.round))
      .limit(pageSize)
      .offset((ask.page - 1) * pageSize)
    const shown = await present(
      tx,
      ctx,
      rows.map(({ request }) => request),
    )
    const total = mine?.count ?? 0
    return {
      rows: shown.map((row, at) => ({
        ...row,
        countedRound: rows[at]?.timing.round ?? 1,
        clock: clockOf(rows[at]?.timing, ask.rate),
      })),
      ...{ total, hidden: (all?.count ?? 0) - total, pageSize },
    }
  })

type Timing = Source['table']['$inferSelect']

function clockOf(row: Timing | undefined, rate: AskCases['rate']): RateCases['rows'][number]['clock'] {
  if (!row) return null
  if (rate === 'contact') return { state: row.contactState, dueAt: row.contactDueAt, metAt: row.contactMetAt }
  if (rate === 'plan') return { state: row.planState, dueAt: row.planDueAt, metAt: row.planMetAt }
  if (rate === 'finish' || rate === 'paused')
    return { state: row.finishState, dueAt: row.finishDueAt, metAt: row.finishMetAt }
  return null
}

interface Named {
  unit: string
  topic: string
  division: string
  number: string
  /** Whether the actor may read what the firm said of this very case. */
  isHeard: boolean
}
type Cell = (row: Timing, named: Named, source: Source) => CellValue

/** Column by column: name in the table, and what stands in it. Codes as they are, moments in ISO 8601; no firm, no person, no words. */
const columns: readonly (readonly [string, Cell])[] = [
  ['编号 number', (_row, { number }) => number],
  ['轮次 round', ({ round }) => round],
  ['登记时间 registered_at', ({ registeredAt }) => registeredAt],
  ['登记月份 month', ({ month }) => month],
  ['单位 unit', (_row, { unit }) => unit],
  ['区划代码 division_code', ({ divisionCode }) => divisionCode],
  ['区划 division', (_row, { division }) => division],
  ['事项 topic', (_row, { topic }) => topic],
  ['类型 kind', ({ kind }) => kind],
  ['渠道 channel', ({ channel }) => channel],
  ['计时开始 started_at', ({ startedAt }) => startedAt],
  ['联系状态 contact_state', ({ contactState }) => contactState],
  ['联系期限 contact_due_at', ({ contactDueAt }) => contactDueAt],
  ['联系完成 contact_met_at', ({ contactMetAt }) => contactMetAt],
  ['联系用时秒 contact_seconds', ({ contactSeconds }) => contactSeconds],
  ['方案状态 plan_state', ({ planState }) => planState],
  ['方案期限 plan_due_at', ({ planDueAt }) => planDueAt],
  ['方案完成 plan_met_at', ({ planMetAt }) => planMetAt],
  ['方案用时秒 plan_seconds', ({ planSeconds }) => planSeconds],
  ['办结状态 finish_state', ({ finishState }) => finishState],
  ['办结期限 finish_due_at', ({ finishDueAt }) => finishDueAt],
  ['办结完成 finish_met_at', ({ finishMetAt }) => finishMetAt],
  ['办结用时秒 finish_seconds', ({ finishSeconds }) => finishSeconds],
  ['办结已暂停秒 finish_paused_seconds', ({ finishPausedSeconds }) => finishPausedSeconds],
  ['办结暂停自 finish_paused_at', ({ finishPausedAt }) => finishPausedAt],
  ['已联系 contacted_at', ({ contactedAt }) => contactedAt],
  ['企业对联系的说法 contact_word', ({ contactWord }) => contactWord],
  ['答复 answered_at', ({ answeredAt }) => answeredAt],
  ['结束 closed_at', ({ closedAt }) => closedAt],
  ['结果 outcome', ({ outcome }) => outcome],
  ['再次来诉 reopened_at', ({ reopenedAt }) => reopenedAt],
  ['最后一轮 is_last', ({ isLast }) => yes(isLast)],
  ['评价所依轮次 is_judged', ({ isJudged }) => yes(isJudged)],
  ['统计时刻 as_of', (_row, _named, { asOf }) => asOf],
]
const ratingColumns: typeof columns = [
  ['满意程度 level', ({ level }, { isHeard }) => (isHeard ? level : null)],
  ['是否解决 is_solved', ({ isSolved }, { isHeard }) => (isSolved === null || !isHeard ? null : yes(isSolved))],
  ['评价来自 rated_by', ({ ratedBy }, { isHeard }) => (isHeard || ratedBy === null ? ratedBy : 'withheld')],
]

const yes = (is: boolean): number => (is ? 1 : 0)

/**
 * Every row behind the rates of a period. Units get no column of what firms said; who had a part in an answer reads that it
 * was rated, not how. A row that counts and is not the actor's to see has no number.
 */
export const rateCasesCsv = (ctx: Context, filter: RatesFilter): Promise<Download> =>
  read(ctx, async (tx) => {
    const source = await sourceOf(tx, ctx, filter)
    const { table: t } = source
    const rows = await tx
      .select({
        timing: t,
        number: requests.number,
        isSeen: sql<boolean>`coalesce(${visibleTo(ctx.actor)}, false)`,
        isHeard: sql<boolean>`coalesce(${hearsOf(ctx.actor, t.round)}, false)`,
      })
      .from(t)
      .innerJoin(requests, and(eq(requests.city, t.city), eq(requests.id, t.requestId)))
      .where(source.where)
      .orderBy(asc(t.registeredAt), asc(requests.number), asc(t.round))
    const names = await namesFor(tx, ctx, rows)
    const shown = seesRatings(ctx.actor) ? [...columns, ...ratingColumns] : columns
    const bytes = await writeCsv({
      headers: shown.map(([header]) => header),
      rows: rows.map(({ timing, number, isSeen, isHeard }) => {
        const named = {
          number: isSeen ? number : '',
          isHeard,
          unit: names.units.get(timing.unitId ?? '') ?? '',
          topic: names.topics.get(timing.topicId) ?? '',
          division: names.divisions.get(timing.divisionCode) ?? '',
        }
        return shown.map(([, cell]) => cell(timing, named, source))
      }),
    })
    const name = `诉求办理数据-${filter.period}${filter.frozen === 'yes' ? '-定稿' : ''}.csv`
    return { bytes, name, mediaType: 'text/csv; charset=utf-8' }
  })

async function namesFor(tx: Tx, ctx: Context, rows: readonly { timing: Timing }[]) {
  const unitIds = [...new Set(rows.flatMap(({ timing }) => timing.unitId ?? []))]
  const { id, shortName } = unitNamesView
  const units =
    unitIds.length === 0
      ? []
      : await tx
          .select({ id, shortName })
          .from(unitNamesView)
          .where(and(eq(unitNamesView.city, ctx.city), inArray(id, unitIds)))
  const ofTopics = await tx.select({ id: topics.id, name: topics.name }).from(topics).where(eq(topics.city, ctx.city))
  return {
    units: new Map(units.map((unit) => [unit.id, unit.shortName])),
    topics: new Map(ofTopics.map((topic) => [topic.id, topic.name])),
    divisions: new Map((await listDivisions(tx, ctx)).map(({ code, name }) => [code, name])),
  }
}
