import { Link } from '@tanstack/react-router'
import { Select } from 'antd'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { ListRows } from '#platform/ui/list-rows.tsx'
import { useIsPhone } from '#platform/ui/screen.ts'
import type { standingApi } from '../standing/contract.ts'
import { useLadderWords } from './words.ts'

export type Overview = AnswerOf<typeof standingApi.overview>

const parts = ['holders', 'ready', 'near', 'unknown'] as const
type Part = (typeof parts)[number]
type Step = { rule: string; firms: number } & Record<Part, number>

interface Props {
  data: Overview
  division: string
  year: string
  onChange: (change: { division?: string; year?: string }) => void
}

/** How many firms of a place hold each title in a year; of this year also how many could, nearly could, or lack data. */
export function Funnel({ data, division, year, onChange }: Props) {
  const { t, format, rule } = useLadderWords()
  const years = [...new Set(data.years.map((one) => one.year))].sort((a, b) => b - a)
  const thisYear = Number(format.today().slice(0, 4))
  const shown = years.find((one) => String(one) === year) ?? thisYear
  const isNow = shown === thisYear
  const steps = data.titles.map(({ rule: code }): Step => {
    const rows = data.rungs.filter((row) => row.rule === code && (division === '' || row.division === division))
    const sum = (key: 'firms' | Part) => rows.reduce((total, row) => total + row[key], 0)
    const before = data.years
      .filter((row) => row.rule === code && row.year === shown && (division === '' || row.division === division))
      .reduce((total, row) => total + row.holders, 0)
    const [ready, near, unknown] = isNow ? [sum('ready'), sum('near'), sum('unknown')] : [0, 0, 0]
    return { rule: code, firms: sum('firms'), holders: isNow ? sum('holders') : before, ready, near, unknown }
  })
  return (
    <section className="ladder-rung" aria-labelledby="ladder-funnel">
      <h2 id="ladder-funnel">{t('ladder.funnel')}</h2>
      <div className="ladder-choice">
        <Select
          aria-label={t('ladder.division')}
          value={division}
          onChange={(value) => onChange({ division: value })}
          options={[
            { value: '', label: t('ladder.wholeScope') },
            ...data.divisions.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
        <Select
          aria-label={t('ladder.year')}
          value={String(shown)}
          onChange={(value) => onChange({ year: value === String(thisYear) ? '' : value })}
          options={[...new Set([thisYear, ...years])].map((one) => ({
            value: String(one),
            label: one === thisYear ? t('ladder.year.now', { year: one }) : t('ladder.year.end', { year: one }),
          }))}
        />
      </div>
      <Chart steps={steps} titles={data.titles} />
      <ul className="ladder-legend" aria-hidden="true">
        {(isNow ? parts : (['holders'] as const)).map((part) => (
          <li key={part}>
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
              <rect className={`ladder-part is-${part}`} width="12" height="12" />
            </svg>{' '}
            {t(`ladder.count.${part}`)}
          </li>
        ))}
      </ul>
      <ListRows
        rows={steps}
        rowKey={(row) => row.rule}
        columns={[
          { key: 'title', label: t('ladder.title'), cell: (row) => rule(row.rule, data.titles) },
          ...(['firms', ...(isNow ? parts : (['holders'] as const))] as const).map((key) => ({
            key,
            label: t(`ladder.count.${key}`),
            isNumber: true,
            cell: (row: Step) => format.number(row[key]),
          })),
          {
            key: 'candidates',
            label: t('ladder.page.candidates'),
            cell: (row) => (
              <Link to="/ladder/candidates" search={{ rule: row.rule, ...(division ? { division } : {}) }}>
                {t('ladder.overview.candidates')}
              </Link>
            ),
          },
        ]}
      />
    </section>
  )
}

const [line, bar] = [44, 18]

/** Bars of one scale; the numbers stand in the table below. */
function Chart({ steps, titles }: { steps: readonly Step[]; titles: Overview['titles'] }) {
  const { t, format, rule } = useLadderWords()
  // Letters keep their size where the chart is narrow.
  const width = useIsPhone() ? 340 : 640
  const most = Math.max(1, ...steps.map(({ firms }) => firms))
  const across = (firms: number) => (firms / most) * width
  return (
    <svg className="ladder-chart" viewBox={`0 0 ${width} ${steps.length * line}`} aria-hidden="true">
      {steps.map((step, at) => {
        let from = 0
        return (
          <g key={step.rule} transform={`translate(0 ${at * line})`}>
            <text x={0} y={14}>
              {rule(step.rule, titles)}
            </text>
            <text x={width} y={14} textAnchor="end">
              {t('ladder.funnel.of', { holders: format.number(step.holders), firms: format.number(step.firms) })}
            </text>
            <rect className="ladder-part" x={0} y={20} width={across(step.firms)} height={bar} />
            {parts.map((part) => {
              const x = from
              from += across(step[part])
              return (
                <rect
                  key={part}
                  className={`ladder-part is-${part}`}
                  x={x}
                  y={20}
                  width={across(step[part])}
                  height={bar}
                />
              )
            })}
          </g>
        )
      })}
    </svg>
  )
}
