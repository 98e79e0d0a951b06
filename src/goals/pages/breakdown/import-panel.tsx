import { Alert, Button } from 'antd'
import { useState } from 'react'
import { call } from '#platform/http/client.ts'
import { useStale } from '#platform/ui/calls.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { UploadBox } from '#platform/ui/upload-box.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { breakdownApi, type ImportReport } from '../../breakdown/contract.ts'
import { goalsApi } from '../../contract.ts'
import { ImportPreview } from './import-preview.tsx'

interface Props {
  document: string | undefined
  onLeave: () => void
}

/** Takes an edited table back: first what it would change, then the change. */
export function ImportPanel({ document, onLeave }: Props) {
  const t = useWords()
  const markStale = useStale()
  const [file, setFile] = useState<File | null>(null)
  const [report, setReport] = useState<ImportReport | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const send = (chosen: File, apply: 'yes' | 'no') =>
    call(breakdownApi.import, { body: { apply, ...(document ? { document } : {}) }, files: [chosen] })

  async function check(chosen: File): Promise<ImportReport> {
    setReport(null)
    setProblem(null)
    const answer = await send(chosen, 'no')
    setFile(chosen)
    setReport(answer)
    return answer
  }

  async function apply(): Promise<void> {
    if (!file) return
    setSending(true)
    setProblem(null)
    try {
      setReport(await send(file, 'yes'))
      markStale(breakdownApi.list, goalsApi.cascade)
    } catch (error) {
      setProblem(refusalText(t, error))
    } finally {
      setSending(false)
    }
  }

  return (
    <section className="goals-import" aria-label={t('goals.import')}>
      <UploadBox label={t('goals.import.drop')} hint={t('goals.import.hint')} accept=".xlsx,.csv,.docx" send={check} />
      {problem ? <Alert className="form-refusal" type="error" role="alert" showIcon title={problem} /> : null}
      {report ? <ImportPreview report={report} isSending={isSending} onApply={() => void apply()} /> : null}
      <Button className="goals-more" type="link" onClick={onLeave}>
        {t('goals.import.close')}
      </Button>
    </section>
  )
}
