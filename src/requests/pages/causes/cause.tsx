import '../requests.css'
import './causes.css'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { DetailPage, FactList } from '#platform/ui/detail-page.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Light } from '#platform/ui/light.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { causesApi as api, type CauseView } from '../../causes/contract.ts'
import type { Effect } from '../../causes/rules.ts'
import { requestsApi } from '../../contract.ts'
import { useName } from '../names.ts'
import { CauseLight } from './causes.tsx'
import { KeepForm } from './keep-form.tsx'

const colours: Readonly<Record<Effect, 'green' | 'red' | 'grey'>> = {
  none: 'green',
  fewer: 'green',
  'not-fewer': 'red',
  'too-early': 'grey',
}

/** Who takes this cause away, by what, until when, and did it work? */
export function CausePage() {
  const t = useWords()
  const nameOf = useName()
  const id = useParam('causeId')
  const result = useCall(api.get, { params: { id } })
  const [isOpen, open] = useState(false)
  return (
    <DetailPage
      titleKey="requests.page.causes"
      result={result}
      title={({ title }) => title}
      lead={(cause) => <CauseLight cause={cause} />}
      actions={({ mayKeep }) =>
        mayKeep && !isOpen ? <Button onClick={() => open(true)}>{t('requests.page.causes.keep')}</Button> : null
      }
    >
      {(cause) => (
        <>
          {isOpen ? <KeepForm key={cause.version} cause={cause} onDone={() => open(false)} /> : null}
          <FactList
            facts={[
              { label: t('requests.page.causes.owner'), value: `${nameOf(cause.ownerUnit)} ${cause.ownerName}` },
              { label: t('requests.page.topic'), value: nameOf(cause.topic) },
              {
                label: t('requests.page.causes.measures'),
                value: cause.measures ?? t('requests.page.causes.noMeasures'),
              },
              { label: t('requests.page.causes.namedBy'), value: cause.createdByName },
            ]}
          />
          <Worked cause={cause} />
          <Tied cause={cause} />
        </>
      )}
    </DetailPage>
  )
}

/** Requests by month, before and since, and what they say of the measures. */
function Worked({ cause }: { cause: CauseView }) {
  const t = useWords()
  const format = useFormat()
  const { effect, months, count, countSince, doneOn } = cause
  const most = Math.max(1, ...months.map((one) => one.count))
  return (
    <section aria-labelledby="cause-months">
      <h2 id="cause-months">{t('requests.page.causes.worked')}</h2>
      <p>
        {effect === null ? (
          t('requests.page.causes.notDone', { count: format.number(count) })
        ) : (
          <>
            <Light colour={colours[effect]}>{t(`requests.causeEffect.${effect}`)}</Light>{' '}
            {t('requests.page.causes.beforeAndSince', {
              before: format.number(count - countSince),
              since: format.number(countSince),
            })}
          </>
        )}
      </p>
      {months.length === 0 ? null : (
        <table className="requests-months">
          <thead>
            <tr>
              <th scope="col">{t('requests.page.causes.month')}</th>
              <th scope="col">{t('requests.page.causes.all')}</th>
            </tr>
          </thead>
          <tbody>
            {months.map((one) => (
              <tr key={one.month}>
                <th scope="row">{one.month}</th>
                <td>
                  <span className="requests-bar" style={{ width: `${(one.count / most) * 8}em` }} aria-hidden="true" />
                  {format.number(one.count)}
                  {doneOn?.startsWith(one.month) ? (
                    <span className="requests-soft">
                      {' '}
                      {t('requests.page.causes.doneOn', { day: format.day(doneOn) })}
                    </span>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Tied({ cause }: { cause: CauseView }) {
  const t = useWords()
  const format = useFormat()
  const { id, requests, count, mayKeep } = cause
  const untie = useSend(api.untie, { stale: [api.get, api.list, requestsApi.get] })
  return (
    <section aria-labelledby="cause-requests">
      <h2 id="cause-requests">{t('requests.page.causes.requests')}</h2>
      {requests.length === 0 ? (
        <EmptyState title={t('requests.page.causes.noRequests')} next={t('requests.page.causes.noRequests.next')} />
      ) : null}
      {requests.length > 0 && requests.length < count ? (
        <p className="requests-soft">{t('requests.page.causes.shown', { shown: requests.length, count })}</p>
      ) : null}
      <ul className="requests-tied">
        {requests.map((one) => (
          <li key={one.id}>
            <Link to="/requests" search={{ view: 'all', case: one.id }}>
              <span className="requests-number">{one.number}</span> {one.title}
            </Link>
            <span className="requests-soft">
              {[one.firmName, t(`requests.state.${one.state}`), format.moment(one.registeredAt)].join(' · ')}
            </span>
            {mayKeep ? (
              <Button
                type="link"
                size="small"
                aria-label={t('requests.page.causes.untieOne', { number: one.number })}
                loading={untie.isPending && untie.variables.body.requestIds[0] === one.id}
                onClick={() => untie.mutate({ params: { id }, body: { requestIds: [one.id] } })}
              >
                {t('requests.page.causes.untie')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
