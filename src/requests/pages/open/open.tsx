import { Alert, Skeleton } from 'antd'
import { useState } from 'react'
import { useCall } from '#platform/ui/calls.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { openingApi } from '../../rates/opening/contract.ts'
import { cityOfAddress } from '../front/city.ts'
import { FrontFrame } from '../front/frame.tsx'
import { OpenAnswers } from './answers.tsx'
import { OpenMonthTable } from './month.tsx'

/** Was the promise kept? For everybody, of months that are closed. */
export function OpenRequestsPage() {
  return (
    <FrontFrame here="/open/requests">
      <OpenRequests />
    </FrontFrame>
  )
}

function OpenRequests() {
  const t = useWords()
  const format = useFormat()
  const city = cityOfAddress()
  const [month, choose] = useState<string>()
  const query = { ...(city ? { city } : {}), ...(month ? { month } : {}) }
  const { data, error, refetch } = useCall(openingApi.page, { query })
  const opening = data?.opening
  return (
    <>
      <PageTitle title={t('requests.open.title')} lead={t('requests.open.lead')} />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 8 }} aria-label={t('ui.loading')} /> : null}
      {data && !opening ? (
        <Alert type="info" showIcon title={t('requests.open.off')} description={t('requests.open.off.next')} />
      ) : null}
      {data && opening ? (
        <>
          <OpenMonthTable numbers={data} choose={choose} />
          <OpenAnswers city={city} />
          <p className="requests-soft">
            {t('requests.open.reviewed', {
              ...{ name: opening.reviewedByName, day: format.day(opening.reviewedOn) },
              ...{ second: opening.approvedByName, moment: format.moment(opening.approvedAt) },
            })}
          </p>
        </>
      ) : null}
    </>
  )
}
