/** How the packed facts of firms come out of the registry's views for a day: one statement, written from the catalogue. */
import { never } from '../engine/facts.ts'
import { columnOf, largestFact } from '../engine/sql-terms.ts'
import { factCatalogue, packedFacts } from '../rules.ts'

/** Yearly facts that the registry keeps under the same code. */
const yearly = [
  ...['revenue', 'main-revenue', 'rd-expense', 'net-profit', 'assets', 'liabilities', 'equity-raised'],
  ...[
    'domestic-rd-expense',
    'high-tech-revenue',
    'output',
    'export',
    'invested',
    'employees',
    'rd-staff',
    'tech-staff',
  ],
  ...['market-share', 'market-rank', 'world-rank', 'main-growth-average'],
]

/** Told of the year that runs as well as of the last one: the newest counts. */
const ofTheNewestYear = ['innovation-score', 'tech-score', 'tech-staff-score', 'planned-investment']

/**
 * The statement that fills `ladder.facts` of a city: last year is the one before `on`. Nothing is guessed: what the registry
 * does not hold is null. A title that it does not list is not held, an award that it does not list was not given; a firm of
 * which no right is listed has told of none, which is not to have none. Tax figures are left out: a distance would tell
 * them to people who may not see them.
 */
export function packingStatement(city: string, on: string, ids: readonly string[] | null = null): string {
  if (!/^\d{6}$/.test(city) || !/^\d{4}-\d{2}-\d{2}$/.test(on)) throw new Error('not a city and a day')
  const last = Number(on.slice(0, 4)) - 1
  const ofSome = (column: string) => (ids ? ` AND ${column} IN (${quotedIds(ids)})` : '')
  const columns = packedFacts.map(({ reference }) => columnOf(reference))
  const values = packedFacts.map(({ reference }) => sources(reference, on, last) ?? 'NULL')
  return `
WITH figures AS (
  SELECT enterprise_id, ${yearColumns(last).join(', ')}
  FROM enterprises.firm_figures
  WHERE city = '${city}' AND year BETWEEN ${last - 2} AND ${last + 1} AND source_class <> 'tax-authorised'
    AND value BETWEEN -${largestFact} AND ${largestFact}${ofSome('enterprise_id')}
  GROUP BY enterprise_id
), titles AS (
  SELECT enterprise_id, ${titleColumns(on).join(', ')}
  FROM enterprises.firm_listings WHERE city = '${city}'${ofSome('enterprise_id')} GROUP BY enterprise_id
), owned AS (
  SELECT enterprise_id,
    count(*) FILTER (WHERE right_class = 'I' AND origin = 'own' AND is_applied AND ${isValid(on)}) AS class_one,
    max(CASE WHEN NOT ${isValid(on)} THEN 0 WHEN right_class = 'II' THEN 1 WHEN is_high_value THEN 4
      WHEN origin = 'own' THEN 3 ELSE 2 END) AS best
  FROM enterprises.firm_rights WHERE city = '${city}'${ofSome('enterprise_id')} GROUP BY enterprise_id
), prizes AS (
  SELECT enterprise_id, ${prizeColumns(on).join(', ')}
  FROM enterprises.firm_awards WHERE city = '${city}'${ofSome('enterprise_id')} GROUP BY enterprise_id
)
INSERT INTO ladder.facts (city, id, on_day, ${columns.join(', ')})
SELECT f.city, f.id, DATE '${on}', ${values.join(', ')}
FROM enterprises.firms f
LEFT JOIN figures i ON i.enterprise_id = f.id
LEFT JOIN titles t ON t.enterprise_id = f.id
LEFT JOIN owned r ON r.enterprise_id = f.id
LEFT JOIN prizes p ON p.enterprise_id = f.id
WHERE f.city = '${city}' AND f.status IN ('active', 'suspended')${ofSome('f.id')}`
}

/** Ids as a list of SQL. @throws Error for what is no id */
export function quotedIds(ids: readonly string[]): string {
  if (!ids.every((id) => /^[0-9a-f-]{36}$/.test(id))) throw new Error('not the ids of firms')
  return ids.map((id) => `'${id}'`).join(', ')
}

const figure = (code: string, year: number, name: string): string =>
  `max(value) FILTER (WHERE code = '${code}' AND year = ${year}) AS ${name}`

const yearColumns = (last: number): string[] => [
  ...packedFacts.flatMap(({ reference }) => {
    const [, code = reference, back = '0'] = /^(.+?)(?:-(\d))?$/.exec(reference) ?? []
    return yearly.includes(code) ? [figure(code, last - Number(back), columnOf(reference))] : []
  }),
  ...ofTheNewestYear.flatMap((code) => [
    figure(code, last + 1, `${columnOf(code)}_now`),
    figure(code, last, `${columnOf(code)}_last`),
  ]),
  figure('development-score', last + 1, 'score_now'),
  figure('development-score', last, 'score_last'),
  figure('development-score', last - 1, 'score_before'),
]

const isValid = (on: string): string =>
  `(is_for_leading_product AND granted_on <= DATE '${on}' AND (valid_to IS NULL OR valid_to >= DATE '${on}'))`

const epoch = `DATE '1970-01-01'`

/** The days of the titles that had begun: one of them holds where the last end is not before the day. */
const titleColumns = (on: string): string[] =>
  ofKind('title').flatMap((code) => {
    const begun = `FILTER (WHERE list = '${code}' AND valid_from <= DATE '${on}')`
    return [
      `max(valid_from - ${epoch}) ${begun} AS ${columnOf(`${code}.from`)}`,
      `max(coalesce(valid_to - ${epoch}, ${never.from})) ${begun} AS ${columnOf(`${code}.until`)}`,
    ]
  })

/** An award is known by its year: its last day counts, and today for this year. */
const prizeColumns = (on: string): string[] => {
  const day = `least(make_date(year, 12, 31), DATE '${on}') - ${epoch}`
  const last = (which: string, name: string) => `max(${day}) FILTER (WHERE ${which}) AS ${columnOf(name)}`
  const maker = (rank: number) =>
    `kind = 'contest' AND level = 'national' AND name LIKE '%创客中国%' AND rank <= ${rank}`
  return [
    ...['national', 'provincial'].map((level) => last(`kind = 'science' AND level = '${level}'`, `award-${level}`)),
    last(`kind = 'science' AND level = 'national' AND rank <= 3`, 'award-national-top3'),
    last(`kind = 'science' AND level = 'national' AND rank <= 5`, 'award-national-top5'),
    last(`kind = 'science' AND level = 'provincial' AND rank <= 3`, 'award-provincial-top3'),
    last(maker(500), 'maker-top500'),
    last(maker(50), 'maker-top50'),
  ]
}

const ofKind = (wanted: string): string[] =>
  Object.entries(factCatalogue).flatMap(([code, { kind }]) => (kind === wanted ? [code] : []))

const yesNo = (column: string): string => `${column}::int`
const place = (column: string, options: readonly string[]): string =>
  `CASE ${column} ${options.map((option, at) => `WHEN '${option}' THEN ${at}`).join(' ')} END`

/** Where a fact of a packed row comes from (greatest and least pass over null and would make numbers of it); null where the registry has no place for it. */
function sources(reference: string, on: string, last: number): string | null {
  const column = columnOf(reference)
  const code = reference.replace(/(?:-\d|\.from|\.until)$/, '')
  if (yearly.includes(code))
    return large.has(reference) ? `i.${column}` : `CASE WHEN i.${column} <= 2000000000 THEN i.${column}::int END`
  if (ofTheNewestYear.includes(code)) {
    const newest = `coalesce(i.${column}_now, i.${column}_last)`
    return large.has(reference) ? newest : `CASE WHEN ${newest} <= 2000000000 THEN ${newest}::int END`
  }
  if (reference.endsWith('.from')) return `coalesce(t.${column}, ${never.from})`
  if (reference.endsWith('.until')) return `coalesce(t.${column}, ${never.until})`
  if (ofKind('event').includes(reference)) return `coalesce(p.${column}, ${never.until})`
  const levels = ['none', 'below-city', 'city', 'provincial', 'national']
  const items = ['has_quality_award', 'has_management_certificate', 'has_own_brand', 'has_standard_role'].map(
    (one) => `f.${one}`,
  )
  const sure = items.map((one) => `coalesce(${one}, false)::int`).join(' + ')
  const own: Readonly<Record<string, string>> = {
    'development-score': 'coalesce(i.score_now, i.score_last)::int',
    'development-score-1': 'CASE WHEN i.score_now IS NULL THEN i.score_before ELSE i.score_last END::int',
    'segment-years': `CASE WHEN f.segment_since_year IS NOT NULL THEN greatest(0, ${last} - f.segment_since_year) END`,
    'age-days': `DATE '${on}' - f.founded_on`,
    'class-one-rights': 'r.class_one::int',
    'best-right': 'r.best',
    // Two of four give all points: the others need not be known then.
    'quality-items': `CASE WHEN ${sure} >= 2 OR (${items.map((one) => `${one} IS NOT NULL`).join(' AND ')}) THEN ${sure} END`,
    'local-points': 'f.local_points',
    'it-processes': yesNo('f.has_business_systems'),
    certifications: yesNo('f.has_management_certificate'),
    'rd-institution': place('f.rd_institution', levels),
    'recognised-institution': place('f.rd_institution', levels),
    digital: 'CASE WHEN f.digital_level > 3 THEN 3 ELSE f.digital_level END',
    field: place('f.product_field', ['other', 'sei']),
    'chain-role': place('f.product_area', ['none', 'base', 'key']),
    review: '0',
    'own-brand': yesNo('f.has_own_brand'),
    'new-product': yesNo('f.is_new_product'),
    'is-sme': `CASE f.size_class WHEN 'unknown' THEN NULL WHEN 'large' THEN 0 ELSE 1 END`,
  }
  return own[reference] ?? null
}

const large = new Set(packedFacts.filter(({ isLarge }) => isLarge).map(({ reference }) => reference))

/** What becomes another number with the day alone: it says that time has passed, and no figure. */
export const changesByDay = (reference: string): boolean => ['age-days', 'segment-years', 'review'].includes(reference)
