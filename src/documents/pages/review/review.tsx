import '../documents.css'
import { Alert, Button } from 'antd'
import { useCallback, useMemo } from 'react'
import { useAddressQuery, useParam } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type DocumentView, documentsApi } from '../../contract.ts'
import { citedIn } from './cited.ts'
import { Entities } from './entities.tsx'
import { HeadActions, HeadLine } from './head.tsx'
import { useReadAgain } from './use-read-again.ts'
import { Workspace } from './workspace.tsx'

const pulseMilliseconds = 15_000
const waitingMilliseconds = 1_500

/** One document: what it says, what was found in it, and what becomes of that. */
export function ReviewPage() {
  const id = useParam('documentId')
  const [query, change] = useAddressQuery()
  const reading = query.reading
  const result = useCall(documentsApi.get, { params: { id }, ...(isId(reading) ? { query: { reading } } : {}) })
  const again = useReadAgain(id, result.data)
  const pulse = useCall(
    documentsApi.pulse,
    { params: { id } },
    {
      enabled: result.data?.isPresent ?? false,
      everyMilliseconds: again.isWaiting ? waitingMilliseconds : pulseMilliseconds,
    },
  )
  const { refetch } = result
  const refresh = useCallback(() => void refetch(), [refetch])
  const place = ['article', 'paragraph', 'start', 'end'].map((name) => query[name]).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: only these four values of the address matter
  const cited = useMemo(() => citedIn(query), [place])
  const toPresent = () =>
    change({ reading: undefined, article: undefined, paragraph: undefined, start: undefined, end: undefined })

  return (
    <DetailPage
      titleKey="documents.page.review"
      result={result}
      title={(document) => document.title}
      lead={(document) => <HeadLine document={document} />}
      actions={(document) => <HeadActions document={document} again={again} refresh={refresh} />}
    >
      {(document) => (
        <>
          <Notices document={document} waiting={again.isWaiting} told={again.told} toPresent={toPresent} />
          <Entities entities={document.entities} />
          <Workspace document={document} pulse={pulse.data} cited={cited} refresh={refresh} />
        </>
      )}
    </DetailPage>
  )
}

interface NoticesProps {
  document: DocumentView
  waiting: boolean
  told: string | null
  toPresent: () => void
}

function Notices({ document, waiting, told, toPresent }: NoticesProps) {
  const t = useWords()
  return (
    <>
      {document.isPresent ? null : (
        <Alert
          className="documents-notice"
          type="info"
          showIcon
          title={t('documents.earlierReading')}
          action={<Button onClick={toPresent}>{t('documents.toPresent')}</Button>}
        />
      )}
      <div role="status">
        {waiting || told ? (
          <Alert
            className="documents-notice"
            type={told ? 'success' : 'info'}
            showIcon
            title={told ?? t('documents.readingAgain')}
          />
        ) : null}
      </div>
    </>
  )
}

const isId = (text: string | undefined): text is string =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text ?? '')
