import { ListRows } from '#platform/ui/list-rows.tsx'
import type { Overview } from './funnel.tsx'
import { useLadderWords } from './words.ts'

/** Titles valid at the end of each year, and today. */
export function Years({ data, division }: { data: Overview; division: string }) {
  const { t, format, rule } = useLadderWords()
  const years = [...new Set(data.years.map(({ year }) => year))]
  if (years.length === 0) return null
  return (
    <section className="ladder-rung" aria-labelledby="ladder-years">
      <h2 id="ladder-years">{t('ladder.years')}</h2>
      <ListRows
        rows={years}
        rowKey={String}
        columns={[
          { key: 'year', label: t('ladder.year'), cell: (year) => String(year) },
          ...data.titles.map((title) => ({
            key: title.rule,
            label: rule(title.rule, data.titles),
            isNumber: true,
            cell: (year: number) =>
              format.number(
                data.years
                  .filter((row) => row.rule === title.rule && row.year === year)
                  .filter((row) => division === '' || row.division === division)
                  .reduce((sum, { holders }) => sum + holders, 0),
              ),
          })),
        ]}
      />
    </section>
  )
}
