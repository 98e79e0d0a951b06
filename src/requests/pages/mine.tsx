import './requests.css'
import './requests-front.css'
import { ArrowLeftOutlined, PlusOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { requestsApi } from '../contract.ts'
import { OwnCase } from './follow/own-case.tsx'
import { Views } from './inbox/filters.tsx'
import { InboxList } from './inbox/list.tsx'
import { useInboxQuery } from './inbox/query.ts'

const pulseMilliseconds = 60_000

/** How far is what my firm asked? The firm's own requests, one at a time, as it may see them. */
export function MyRequestsPage() {
  const t = useWords()
  const [address] = useAddressQuery()
  const opened = address.case
  const list = useCall(requestsApi.list, { query: useInboxQuery() }, { everyMilliseconds: pulseMilliseconds })
  if (opened) {
    return (
      <div className="requests-mine">
        <p className="requests-back">
          <Link to="/my-requests" search={{ ...address, case: undefined }}>
            <ArrowLeftOutlined aria-hidden /> {t('requests.page.backToMine')}
          </Link>
        </p>
        <OwnCase key={opened} id={opened} />
      </div>
    )
  }
  return (
    <div className="requests-mine">
      <PageTitle
        title={t('requests.page.mine.title')}
        lead={t('requests.page.mine.lead')}
        actions={
          <Link to="/my-requests/new" className="requests-front-link is-first">
            <PlusOutlined aria-hidden /> {t('requests.page.new')}
          </Link>
        }
      />
      <Views />
      {list.error ? <RefusalNotice error={list.error} retry={() => void list.refetch()} /> : null}
      <InboxList list={list.data} isFetching={list.isFetching} opened={undefined} move={() => {}} />
    </div>
  )
}
