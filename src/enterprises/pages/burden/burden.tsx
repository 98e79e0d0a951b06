import '../enterprises.css'
import { Button, Segmented } from 'antd'
import { useAddressQuery, useListQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { ListPage } from '#platform/ui/list-page.tsx'
import { StatNumber } from '#platform/ui/stat-number.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { burdenApi as api, type BurdenRow, burdenViews, ReadBurden } from '../../burden/contract.ts'
import { useName } from '../names.ts'
import { useFormWords } from './forms.ts'

/** How much are firms and units asked, by whom, by which form, and how much of it was known? */
export function BurdenPage() {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const formOf = useFormWords()
  const [address, change] = useAddressQuery()
  const query = useListQuery(ReadBurden)
  const result = useCall(api.list, { query })
  const { kind = 'firm', by = 'subject' } = query
  const { data } = result
  const narrow = (row: BurdenRow) => {
    const next = by === 'subject' ? 'form' : by === 'form' ? 'subject' : 'form'
    change({ [by]: row.key, by: next, page: undefined })
  }
  const rowName = ({ key, name, nameEn }: BurdenRow) =>
    by === 'form'
      ? formOf(key)
      : name === null
        ? t('enterprises.burden.city')
        : nameOf({ name, nameEn: nameEn ?? name })
  const narrowed = [
    ...(data?.subject ? [{ name: 'subject', label: nameOf(data.subject) }] : []),
    ...(address.asker
      ? [{ name: 'asker', label: data?.asker ? nameOf(data.asker) : t('enterprises.burden.city') }]
      : []),
    ...(address.form ? [{ name: 'form', label: formOf(address.form) }] : []),
  ]
  return (
    <ListPage
      titleKey="enterprises.page.burden"
      lead={t('enterprises.burden.lead')}
      result={result}
      before={
        <>
          <div className="enterprises-choices">
            <Segmented
              aria-label={t('enterprises.burden.whom')}
              value={kind}
              onChange={(value) =>
                change({ kind: value === 'firm' ? undefined : value, subject: undefined, page: undefined })
              }
              options={(['firm', 'unit'] as const).map((value) => ({
                value,
                label: t(`enterprises.burden.kind.${value}`),
              }))}
            />
            <Segmented
              aria-label={t('enterprises.burden.by')}
              value={by}
              onChange={(value) => change({ by: value === 'subject' ? undefined : value, page: undefined })}
              options={burdenViews.map((value) => ({ value, label: t(`enterprises.burden.by.${value}`) }))}
            />
            {narrowed.map(({ name, label }) => (
              <Button
                key={name}
                size="small"
                aria-label={t('enterprises.burden.without', { name: label })}
                onClick={() => change({ [name]: undefined, page: undefined })}
              >
                {label} ×
              </Button>
            ))}
          </div>
          {data ? (
            <div className="enterprises-stats">
              <StatNumber label={t('enterprises.burden.fields')} value={data.sum.fields} />
              <StatNumber label={t('enterprises.burden.forms')} value={data.sum.forms} />
              <StatNumber label={t('enterprises.burden.known')} value={data.sum.known} />
            </div>
          ) : null}
          {data ? (
            <Months months={data.months} month={data.month} onMonth={(month) => change({ month, page: undefined })} />
          ) : null}
        </>
      }
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'name',
          label: t(`enterprises.burden.by.${by}`),
          cell: (row) => (
            <button type="button" className="enterprises-link" onClick={() => narrow(row)}>
              {rowName(row)}
            </button>
          ),
        },
        {
          key: 'fields',
          label: t('enterprises.burden.fields'),
          isNumber: true,
          cell: ({ fields }) => format.number(fields),
        },
        {
          key: 'forms',
          label: t('enterprises.burden.forms'),
          isNumber: true,
          cell: ({ forms }) => format.number(forms),
        },
        {
          key: 'known',
          label: t('enterprises.burden.known'),
          isNumber: true,
          cell: ({ known }) => format.number(known),
        },
      ]}
      empty={<EmptyState title={t('enterprises.burden.none')} next={t('enterprises.burden.none.next')} />}
    />
  )
}

interface MonthsProps {
  months: readonly { month: string; fields: number }[]
  month: string
  onMonth: (month: string) => void
}

/** Twelve months as bars that open; the number stands in words for who does not see them. */
function Months({ months, month, onMonth }: MonthsProps) {
  const t = useWords()
  const format = useFormat()
  const most = Math.max(1, ...months.map(({ fields }) => fields))
  return (
    <ol className="enterprises-months" aria-label={t('enterprises.burden.months')}>
      {months.map((one) => (
        <li key={one.month}>
          <button type="button" aria-pressed={one.month === month} onClick={() => onMonth(one.month)}>
            <span className="enterprises-bar" style={{ blockSize: `${Math.round((one.fields / most) * 60) + 2}px` }} />
            <span>{format.number(one.fields)}</span>
            <span className="enterprises-soft">{one.month}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}
