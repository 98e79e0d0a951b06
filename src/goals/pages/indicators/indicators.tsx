import { PlusOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useCall } from '#platform/ui/calls.ts'
import { ListRows } from '#platform/ui/list-rows.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type IndicatorView, indicatorsApi } from '../../indicators/contract.ts'
import '../goals.css'
import { IndicatorForm } from './indicator-form.tsx'

/** The catalogue: what the city measures, how it counts, and who publishes it. */
export function IndicatorsPage() {
  const t = useWords()
  const format = useFormat()
  const { data, error, refetch } = useCall(indicatorsApi.list, {})
  const [chosen, choose] = useState<IndicatorView | 'new' | null>(null)
  const mayChange = data?.mayChange ?? false
  return (
    <>
      <PageTitle
        title={t('goals.page.indicators')}
        lead={t('goals.indicators.lead')}
        actions={
          mayChange ? (
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => choose('new')}>
              {t('goals.indicator.add')}
            </Button>
          ) : null
        }
      />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 8 }} aria-label={t('ui.loading')} /> : null}
      {data ? (
        <ListRows
          rows={data.rows}
          rowKey={({ id }) => id}
          rowNote={({ otherNames }) =>
            otherNames.length > 0 ? t('goals.indicator.also', { names: otherNames.join(t('goals.comma')) }) : null
          }
          columns={[
            {
              key: 'name',
              label: t('goals.indicator'),
              cell: (row) =>
                mayChange ? (
                  <button type="button" className="goals-link" lang="zh-CN" onClick={() => choose(row)}>
                    {row.name}
                  </button>
                ) : (
                  <span lang="zh-CN">{row.name}</span>
                ),
            },
            {
              key: 'unit',
              label: t('goals.unit'),
              cell: ({ unit }) => (unit === 'CNY' ? t('goals.unit.yuan') : (unit ?? '–')),
            },
            { key: 'counting', label: t('goals.counting'), cell: ({ counting }) => t(`goals.counting.${counting}`) },
            {
              key: 'direction',
              label: t('goals.direction'),
              cell: ({ direction }) => t(`goals.direction.${direction}`),
            },
            {
              key: 'period',
              label: t('goals.periodType'),
              cell: ({ periodType }) => t(`goals.periodType.${periodType}`),
            },
            {
              key: 'additive',
              label: t('goals.additive'),
              cell: ({ isAdditive }) => t(isAdditive ? 'goals.additive.yes' : 'goals.additive.no'),
            },
            {
              key: 'publisher',
              label: t('goals.publisher'),
              cell: ({ publisher, ownerUnit }) => [publisher, ownerUnit].filter(Boolean).join(' · '),
            },
            {
              key: 'used',
              label: t('goals.indicator.used'),
              isNumber: true,
              cell: ({ targets, actuals }) =>
                t('goals.indicator.uses', { targets: format.number(targets), actuals: format.number(actuals) }),
            },
          ]}
        />
      ) : null}
      {chosen ? <IndicatorForm indicator={chosen === 'new' ? null : chosen} onLeave={() => choose(null)} /> : null}
    </>
  )
}
