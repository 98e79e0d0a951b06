import { sql } from 'drizzle-orm'
import { firmsView } from '#enterprises/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { checkRuleText } from '../engine/check.ts'
import { unpack } from '../engine/packing.ts'
import { type Plan, plan } from '../engine/plan.ts'
import { verdictQuery } from '../engine/sql.ts'
import { RuleText } from '../engine/text.ts'
import { mayChangeRules, visibleTo } from '../policy.ts'
import { rulesInForce } from '../queries.ts'
import { factCatalogue, type RuleName } from '../rules.ts'
import type { Edits, rulesApi } from './contract.ts'
import { applyEdits, changeOf, numbersOf } from './rules.ts'

export const listRules = (ctx: Context): Promise<AnswerOf<typeof rulesApi.rules>> =>
  read(ctx, async (tx) => {
    const today = dayOf(ctx.now()).toString()
    const rules = await rulesInForce(tx, ctx, today)
    return {
      rules: rules.map(({ id: versionId, ...rule }) => ({ ...rule, versionId, numbers: numbersOf(rule.text) })),
      mayPropose: mayChangeRules(ctx.actor),
      today,
    }
  })

const shown = 100

/** Who wins and who loses by a draft, against how the firms were judged last. @throws AppError not-found */
export const replay = (
  ctx: Context,
  { rule, edits }: { rule: RuleName; edits: Edits },
): Promise<AnswerOf<typeof rulesApi.replay>> =>
  read(ctx, async (tx) => {
    const on = dayOf(ctx.now()).toString()
    const version = found(
      (await rulesInForce(tx, ctx, on)).find((one) => one.rule === rule),
      'ladder.noRule',
    )
    const body = applyEdits(version.text, edits)
    const problems = body === null ? [{ place: '', problem: 'shape', what: '' }] : checkRuleText(body, factCatalogue)
    if (problems.length > 0) return { problems, firms: 0, changes: [], rows: [] }
    const draft = plan(RuleText.parse(body), factCatalogue, on, ctx.city)
    const from = `(SELECT * FROM ladder.facts WHERE city = '${ctx.city}') AS facts`
    const { rows } = await tx.execute<Row>(sql`
      with draft as materialized (${sql.raw(verdictQuery(draft, from, ['city', 'id']))}),
      told as (
        select f.id, f.name, old.passes as before, d.passes as after, old.verdicts as verdicts_before, d.verdicts as verdicts_after
        from draft d join ladder.verdicts old on old.city = d.city and old.id = d.id and old.rule = ${rule}
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
      changes: changed.map(({ kind, firms, decides }) => ({ kind, firms, decides })),
      rows: changed
        .filter(({ kind }) => kind !== 'other')
        .flatMap(({ kind, decides, ids, names }) => ids.map((id, at) => ({ id, name: names[at] ?? '', kind, decides })))
        .slice(0, shown),
    }
  })

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
  const before = told(verdicts_before)
  return told(verdicts_after).flatMap(({ id, verdict }, at) => (before[at]?.verdict === verdict ? [] : [id]))
}
