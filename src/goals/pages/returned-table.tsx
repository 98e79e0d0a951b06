import { Alert } from 'antd'
import { useState } from 'react'
import type { Endpoint } from '#platform/http/endpoint.ts'
import { useStale } from '#platform/ui/calls.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'

/** A table that comes back in two steps: first what it would change, then the change; what was refused meanwhile is said. */
export function useReturnedTable<Report>(
  send: (file: File, apply: 'yes' | 'no') => Promise<Report>,
  stale: readonly Pick<Endpoint, 'method' | 'path'>[],
) {
  const t = useWords()
  const markStale = useStale()
  const [file, setFile] = useState<File | null>(null)
  const [report, setReport] = useState<Report | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)

  async function check(chosen: File): Promise<Report> {
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
      markStale(...stale)
    } catch (error) {
      setProblem(refusalText(t, error))
    } finally {
      setSending(false)
    }
  }

  return { report, problem, isSending, check, apply: () => void apply() }
}

/** Rows that could not be read, each with what to do. */
export function RowProblems({ problems }: { problems: readonly { row: number; message: string }[] }) {
  const t = useWords()
  if (problems.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('goals.import.problems', { count: problems.length })}
      description={
        <ul className="goals-list">
          {problems.map(({ row, message }) => (
            <li key={`${row} ${message}`}>{message}</li>
          ))}
        </ul>
      }
    />
  )
}
