import { Link } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { type Alert, alertsApi as api, ListAlerts } from '#platform/alerts/contract.ts'
import { sentenceOf } from '#platform/alerts/rules.ts'
import { useAddressQuery, useListQuery } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Light } from '#platform/ui/light.tsx'
import { type Column, ListPage } from '#platform/ui/list-page.tsx'
import { useFormat, useLanguage, useWords } from '#platform/ui/words.tsx'
import './alerts.css'

const views = ['open', 'all'] as const
type View = (typeof views)[number]

/** What I was woken for: whoever takes it up ends it for everybody. */
export function AlertsPage() {
  const t = useWords()
  const format = useFormat()
  const { language } = useLanguage()
  const [query, change] = useAddressQuery()
  const view = views.find((one) => one === query.show) ?? 'open'
  const result = useCall(api.list, { query: { ...useListQuery(ListAlerts), show: view } })
  const takeUp = useSend(api.acknowledge, { stale: [api.list, api.count] })
  const open = result.data?.rows.filter(({ acknowledgedAt }) => acknowledgedAt === null) ?? []
  const columns: readonly Column<Alert>[] = [
    {
      key: 'said',
      label: t('alerts.page.what'),
      cell: (row) => <Subject alert={row}>{sentenceOf(t, language, row)}</Subject>,
    },
    { key: 'urgency', label: t('alerts.page.urgency'), cell: (row) => <Urgency alert={row} /> },
    { key: 'at', label: t('alerts.page.raised'), cell: (row) => format.moment(row.raisedAt) },
    {
      key: 'take-up',
      label: t('alerts.page.takeUp'),
      cell: (row) =>
        row.acknowledgedAt === null ? (
          <Button
            size="small"
            loading={takeUp.isPending}
            onClick={() => takeUp.mutate({ body: { ids: [row.id] } })}
            aria-label={t('alerts.page.takeUpOne', { what: sentenceOf(t, language, row) })}
          >
            {t('alerts.page.takeUp')}
          </Button>
        ) : null,
    },
  ]
  return (
    <ListPage
      titleKey="alerts.page"
      lead={t('alerts.page.lead')}
      actions={
        open.length > 1 ? (
          <Button loading={takeUp.isPending} onClick={() => takeUp.mutate({ body: { ids: open.map(({ id }) => id) } })}>
            {t('alerts.page.takeUpAll')}
          </Button>
        ) : null
      }
      before={
        <Segmented<View>
          className="alerts-views"
          aria-label={t('alerts.page.view')}
          value={view}
          options={views.map((value) => ({ value, label: t(`alerts.page.view.${value}`) }))}
          onChange={(value) => change({ show: value === 'open' ? undefined : value, page: undefined })}
        />
      }
      result={result}
      columns={columns}
      rowKey={({ id }) => id}
      empty={
        <EmptyState
          title={t(`alerts.page.none.${view}`)}
          next={t('alerts.page.none.next')}
          to="/account"
          label={t('alerts.page.toSettings')}
        />
      }
    />
  )
}

/** Leads to what the alert is about. */
function Subject({ alert, children }: { alert: Alert; children: string }) {
  const [path = '/alerts', query] = alert.page.split('?')
  return path === '/alerts' ? (
    children
  ) : (
    <Link to={path} search={Object.fromEntries(new URLSearchParams(query))} className="row-link">
      {children}
    </Link>
  )
}

function Urgency({ alert: { urgency, acknowledgedAt, byAnother } }: { alert: Alert }) {
  const t = useWords()
  if (acknowledgedAt !== null) {
    return <Light colour="grey">{t(byAnother ? 'alerts.page.byAnother' : 'alerts.page.byMe')}</Light>
  }
  return <Light colour={urgency === 'urgent' ? 'red' : 'amber'}>{t(`alerts.page.${urgency}`)}</Light>
}
