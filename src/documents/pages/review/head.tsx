import { DownloadOutlined, EditOutlined, ReloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { addressOf } from '#platform/http/client.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type DocumentView, documentsApi } from '../../contract.ts'
import { HeadDialog } from './head-dialog.tsx'
import type { ReadingAgain } from './use-read-again.ts'

/** Number, organ, day, kind, openness, origin: what one must know before quoting a document. */
export function HeadLine({ document }: { document: DocumentView }) {
  const t = useWords()
  const format = useFormat()
  const { number, issuer, publishedOn, kind, openness, origin, addedByName, addedAt } = document
  const facts = [
    number,
    issuer,
    publishedOn ? format.day(publishedOn) : t('documents.noDay'),
    t(`documents.docKind.${kind}`),
    t(`documents.openness.${openness}`),
    t(`documents.origin.${origin}`),
    t('documents.addedBy', { name: addedByName, day: format.day(addedAt) }),
  ]
  return <>{facts.filter(Boolean).join(' · ')}</>
}

interface ActionsProps {
  document: DocumentView
  again: ReadingAgain
  refresh: () => void
}

export function HeadActions({ document, again, refresh }: ActionsProps) {
  const t = useWords()
  const [isOpen, setOpen] = useState(false)
  const { id, mayChange, isPresent, fileName } = document
  return (
    <>
      {mayChange && isPresent ? (
        <>
          <Button icon={<EditOutlined aria-hidden />} onClick={() => setOpen(true)}>
            {t('documents.head.change')}
          </Button>
          <Button icon={<ReloadOutlined aria-hidden />} loading={again.isWaiting} onClick={again.ask}>
            {t('documents.readAgain')}
          </Button>
        </>
      ) : null}
      <Button
        icon={<DownloadOutlined aria-hidden />}
        href={addressOf(documentsApi.original, { params: { id } })}
        download
        title={fileName}
      >
        {t('documents.original')}
      </Button>
      {isOpen ? <HeadDialog document={document} refresh={refresh} onLeave={() => setOpen(false)} /> : null}
    </>
  )
}
