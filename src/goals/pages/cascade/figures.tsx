import { useState } from 'react'
import { type Column, ListRows } from '#platform/ui/list-rows.tsx'
import { boundedWords } from '#platform/ui/quantity-words.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type FigureView, valueKinds } from '../../contract.ts'
import { SourceNote } from '../source.tsx'

/** Targets and actuals that stand in no goal's words. */
export function FreeFigures({ figures }: { figures: readonly FigureView[] }) {
  const t = useWords()
  const columns = useColumns()
  if (figures.length === 0) return null
  return (
    <section className="goals-figures" aria-labelledby="goals-figures">
      <h2 id="goals-figures">{t('goals.figures')}</h2>
      <p className="page-text">{t('goals.figures.lead')}</p>
      {valueKinds.map((kind) => {
        const rows = figures.filter((figure) => figure.kind === kind)
        if (rows.length === 0) return null
        return (
          <div key={kind} className="goals-figures-part">
            <h3>{t(`goals.value.${kind}`)}</h3>
            <ListRows rows={rows} columns={columns} rowKey={({ id }) => id} />
          </div>
        )
      })}
    </section>
  )
}

function useColumns(): Column<FigureView>[] {
  const t = useWords()
  const format = useFormat()
  return [
    { key: 'indicator', label: t('goals.indicator'), cell: ({ indicator }) => <span lang="zh-CN">{indicator}</span> },
    {
      key: 'value',
      label: t('goals.value'),
      isNumber: true,
      cell: (figure) => <b>{boundedWords(t, format, figure)}</b>,
    },
    { key: 'owner', label: t('goals.owner'), cell: ({ owner }) => owner.name },
    { key: 'year', label: t('goals.period'), isNumber: true, cell: ({ period, year }) => period ?? String(year) },
    { key: 'source', label: t('goals.source'), cell: (figure) => <FigureSource figure={figure} /> },
  ]
}

function FigureSource({ figure: { indicator, source } }: { figure: FigureView }) {
  const t = useWords()
  const [isQuoted, setQuoted] = useState(false)
  return (
    <div className="goals-figure-source">
      <button type="button" className="goals-link" aria-expanded={isQuoted} onClick={() => setQuoted(!isQuoted)}>
        {source.citation ? t('goals.source.quote') : t('goals.source.hand')}
        <span className="visually-hidden"> {indicator}</span>
      </button>
      {isQuoted ? <SourceNote source={source} /> : null}
    </div>
  )
}
