import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { Alert, Button, Checkbox } from 'antd'
import { useState } from 'react'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import { useWords } from '#platform/ui/words.tsx'
import './account.css'

interface Props {
  codes: readonly string[]
  /** Whose codes they are: stands on the print and in the file. */
  username: string
  onKept: () => void
}

/** The recovery codes, which are shown once: nobody goes on before saying that they are kept. */
export function RecoveryCodes({ codes, username, onKept }: Props) {
  const t = useWords()
  const [isKept, setKept] = useState(false)
  const title = t('account.recovery.of', { username })
  const text = [title, t('account.recovery.once'), '', ...codes, ''].join('\n')
  return (
    <div className="account-recovery">
      <Alert type="warning" showIcon title={t('account.recovery.shownOnce')} />
      <p>{t('account.recovery.text')}</p>
      <div className="account-sheet">
        <h3>{title}</h3>
        <p>{t('account.recovery.once')}</p>
        <ol>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      </div>
      <div className="page-actions">
        <Button icon={<PrinterOutlined aria-hidden />} onClick={printSheet}>
          {t('account.recovery.print')}
        </Button>
        <Button icon={<DownloadOutlined aria-hidden />} onClick={() => download(t('account.recovery.file'), text)}>
          {t('account.recovery.download')}
        </Button>
        <CopyButton text={text} />
      </div>
      <Checkbox checked={isKept} onChange={(event) => setKept(event.target.checked)}>
        {t('account.recovery.kept')}
      </Checkbox>
      <Button type="primary" block disabled={!isKept} onClick={onKept}>
        {t('account.recovery.goOn')}
      </Button>
    </div>
  )
}

/** Prints the sheet alone, not the page around it. */
function printSheet(): void {
  document.body.classList.add('prints-sheet')
  window.print()
  document.body.classList.remove('prints-sheet')
}

function download(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
