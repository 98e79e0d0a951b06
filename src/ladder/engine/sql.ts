/**
 * A plan as one query over packed rows of facts, one row for each firm: the same verdicts as `judge`, for all firms at once.
 * SQL's own logic of three values is ours: null is missing. What a person must look at is judged twice, once as if it were
 * met and once as if not; where that makes a difference the verdict is a review.
 */
import { pointBits, pointsPerWord, unknownPoints, verdictBits, wordsFor } from './packing.ts'
import { comparisonsOf, factsOf, type Node, needsPerson, type Plan, type Scoring } from './plan.ts'
import { columnOf, pointsSql, quotientsOf, type Terms, truthSql } from './sql-terms.ts'

/**
 * Of a query: the key columns, then result, passes, verdicts, points_1…, total_low, total_high, unmet, open, as
 * `unpack` reads them. `facts` is a table or a query in brackets with a name; its columns are called as `columnOf` says.
 */
export function verdictQuery(plan: Plan, facts: string, keys: readonly string[]): string {
  const scores = plan.indicators.flatMap(({ scoring }) => partsOf(scoring))
  const needed = [...keys, ...factsOf(plan).map(columnOf)]
  const { columns: quotients, names } = quotientsOf(comparisonsOf(plan))
  const terms = { day: plan.day, quotients: names }
  const divided = quotients.length > 0 ? fenced([...needed, ...quotients], facts) : facts
  const kept = [...needed, ...[...names.values()].flatMap((name) => [name, `${name}e`])]
  const scored = fenced([...kept, ...scores.map((scoring, at) => `${pointsSql(scoring, terms)} AS s${at}`)], divided)
  const nodes = [...plan.criteria, ...plan.basis]
  const judged = nodes.map((node, at) => judgedColumns(node, at, terms))
  const words = pointWords(plan, scores)
  const wordNames = words.map((_, at) => `points_${at + 1}`)
  const carried = [...keys, ...wordNames, 'total_low', 'total_high']
  const sums = groupSums(plan, scores)
  const all = (end: string) => plan.groups.map((_, at) => `g${at}_${end}`).join(' + ') || 'NULL::int'

  const summed = fenced([...kept, ...sums, ...words.map((word, at) => `${word} AS points_${at + 1}`)], scored)
  const totals = fenced(['*', `${all('low')} AS total_low`, `${all('high')} AS total_high`], summed)
  const truths = fenced([...carried, ...judged.flatMap(({ columns }) => columns)], totals)
  const own = judged.slice(0, plan.criteria.length)
  const coded = fenced(
    [
      ...carried,
      ...judged.map(({ code }, at) => `${code} AS c${at}`),
      `${together(judged)} AS result`,
      `${together(own)} AS passes`,
    ],
    truths,
  )

  const codes = nodes.map((_, at) => `c${at}`)
  const many = (code: number) => codes.map((one) => `(${one} = ${code})::int`).join(' + ')
  const columns = [
    ...keys,
    'result',
    'passes',
    `${codes.map((one, at) => `(${one}::bigint << ${verdictBits * at})`).join(' | ')} AS verdicts`,
    ...Array.from({ length: 2 }, (_, at) => wordNames[at] ?? `NULL::bigint AS points_${at + 1}`),
    'total_low::smallint AS total_low',
    'total_high::smallint AS total_high',
    `(${many(2)})::smallint AS unmet`,
    `(${many(3)})::smallint AS open`,
  ]
  return `SELECT ${columns.join(', ')} FROM ${coded}`
}

/** OFFSET 0 keeps the planner from working an expression out again wherever it is used. */
const fenced = (columns: readonly string[], from: string): string =>
  `(SELECT ${columns.join(', ')} FROM ${from} OFFSET 0) AS t`

/** What fails decides, then what is unknown, then what a person has to look at. */
function together(judged: readonly { best: string; worst: string }[]): string {
  const all = (which: 'best' | 'worst') => judged.map((one) => one[which]).join(' AND ')
  const isSame = judged.every(({ best, worst }) => best === worst)
  const rest = isSame ? 'ELSE 3' : `WHEN (${all('best')}) IS NULL THEN 3 ELSE 4`
  return `(CASE WHEN ${all('worst')} THEN 1 WHEN NOT (${all('best')}) THEN 2 ${rest} END)::smallint`
}

const partsOf = (scoring: Scoring): readonly Scoring[] =>
  scoring.kind === 'best' ? scoring.of.flatMap(partsOf) : [scoring]

/** The least or the most points that are possible: the best of what is possible for each part. */
function bound(scoring: Scoring, scores: readonly Scoring[], which: 'least' | 'most'): string {
  const all = partsOf(scoring).map((part) => `coalesce(s${scores.indexOf(part)}, ${part[which]})`)
  return all.length === 1 ? (all[0] ?? '') : `greatest(${all.join(', ')})`
}

const groupSums = (plan: Plan, scores: readonly Scoring[]): string[] =>
  plan.groups.flatMap((_, at) => {
    const own = plan.indicators.filter(({ group }) => group === at)
    const sum = (which: 'least' | 'most') => own.map(({ scoring }) => bound(scoring, scores, which)).join(' + ')
    return [`${sum('least')} AS g${at}_low`, `${sum('most')} AS g${at}_high`]
  })

function pointWords(plan: Plan, scores: readonly Scoring[]): string[] {
  const points = plan.indicators.map(({ scoring }, at) => {
    const [low, high] = [bound(scoring, scores, 'least'), bound(scoring, scores, 'most')]
    const known =
      scoring.kind === 'best'
        ? `CASE WHEN ${low} = ${high} THEN ${low} ELSE ${unknownPoints} END`
        : `coalesce(s${scores.indexOf(scoring)}, ${unknownPoints})`
    return `((${known})::bigint << ${pointBits * (at % pointsPerWord)})`
  })
  return Array.from({ length: wordsFor(plan.indicators.length) }, (_, word) =>
    points.slice(word * pointsPerWord, (word + 1) * pointsPerWord).join(' | '),
  )
}

/** Truth columns of a criterion and the number of its verdict made from them. */
function judgedColumns(
  node: Node,
  at: number,
  terms: Terms,
): { columns: string[]; code: string; best: string; worst: string } {
  const columns = [`${truthSql(node, 'met', terms)} AS o${at}`]
  let code = `coalesce(2 - o${at}::int, 3)`
  const best = `o${at}`
  let worst = best
  if (needsPerson(node)) {
    columns.push(`${truthSql(node, 'not-met', terms)} AS p${at}`)
    worst = `p${at}`
    code = `CASE WHEN p${at} THEN 1 WHEN NOT o${at} THEN 2 WHEN o${at} IS NULL THEN 3 ELSE 4 END`
  }
  if (!node.unless) return { columns, code, best, worst }
  columns.push(`${truthSql(node.unless, 'not-met', terms)} AS u${at}`)
  return { columns, code: `CASE WHEN u${at} THEN 5 ELSE ${code} END`, best, worst }
}
