import type { IndicatorCode, SourceClass } from '../rules.ts'
import { indicatorUnits } from '../rules.ts'

export interface Figure {
  code: IndicatorCode
  year: number
  /** In the unit it is kept in. */
  value: number
}
export interface KnownFigure extends Figure {
  sourceClass: SourceClass
}

/** Something about a figure that is possible but unlikely: it is kept only once somebody has said that it is so. */
export interface Doubt {
  /** Confirmed by this word. */
  key: string
  kind: 'unit-mistaken' | 'part-exceeds-whole' | 'before-founding' | 'other-source-differs' | 'year-not-over'
  code: IndicatorCode
  year: number
  value: number
  /** The other reading, the whole, the other value: what stands against it, in the unit of `otherCode`. */
  other: number
  otherCode: IndicatorCode
  otherYear: number
  otherSource: SourceClass | null
}

/** A part cannot well be more than its whole in the same year; a firm in ruins owes more than it has. */
const parts: readonly [IndicatorCode, IndicatorCode][] = [
  ['main-revenue', 'revenue'],
  ['rd-expense', 'revenue'],
  ['export', 'revenue'],
  ['rd-staff', 'employees'],
  ['liabilities', 'assets'],
  ['domestic-rd-expense', 'rd-expense'],
  ['high-tech-revenue', 'revenue'],
  ['tech-staff', 'employees'],
  ['tech-staff-score', 'tech-score'],
]

/** 元 where 万元 is meant is a factor of 10,000. No real firm grows or shrinks by 1,000 within three years. */
const leap = 1000
/** Yuan of revenue for each person employed; beyond these the unit is in doubt. */
const perHead = { least: 500, most: 50_000_000 }
/** Yuan that nothing else speaks for: so much has a firm of a million yuan where 元 was taken for 万元. */
const alone = 10_000_000_000

interface Asked {
  entered: readonly (Figure & { sourceClass: SourceClass; isEstimated: boolean })[]
  known: readonly KnownFigure[]
  foundedOn: string | null
  /** The year of today. */
  thisYear: number
}

/** Doubts about figures that are being entered, held against each other and against what is known. */
export function doubtsAbout({ entered, known, foundedOn, thisYear }: Asked): Doubt[] {
  const fresh = new Set(entered.map(({ code, year }) => `${code}:${year}`))
  const all: readonly KnownFigure[] = [...known.filter(({ code, year }) => !fresh.has(`${code}:${year}`)), ...entered]
  const doubts = entered.flatMap((figure) => {
    const against = (kind: Doubt['kind'], other: Partial<Doubt>): Doubt => ({
      ...{
        key: `${kind}:${figure.code}:${figure.year}`,
        kind,
        code: figure.code,
        year: figure.year,
        value: figure.value,
      },
      ...{ other: 0, otherCode: figure.code, otherYear: figure.year, otherSource: null, ...other },
    })
    return [
      ...unitDoubt(figure, all).map((other) => against('unit-mistaken', { other })),
      ...partDoubts(figure, all).map((whole) =>
        against('part-exceeds-whole', { other: whole.value, otherCode: whole.code }),
      ),
      ...(foundedOn !== null && figure.year < Number(foundedOn.slice(0, 4))
        ? [against('before-founding', { other: Number(foundedOn.slice(0, 4)) })]
        : []),
      ...known
        .filter(({ code, year, value, sourceClass }) => {
          return (
            code === figure.code && year === figure.year && value !== figure.value && sourceClass !== figure.sourceClass
          )
        })
        .map(({ value, sourceClass }) => against('other-source-differs', { other: value, otherSource: sourceClass })),
      ...(figure.year >= thisYear && !figure.isEstimated ? [against('year-not-over', { other: thisYear })] : []),
    ]
  })
  return [...new Map(doubts.map((doubt) => [doubt.key, doubt])).values()]
}

/** The other reading, 10,000 times more or less, where a neighbouring year, the head count or its mere size speaks for it. */
function unitDoubt(figure: Figure, all: readonly KnownFigure[]): number[] {
  if (indicatorUnits[figure.code] !== 'yuan' || figure.value <= 0) return []
  const near = all
    .filter(
      ({ code, year, value }) =>
        code === figure.code && year !== figure.year && Math.abs(year - figure.year) <= 3 && value > 0,
    )
    .sort((a, b) => Math.abs(a.year - figure.year) - Math.abs(b.year - figure.year))[0]
  if (near) {
    if (figure.value >= near.value * leap) return [Math.round(figure.value / 10_000)]
    if (figure.value * leap <= near.value) return [figure.value * 10_000]
    return []
  }
  const heads = all.find(({ code, year }) => code === 'employees' && year === figure.year)
  if (figure.code !== 'revenue' || !heads || heads.value === 0)
    return figure.value >= alone ? [Math.round(figure.value / 10_000)] : []
  if (figure.value > heads.value * perHead.most) return [Math.round(figure.value / 10_000)]
  if (figure.value < heads.value * perHead.least) return [figure.value * 10_000]
  return []
}

/** Wholes that are less than the figure as their part, or parts that are more than the figure as their whole. */
const partDoubts = (figure: Figure, all: readonly KnownFigure[]): KnownFigure[] =>
  all.filter(
    (other) =>
      other.year === figure.year &&
      parts.some(
        ([part, whole]) =>
          (figure.code === part && other.code === whole && figure.value > other.value) ||
          (figure.code === whole && other.code === part && other.value > figure.value),
      ),
  )
