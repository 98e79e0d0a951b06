import { PrinterOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { attachmentsApi } from '../../attachments/contract.ts'
import type { Entered } from '../../contract.ts'
import { sendFile } from '../front/send-file.ts'
import { type Upload, Uploads, useUploads } from '../front/uploads.tsx'

interface Props {
  receipt: Entered
  firmName: string
  uploads: readonly Upload[]
  again: () => void
}

/** What the firm is told: the numbers of its cases and the code by which it follows them. */
export function Receipt({ receipt, firmName, uploads, again }: Props) {
  const t = useWords()
  const { code, requests } = receipt
  const sending = useUploads(uploads, ({ id: attachmentId, number, file }, onProgress) => {
    const id = requests.find((one) => one.number === number)?.id ?? ''
    return sendFile({ endpoint: attachmentsApi.attach, params: { id }, fields: { attachmentId }, file, onProgress })
  })
  const numbers = requests.map(({ number }) => number).join(t('requests.page.comma'))
  return (
    <>
      <PageTitle
        title={t('requests.page.entered', { count: requests.length })}
        lead={t('requests.page.entered.lead', { name: firmName })}
        actions={
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => print()}>
            {t('requests.page.print')}
          </Button>
        }
      />
      <Uploads {...sending} />
      <dl className="requests-receipt">
        <dt>{t('requests.page.numbers')}</dt>
        <dd>
          <ul>
            {requests.map(({ id, number }) => (
              <li key={id}>
                <Link to="/requests" search={{ case: id }}>
                  {number}
                </Link>
              </li>
            ))}
          </ul>
        </dd>
        <dt>{t('requests.page.code')}</dt>
        <dd className="requests-code">{code}</dd>
      </dl>
      <div className="form-buttons requests-no-print">
        <Button type="primary" autoFocus onClick={again}>
          {t('requests.page.enterAgain')}
        </Button>
        <CopyButton text={t('requests.page.receiptText', { name: firmName, numbers, code })}>
          {t('requests.page.copyReceipt')}
        </CopyButton>
      </div>
    </>
  )
}
