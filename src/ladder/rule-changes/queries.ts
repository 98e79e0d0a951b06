import { sql } from 'drizzle-orm'
import { firmsView } from '#enterprises/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import type { Problem } from '../engine/check.ts'
import { unpack } from '../engine/packing.ts'
import { type Plan, plan } from '../engine/plan.ts'
import { verdictQuery } from '../engine/sql.ts'
import { RuleText } from '../engine/text.ts'
import { mayChangeRules, visibleTo } from '../policy.ts'
import { rulesInForce } from '../queries.ts'
import { checkLadderText, factCatalogue, isShipped } from '../rules.ts'
import type { Edits, rulesApi } from './contract.ts'
import { applyEdits, changeOf, numbersOf, readText } from './rules.ts'

export const listRules = (ctx: Context): Promise<AnswerOf<typeof rulesApi.rules>> =>
  read(ctx, async (tx) => {
    const today = dayOf(ctx.now()).toString()
    const rules = await rulesInForce(tx, ctx, today)
    return {
      rules: rules.map(({ id: versionId, ...rule }) => ({ ...rule, versionId, numbers: numbersOf(rule.text) })),
      mayPropose: mayChangeRules(ctx.actor),
      today,
      division: ctx.city,
    }
  })

const shown = 100

/** Who wins and who loses by a draft, against how the firms were judged last. @throws AppError not-found */
export const replay = (
  ctx: Context,
  { rule, edits, text = null }: { rule: string; edits: Edits; text?: string | null },
): Promise<AnswerOf<typeof rulesApi.replay>> =>
  read(ctx, async (tx) => {
    const began = performance.now()
    const on = dayOf(ctx.now()).toString()
    const body = text === null ? await editedText(tx, ctx, on, rule, edits) : readText(text)
    if (text !== null && isShipped(rule)) throw new AppError('invalid', 'ladder.notOwn')
    const problems: Problem[] = body === null ? [{ place: '', problem: 'shape', what: '' }] : checkLadderText(body)
    if (problems.length > 0) return { problems, firms: 0, tookMs: 0, changes: [], rows: [] }
    const draft = plan(RuleText.parse(body), factCatalogue, on, ctx.city)
    const from = `(SELECT * FROM ladder.facts WHERE city = '${ctx.city}') AS facts`
    const { rows } = await tx.execute<Row>(sql`
      with draft as materialized (${sql.raw(verdictQuery(draft, from, ['city', 'id']))}),
      told as (
        select f.id, f.name, coalesce(old.passes, 2) as before, d.passes as after,
          coalesce(old.verdicts, 0) as verdicts_before, d.verdicts as verdicts_after
        from draft d left join ladder.verdicts old on old.city = d.city and old.id = d.id and old.rule = ${rule}
        join ${firmsView} f on f.city = d.city and f.id = d.id where ${visibleTo(ctx.actor)}
      )
      select before, after, verdicts_before, verdicts_after, count(*)::int as firms, (array_agg(id order by id))[1:${sql.raw(String(shown))}] as ids,
        (array_agg(name order by id))[1:${sql.raw(String(shown))}] as names
      from told group by 1, 2, 3, 4 order by 5 desc`)
    const judged = rows.map((row) => ({
      ...row,
      kind: changeOf(row.before, row.after),
      decides: decidesIn(draft, row),
    }))
    const changed = judged.filter(({ kind, decides }) => kind !== 'other' || decides.length > 0)
    return {
      problems: [],
      firms: rows.reduce((sum, { firms }) => sum + firms, 0),
      tookMs: Math.round(performance.now() - began),
      changes: changed.map(({ kind, firms, decides }) => ({ kind, firms, decides })),
      rows: changed
        .filter(({ kind }) => kind !== 'other')
        .flatMap(({ kind, decides, ids, names }) => ids.map((id, at) => ({ id, name: names[at] ?? '', kind, decides })))
        .slice(0, shown),
    }
  })

async function editedText(tx: Tx, ctx: Context, on: string, rule: string, edits: Edits): Promise<unknown> {
  const version = found(
    (await rulesInForce(tx, ctx, on)).find((one) => one.rule === rule),
    'ladder.noRule',
  )
  return applyEdits(version.text, edits)
}

interface Row extends Record<string, unknown> {
  before: number
  after: number
  verdicts_before: string
  verdicts_after: string
  firms: number
  ids: string[]
  names: string[]
}

/** Ids of the criteria whose verdict is another one. */
function decidesIn(draft: Plan, { verdicts_before, verdicts_after }: Row): string[] {
  const told = (verdicts: string) =>
    unpack(draft, { result: 1, passes: 1, verdicts: BigInt(verdicts), points: [], totalLow: null, totalHigh: null })
      .criteria
  // A list that is new judged nobody before: no criterion of it was another one.
  if (Number(verdicts_before) === 0) return []
  const before = told(verdicts_before)
  return told(verdicts_after).flatMap(({ id, verdict }, at) => (before[at]?.verdict === verdict ? [] : [id]))
}
