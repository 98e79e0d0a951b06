import { PictureOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { Submitted } from '../../front/contract.ts'
import { dueWords } from '../clock-words.ts'
import { savePicture } from './picture.ts'
import { type Upload, Uploads, useUploads } from './uploads.tsx'

interface Props {
  receipt: Submitted
  firmName: string
  uploads: readonly Upload[]
  send: (upload: Upload, onProgress: (share: number) => void) => Promise<void>
  /** How to follow it, and what else to do. */
  next: ReactNode
}

/** What the firm takes away: its numbers, its code, and by when somebody calls. */
export function Receipt({ receipt, firmName, uploads, send, next }: Props) {
  const t = useWords()
  const format = useFormat()
  const { code, contactBy, requests } = receipt
  const sending = useUploads(uploads, send)
  const numbers = requests.map(({ number }) => number).join(t('requests.page.comma'))
  const save = () =>
    savePicture(
      [
        { text: t('requests.front.receipt'), size: 'small' },
        { text: firmName, size: 'plain' },
        { text: code, size: 'large' },
        ...requests.flatMap(({ number, title }) => [
          { text: number, size: 'plain' as const },
          { text: title, size: 'small' as const },
        ]),
        { text: t('requests.front.keep.picture'), size: 'small' },
      ],
      requests[0]?.number ?? '',
    )
  return (
    <>
      <PageTitle
        title={t('requests.front.received', { count: requests.length })}
        lead={
          contactBy
            ? t('requests.front.contactBy', { moment: dueWords(format, contactBy) })
            : t('requests.front.contactSoon')
        }
      />
      <Uploads {...sending} />
      <section className="requests-front-sheet requests-front-receipt" aria-label={t('requests.front.receipt')}>
        <p className="requests-soft">{firmName}</p>
        <dl>
          <dt>{t('requests.page.code')}</dt>
          <dd className="requests-front-code">{code}</dd>
        </dl>
        {requests.map(({ id, number, title, planBy, finishBy }) => (
          <dl key={id}>
            <dt>{t('requests.front.number')}</dt>
            <dd>
              <strong>{number}</strong>
              <br />
              {title}
              <br />
              <span className="requests-soft">
                {[
                  planBy ? t('requests.front.planBy', { moment: dueWords(format, planBy) }) : null,
                  finishBy ? t('requests.front.finishBy', { moment: dueWords(format, finishBy) }) : null,
                ]
                  .filter(Boolean)
                  .join(t('requests.page.and'))}
              </span>
            </dd>
          </dl>
        ))}
        <p className="requests-soft">{t('requests.front.keep')}</p>
      </section>
      <div className="requests-front-buttons requests-no-print">
        <CopyButton block text={t('requests.page.receiptText', { name: firmName, numbers, code })}>
          {t('requests.page.copyReceipt')}
        </CopyButton>
        <div className="requests-front-pair">
          <Button icon={<PictureOutlined aria-hidden />} onClick={save}>
            {t('requests.front.picture')}
          </Button>
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => print()}>
            {t('requests.page.print')}
          </Button>
        </div>
        {next}
      </div>
    </>
  )
}
