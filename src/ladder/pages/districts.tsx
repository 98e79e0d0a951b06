import { Select } from 'antd'
import { useState } from 'react'
import { ListRows } from '#platform/ui/list-rows.tsx'
import type { Overview } from './funnel.tsx'
import { useLadderWords } from './words.ts'

/** Of fewer firms a share says little, and is not shown. */
const fewest = 10

/** How many firms of each division meet a rule, of those whose every criterion could be judged; in official order, no ranking. */
export function Districts({ data }: { data: Overview }) {
  const { t, format, rule: ruleWord } = useLadderWords()
  const [chosen, setChosen] = useState('srdi-sme')
  const rule = data.titles.some((one) => one.rule === chosen) ? chosen : (data.titles[0]?.rule ?? '')
  const rows = data.rungs.filter((row) => row.rule === rule)
  return (
    <section className="ladder-rung" aria-labelledby="ladder-districts">
      <h2 id="ladder-districts">{t('ladder.districts')}</h2>
      <p>{t('ladder.districts.lead', { fewest })}</p>
      <div className="ladder-choice">
        <Select
          aria-label={t('ladder.title')}
          value={rule}
          onChange={setChosen}
          options={data.titles.map((one) => ({ value: one.rule, label: ruleWord(one.rule, data.titles) }))}
        />
      </div>
      <ListRows
        rows={rows}
        rowKey={({ division }) => division}
        columns={[
          { key: 'division', label: t('ladder.division'), cell: ({ divisionName }) => divisionName },
          {
            key: 'meets',
            label: t('ladder.districts.meets'),
            isNumber: true,
            cell: ({ meets, judged }) =>
              t('ladder.districts.of', { meets: format.number(meets), judged: format.number(judged) }),
          },
          {
            key: 'share',
            label: t('ladder.districts.share'),
            isNumber: true,
            cell: ({ meets, judged }) =>
              judged < fewest ? t('ladder.districts.few') : format.share(meets / judged, 0),
          },
          {
            key: 'out',
            label: t('ladder.districts.out'),
            isNumber: true,
            cell: ({ firms, judged }) => format.number(firms - judged),
          },
          { key: 'firms', label: t('ladder.count.firms'), isNumber: true, cell: ({ firms }) => format.number(firms) },
        ]}
      />
    </section>
  )
}
