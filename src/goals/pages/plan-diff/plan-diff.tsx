import { Link } from '@tanstack/react-router'
import { Select, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { citationAddress } from '#documents/contract.ts'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { boundedWords, valueWords } from '#platform/ui/quantity-words.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type MeasureView, type NumberView, type Paper, type PlanDiff, planDiffApi } from '../../plan-diff/contract.ts'
import { type Change, changes } from '../../plan-diff/rules.ts'
import '../goals.css'
import { StandingLight } from '../targets/parts.tsx'
import { periodWords } from '../targets/words.ts'

/** Last year's paper beside this year's: what was kept, raised, lowered, is new, or does not stand there again. */
export function PlanDiffPage() {
  const t = useWords()
  const [address, change] = useAddressQuery()
  const papers = useCall(planDiffApi.papers, {})
  const rows = papers.data?.rows ?? []
  const after = rows.find((one) => one.documentId === address.after) ?? rows[0]
  const before =
    rows.find((one) => one.documentId === address.before) ??
    rows.slice(after ? rows.indexOf(after) + 1 : 0).find((one) => one.kind === after?.kind)
  const pair = before && after ? { before: before.documentId, after: after.documentId } : null
  const isPair = pair !== null && pair.before !== pair.after
  return (
    <>
      <PageTitle title={t('goals.page.planDiff')} lead={t('goals.planDiff.lead')} />
      {papers.error ? <RefusalNotice error={papers.error} retry={() => void papers.refetch()} /> : null}
      {papers.data && rows.length < 2 ? (
        <EmptyState
          title={t('goals.planDiff.empty')}
          next={t('goals.planDiff.empty.next')}
          to="/documents"
          label={t('goals.empty.documents')}
        />
      ) : null}
      {rows.length >= 2 ? (
        <search className="list-filters goals-papers">
          <PaperSelect
            label={t('goals.planDiff.before')}
            rows={rows}
            value={before?.documentId}
            onChange={(id) => change({ before: id, after: after?.documentId })}
          />
          <PaperSelect
            label={t('goals.planDiff.after')}
            rows={rows}
            value={after?.documentId}
            onChange={(id) => change({ after: id, before: before?.documentId })}
          />
        </search>
      ) : null}
      {isPair ? <Diff key={`${pair.before} ${pair.after}`} pair={pair} /> : null}
      {rows.length >= 2 && !isPair ? <p className="empty-state">{t('goals.samePaper')}</p> : null}
    </>
  )
}

interface SelectProps {
  label: string
  rows: readonly Paper[]
  value: string | undefined
  onChange: (id: string) => void
}

function PaperSelect({ label, rows, value, onChange }: SelectProps) {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? null}
      options={rows.map(({ documentId, title, publishedOn }) => ({
        value: documentId,
        label: [title, publishedOn].filter(Boolean).join(' · '),
      }))}
      onChange={(id: string | null) => (id ? onChange(id) : undefined)}
    />
  )
}

function Diff({ pair }: { pair: { before: string; after: string } }) {
  const t = useWords()
  const [address, change] = useAddressQuery()
  const { data, error, refetch } = useCall(planDiffApi.diff, { query: pair })
  const chosen = changes.find((one) => one === address.change)
  if (error) return <RefusalNotice error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton active={false} paragraph={{ rows: 8 }} aria-label={t('ui.loading')} />
  const isShown = (row: { change: Change }) => !chosen || row.change === chosen
  const numbers = data.numbers.filter(isShown)
  const measures = data.measures.filter(isShown)
  return (
    <>
      <fieldset className="goals-gaps">
        <legend className="visually-hidden">{t('goals.planDiff.changes')}</legend>
        {data.counts.map(({ change: kind, numbers: ofNumbers, measures: ofMeasures }) => (
          <button
            key={kind}
            type="button"
            className="goals-gap"
            aria-pressed={chosen === kind}
            onClick={() => change({ change: chosen === kind ? undefined : kind })}
          >
            <b>{ofNumbers + ofMeasures}</b> {t(`goals.change.${kind}`)}
          </button>
        ))}
      </fieldset>
      <p className="goals-hint">{t('goals.planDiff.hint')}</p>
      <section className="goals-figures" aria-labelledby="plan-numbers">
        <h2 id="plan-numbers">{t('goals.planDiff.numbers', { count: numbers.length })}</h2>
        <Table rows={numbers} data={data} cell={(one) => <NumberCell number={one} />} />
      </section>
      <section className="goals-figures" aria-labelledby="plan-measures">
        <h2 id="plan-measures">{t('goals.planDiff.measures', { count: measures.length })}</h2>
        <Table rows={measures} data={data} cell={(one) => <Cited citation={one.citation}>{one.text}</Cited>} />
      </section>
    </>
  )
}

type NumberRow = PlanDiff['numbers'][number]

interface TableProps<T> {
  rows: readonly { change: Change; before: T | null; after: T | null; outcome?: NumberRow['outcome'] }[]
  data: PlanDiff
  cell: (one: T) => ReactNode
}

function Table<T extends NumberView | MeasureView>({ rows, data, cell }: TableProps<T>) {
  const t = useWords()
  const format = useFormat()
  const nameOf = ({ title, publishedOn }: Paper) => (publishedOn ? format.day(publishedOn) : title)
  if (rows.length === 0) return <p className="empty-state">{t('ui.list.none')}</p>
  return (
    <ul className="goals-diff">
      {rows.map((row) => (
        <li
          key={`${row.before?.citation.start} ${row.after?.citation.start} ${row.before?.citation.paragraph} ${row.after?.citation.paragraph}`}
        >
          <span className={`goals-change is-${row.change}`}>{t(`goals.change.${row.change}`)}</span>
          <div>
            <div className="goals-hint">{nameOf(data.before)}</div>
            {row.before ? cell(row.before) : <span className="goals-none">{t('goals.planDiff.notBefore')}</span>}
            {row.before && row.outcome ? (
              <div className="goals-reason">
                <Outcome outcome={row.outcome} unit={'unit' in row.before ? row.before.unit : null} />
              </div>
            ) : null}
          </div>
          <div>
            <div className="goals-hint">{nameOf(data.after)}</div>
            {row.after ? cell(row.after) : <span className="goals-none">{t('goals.planDiff.notAgain')}</span>}
          </div>
        </li>
      ))}
    </ul>
  )
}

function NumberCell({ number }: { number: NumberView }) {
  const t = useWords()
  const format = useFormat()
  return (
    <>
      <b>{boundedWords(t, format, number)}</b> <Cited citation={number.citation}>{number.clause}</Cited>
    </>
  )
}

function Cited({ citation, children }: { citation: NumberView['citation']; children: string }) {
  const { to, query } = citationAddress(citation)
  return (
    <Link to={to} search={query} lang="zh-CN">
      {children}
    </Link>
  )
}

function Outcome({ outcome, unit }: { outcome: NonNullable<NumberRow['outcome']>; unit: string | null }) {
  const t = useWords()
  const format = useFormat()
  const { latest, standing, targetId } = outcome
  return (
    <>
      <StandingLight standing={standing} />{' '}
      <Link to={`/targets/${targetId}`}>
        {latest
          ? t('goals.planDiff.outcome', {
              value: valueWords(t, format, latest.value, unit),
              period: periodWords(t, latest.period),
            })
          : t('goals.planDiff.noOutcome')}
      </Link>
    </>
  )
}
