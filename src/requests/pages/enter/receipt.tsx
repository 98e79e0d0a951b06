import { PrinterOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { useWords } from '#platform/ui/words.tsx'
import type { Entered } from '../../contract.ts'

interface Props {
  receipt: Entered
  firmName: string
  again: () => void
}

/** What the firm is told: the numbers of its cases and the code by which it follows them. */
export function Receipt({ receipt, firmName, again }: Props) {
  const t = useWords()
  const { code, requests } = receipt
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
