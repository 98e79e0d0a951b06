import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { addressOf } from '#platform/http/client.ts'
import { useSend } from '#platform/ui/calls.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { refusalText } from '#platform/ui/refusal.tsx'
import { StatNumber } from '#platform/ui/stat-number.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { organisationsApi as api, type ImportReport } from '../contract.ts'
import { ChooseSheet } from './choose-sheet.tsx'
import { ImportErrors } from './import-errors.tsx'
import './organisations.css'

/** Loads units from a workbook: first a check that changes nothing, then the change. */
export function ImportPage() {
  const t = useWords()
  const [file, setFile] = useState<File | null>(null)
  const [report, setReport] = useState<ImportReport | null>(null)
  const send = useSend(api.importUnits, {
    stale: [api.listUnits, api.getUnit],
    quiet: true,
    onDone: setReport,
  })
  const check = (chosen: File) => {
    setFile(chosen)
    setReport(null)
    send.mutate({ body: { apply: 'no' }, files: [chosen] })
  }
  const download = (filled: 'yes' | 'no') => addressOf(api.unitsWorkbook, { query: { filled } })
  return (
    <>
      <PageTitle title={t('organisations.page.import')} lead={t('organisations.importLead')} />
      <ol className="organisations-steps">
        <li>
          {t('organisations.importStep1')}{' '}
          <a href={download('no')} download>
            {t('organisations.importEmpty')}
          </a>
          {t('organisations.comma')}
          <a href={download('yes')} download>
            {t('organisations.importFilled')}
          </a>
        </li>
        <li>
          {t('organisations.importStep2')}
          <ChooseSheet accept=".xlsx,.csv" isBusy={send.isPending} file={file} onChoose={check} />
        </li>
        <li>{t('organisations.importStep3')}</li>
      </ol>
      {send.error ? <Alert type="error" showIcon role="alert" title={refusalText(t, send.error)} /> : null}
      {report ? (
        <Report
          report={report}
          isSending={send.isPending}
          onApply={() => file && send.mutate({ body: { apply: 'yes' }, files: [file] })}
        />
      ) : null}
    </>
  )
}

interface Props {
  report: ImportReport
  isSending: boolean
  onApply: () => void
}

function Report({ report, isSending, onApply }: Props) {
  const t = useWords()
  const { rows, added, changed, unchanged, errors, applied } = report
  return (
    <section aria-label={t('organisations.importResult')}>
      <div className="organisations-stats" role="status">
        <StatNumber label={t('organisations.importRows')} value={rows} />
        <StatNumber label={t('organisations.importAdded')} value={added} />
        <StatNumber label={t('organisations.importChanged')} value={changed} />
        <StatNumber label={t('organisations.importUnchanged')} value={unchanged} />
        <StatNumber label={t('organisations.importErrors')} value={errors.length} />
      </div>
      {errors.length > 0 ? (
        <>
          <p>{t('organisations.importFix')}</p>
          <ImportErrors errors={errors} />
        </>
      ) : applied ? (
        <>
          <Alert type="success" showIcon title={t('organisations.importDone', { count: added + changed })} />
          <p>
            <Link to="/organisations" activeOptions={{ exact: true }}>
              {t('organisations.page.tree')}
            </Link>
          </p>
        </>
      ) : added + changed === 0 ? (
        <p>{t('organisations.importNothing')}</p>
      ) : (
        <Button type="primary" loading={isSending} onClick={onApply}>
          {t('organisations.importApply', { count: added + changed })}
        </Button>
      )}
    </section>
  )
}
