import { Alert, Button } from 'antd'
import { call } from '#platform/http/client.ts'
import { UploadBox } from '#platform/ui/upload-box.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { breakdownApi, type ImportReport } from '../../breakdown/contract.ts'
import { goalsApi } from '../../contract.ts'
import { useReturnedTable } from '../returned-table.tsx'
import { ImportPreview } from './import-preview.tsx'

interface Props {
  document: string | undefined
  onLeave: () => void
}

/** Takes an edited table back: first what it would change, then the change. */
export function ImportPanel({ document, onLeave }: Props) {
  const t = useWords()
  const { report, problem, isSending, check, apply } = useReturnedTable<ImportReport>(
    (chosen, apply) =>
      call(breakdownApi.import, { body: { apply, ...(document ? { document } : {}) }, files: [chosen] }),
    [breakdownApi.list, goalsApi.cascade],
  )
  return (
    <section className="goals-import" aria-label={t('goals.import')}>
      <UploadBox label={t('goals.import.drop')} hint={t('goals.import.hint')} accept=".xlsx,.csv,.docx" send={check} />
      {problem ? <Alert className="form-refusal" type="error" role="alert" showIcon title={problem} /> : null}
      {report ? <ImportPreview report={report} isSending={isSending} onApply={apply} /> : null}
      <Button className="goals-more" type="link" onClick={onLeave}>
        {t('goals.import.close')}
      </Button>
    </section>
  )
}
