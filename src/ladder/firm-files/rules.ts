/** How a firm of a plain file becomes facts, and its evaluation what the file's reader asks for. */
import { dayNumber, type FactCatalogue, type Facts, never } from '../engine/facts.ts'
import { judge } from '../engine/judge.ts'
import type { Plan } from '../engine/plan.ts'
import type { CriterionResult, Evaluation, Range } from '../engine/results.ts'
import { factCatalogue, withDigits } from '../rules.ts'
import type { Firm } from './contract.ts'

/** Names under which titles are written, by their code. */
const titleNames: Readonly<Record<string, string>> = {
  创新型中小企业: 'innovative-sme',
  科技型中小企业: 'tech-sme',
  专精特新中小企业: 'srdi-sme',
  '专精特新“小巨人”企业': 'little-giant',
  专精特新小巨人企业: 'little-giant',
  小巨人: 'little-giant',
  制造业单项冠军企业: 'single-champion',
  制造业单项冠军: 'single-champion',
  高新技术企业: 'high-tech',
  国家级技术创新示范企业: 'tech-demonstration',
  知识产权优势企业: 'ip-advantage',
  知识产权示范企业: 'ip-demonstration',
  上市公司: 'listed',
  经营异常名录: 'abnormal-operation',
  严重失信主体名单: 'serious-dishonesty',
}

const rights = { none: 0, II: 1, I: 2, 'I-own': 3, 'I-high': 4 } as const
const levels = ['none', 'below', 'city', 'provincial', 'national'] as const
const roles = ['none', 'base', 'key'] as const

/** In which catalogue the figures of a file are whole: a yuan has as many steps as the longest of them asks for. */
export function catalogueFor(firms: readonly Firm[]): FactCatalogue {
  const longest = Math.max(
    0,
    ...firms.flatMap((firm) =>
      Object.values(firm).map((value) => (typeof value === 'string' ? (/\.(\d+)$/.exec(value)?.[1]?.length ?? 0) : 0)),
    ),
  )
  // 万元 carry four digits and fractions of one four as well, scores two.
  const spare = Math.max(0, longest - 2)
  return spare === 0 ? factCatalogue : withDigits(spare)
}

/** Facts of a firm; what a file of this shape has no word for, awards of a firm without `awards` say, is taken as none. */
export function factsOfFirm(firm: Firm, catalogue: FactCatalogue): Facts {
  const counted = (code: string, text: string | number | null | undefined, times = 1): bigint | null => {
    const kind = catalogue[code]
    if (text === null || text === undefined || kind?.kind !== 'amount') return null
    const [whole = '', decimals = ''] = String(text).replace('-', '').split('.')
    const scaled = BigInt(whole + decimals) * BigInt(times) * BigInt(kind.scale)
    const value = scaled / 10n ** BigInt(decimals.length)
    return String(text).startsWith('-') ? -value : value
  }
  const yuan = (code: string, text: string | null | undefined) => counted(code, text, 10_000)
  const flag = (is: boolean | null | undefined) => (is === null || is === undefined ? null : is ? 1 : 0)
  const place = (options: readonly string[], option: string | null | undefined) =>
    option === null || option === undefined ? null : options.indexOf(option)
  const twoYears = yuan('equity-raised', firm.equity2y)
  const threeYears = yuan('equity-raised', firm.equity3y)
  return {
    revenue: yuan('revenue', firm.revenue),
    'revenue-1': yuan('revenue', firm.revenuePrev),
    'revenue-2': yuan('revenue', firm.revenue2),
    'main-revenue': yuan('main-revenue', firm.main),
    'main-revenue-1': yuan('main-revenue', firm.mainPrev),
    'main-revenue-2': yuan('main-revenue', firm.main2),
    'main-growth-average': counted('main-growth-average', firm.growthAvg2y),
    liabilities: yuan('liabilities', firm.liabilities),
    assets: yuan('assets', firm.assets),
    'rd-expense': yuan('rd-expense', firm.rdExpense),
    'rd-expense-1': yuan('rd-expense', firm.rdPrev),
    'rd-expense-2': yuan('rd-expense', firm.rd2),
    'rd-staff': counted('rd-staff', firm.rdStaff),
    employees: counted('employees', firm.employees),
    'net-profit': yuan('net-profit', firm.netProfit),
    'equity-raised': twoYears,
    'equity-raised-1': twoYears === null ? null : 0,
    'equity-raised-2': twoYears === null ? null : threeYears === null ? 0 : threeYears - twoYears,
    'best-right': firm.ip ? rights[firm.ip] : null,
    field: place(['other', 'sei'], firm.field),
    'chain-role': place(roles, firm.field2),
    digital: firm.digital === null || firm.digital === undefined ? null : Math.min(3, Number(firm.digital)),
    'quality-items': counted('quality-items', firm.qualityItems),
    'local-points': counted('local-points', firm.local),
    'rd-institution': place(levels, firm.rdOrg ?? firm.rdInstitution),
    'recognised-institution': place(levels, firm.rdInstitution ?? firm.rdOrg),
    'class-one-rights': counted('class-one-rights', firm.classI),
    'development-score': counted('development-score', firm.devScore),
    'development-score-1': counted('development-score', firm.devScorePrev),
    'market-share': counted('market-share', firm.share),
    'market-rank': counted('market-rank', firm.rank),
    'segment-years': counted('segment-years', firm.segmentYears),
    'it-processes': counted('it-processes', firm.coreBusinessWithIT),
    certifications: counted('certifications', firm.managementOrProductCertification),
    'own-brand': flag(firm.ownBrand),
    review: flag(firm.review ?? false),
    ...titleFacts(firm),
    ...awardFacts(firm),
  }
}

function titleFacts({ titles }: Firm): Record<string, number | null> {
  const codes = Object.entries(factCatalogue).flatMap(([code, { kind }]) => (kind === 'title' ? [code] : []))
  const held = new Map<string, { from: number; until: number }>()
  for (const title of titles ?? []) {
    const { name, from = null, until = null } = typeof title === 'string' ? { name: title } : title
    const code = titleNames[name.replaceAll('"', '')] ?? titleNames[name]
    if (code)
      held.set(code, { from: from ? dayNumber(from) : never.until, until: until ? dayNumber(until) : never.from })
  }
  const isUnknown = titles === null || titles === undefined
  return Object.fromEntries(
    codes.flatMap((code) => {
      const { from, until } = held.get(code) ?? never
      return [
        [`${code}.from`, isUnknown ? null : from],
        [`${code}.until`, isUnknown ? null : until],
      ]
    }),
  )
}

function awardFacts({ awards }: Firm): Record<string, number> {
  const last = (level: string, rank: number): number =>
    Math.max(
      never.until,
      ...(awards ?? [])
        .filter((award) => award.level === level && (award.rank ?? (rank === 100 ? 1 : 101)) <= rank)
        .map(({ on }) => dayNumber(on)),
    )
  return {
    'award-national': last('national', 100),
    'award-national-top3': last('national', 3),
    'award-national-top5': last('national', 5),
    'award-provincial': last('provincial', 100),
    'award-provincial-top3': last('provincial', 3),
    'maker-top500': never.until,
    'maker-top50': never.until,
  }
}

/** An exact number where it is certain, else the range. */
type Points = number | Range

const pointsOf = ({ atLeast, atMost }: Range): Points => (atLeast === atMost ? atLeast : { atLeast, atMost })
const sure = ({ verdict }: Pick<CriterionResult, 'verdict'>): boolean | null =>
  verdict === 'met' || verdict === 'not-applicable' ? true : verdict === 'not-met' ? false : null
const inWords = (id: string): string => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Keyed as acceptance vectors are: points of the parts where a rule has a score, else what failed and what a person must see. */
export function summaryOf(plan: Plan, facts: Facts): Record<string, unknown> {
  const evaluation = judge(plan, facts)
  const missing = [...new Set(evaluation.criteria.flatMap((criterion) => criterion.missing))]
  const lacking = missing.length > 0 ? { missing } : {}
  if (evaluation.total) return { ...scored(evaluation, plan), ...lacking }
  const ids = (verdict: string) => evaluation.criteria.filter((one) => one.verdict === verdict).map(({ id }) => id)
  const failed = ids('not-met')
  const open = ids('missing')
  return {
    ...{ failed, manual: ids('review') },
    passSoFar: failed.length > 0 ? false : open.length > 0 ? null : true,
    ...lacking,
  }
}

function scored({ groups, criteria, total, passes }: Evaluation, plan: Plan): Record<string, unknown> {
  const indicators = groups.flatMap((group) => group.indicators)
  const parts = Object.fromEntries(indicators.map(({ id, points }) => [inWords(id), pointsOf(points)]))
  const pass = sure({ verdict: passes })
  const sum = pointsOf(total ?? { atLeast: 0, atMost: 0 })
  if (criteria.length === 1)
    return { parts, ...Object.fromEntries(groups.map(({ id, points }) => [id, pointsOf(points)])), total: sum, pass }
  const basics = criteria.filter((_, at) => !holdsScore(plan.criteria[at])).map(sure)
  const basic = basics.includes(false) ? false : basics.includes(null) ? null : true
  return { parts, total: sum, basic, pass }
}

function holdsScore(node: Plan['criteria'][number] | undefined): boolean {
  if (!node) return false
  return node.kind === 'score' || ('of' in node && [node.of].flat().some(holdsScore))
}
