import { Link } from '@tanstack/react-router'
import { Pagination, Skeleton } from 'antd'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useAddressQuery, useParam } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { ListRows } from '#platform/ui/list-rows.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { standingApi } from '../standing/contract.ts'
import { ChangeLine } from './changes.tsx'
import { LadderViews, SelfCheck } from './head.tsx'
import './ladder.css'
import { useLadderWords } from './words.ts'

/** When firms were judged, why, how long it took, and for how many a verdict changed. */
export function LogPage() {
  const { t, format } = useLadderWords()
  const [query, setQuery] = useAddressQuery()
  const page = Math.max(1, Number(query.page) || 1)
  const { data, error, refetch } = useCall(standingApi.evaluations, { query: { page } })
  return (
    <>
      <PageTitle title={t('ladder.page.log')} lead={t('ladder.log.lead')} />
      <LadderViews />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} /> : null}
      {data && data.rows.length === 0 ? <EmptyState title={t('ladder.empty')} next={t('ladder.empty.next')} /> : null}
      {data && data.rows.length > 0 ? (
        <>
          <ListRows
            rows={data.rows}
            rowKey={({ id }) => id}
            rowTo={({ id }) => `/ladder/log/${id}`}
            columns={[
              { key: 'when', label: t('ladder.log.when'), cell: ({ judgedAt }) => format.moment(judgedAt) },
              { key: 'cause', label: t('ladder.log.cause'), cell: ({ cause }) => t(`ladder.cause.${cause}`) },
              { key: 'by', label: t('ladder.log.by'), cell: ({ byName }) => byName, onlyDesktop: true },
              {
                key: 'firms',
                label: t('ladder.count.firms'),
                isNumber: true,
                cell: ({ firms }) => format.number(firms),
              },
              {
                key: 'changed',
                label: t('ladder.log.changed'),
                isNumber: true,
                cell: ({ changed }) => format.number(changed),
              },
              {
                key: 'took',
                label: t('ladder.log.took'),
                isNumber: true,
                cell: ({ tookMs }) => t('ladder.seconds', { seconds: format.number(Math.round(tookMs / 100) / 10) }),
              },
            ]}
          />
          <Pagination
            className="list-paging"
            current={page}
            pageSize={data.pageSize}
            total={data.total}
            showSizeChanger={false}
            hideOnSinglePage
            onChange={(next) => setQuery({ page: next === 1 ? undefined : String(next) })}
          />
        </>
      ) : null}
    </>
  )
}

type Evaluation = AnswerOf<typeof standingApi.evaluation>

/** What one evaluation changed. */
export function EvaluationPage() {
  const t = useWords()
  const { format, rule } = useLadderWords()
  const result = useCall(standingApi.evaluation, { params: { id: useParam('evaluationId') } })
  return (
    <DetailPage<Evaluation>
      titleKey="ladder.page.evaluation"
      result={result}
      title={({ evaluation }) => t('ladder.log.title', { moment: format.moment(evaluation.judgedAt) })}
      lead={({ evaluation }) =>
        t('ladder.log.sum', {
          cause: t(`ladder.cause.${evaluation.cause}`),
          firms: format.number(evaluation.firms),
          changed: format.number(evaluation.changed),
        })
      }
    >
      {({ evaluation, rows, titles, total }) => (
        <>
          <SelfCheck onDay={evaluation.onDay} />
          <section className="ladder-rung">
            <h2>{t('ladder.log.versions')}</h2>
            <ul>
              {evaluation.versions.map((version) => (
                <li key={version.rule}>
                  {t('ladder.log.version', {
                    rule: rule(version.rule, titles),
                    day: format.day(version.validFromOn),
                    source: version.source,
                  })}
                </li>
              ))}
            </ul>
          </section>
          <section className="ladder-rung">
            <h2>{t('ladder.log.changes')}</h2>
            {rows.length === 0 ? <p>{t('ladder.log.none')}</p> : null}
            {rows.length < total ? <p>{t('ladder.log.more', { shown: rows.length, total })}</p> : null}
            <ul className="ladder-criteria">
              {rows.map((row) => (
                <li key={`${row.rule} ${row.firm.id}`}>
                  <Link to="/ladder/firms/$firmId" params={{ firmId: row.firm.id }}>
                    {row.firm.name}
                  </Link>
                  <ChangeLine change={row} titles={titles} />
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </DetailPage>
  )
}
