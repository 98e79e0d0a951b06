import { Alert } from 'antd'
import { useRef, useState } from 'react'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'

/** One step of signing in: on its way once at a time, its refusal kept until it is tried again. */
export function useStep() {
  const [problem, setProblem] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  // A ref too: a second click may come before the button is drawn busy.
  const busy = useRef(false)

  function run(work: () => Promise<void>): void {
    if (busy.current) return
    busy.current = true
    setBusy(true)
    setProblem(null)
    work()
      .catch(setProblem)
      .finally(() => {
        busy.current = false
        setBusy(false)
      })
  }
  return { problem, isBusy, run }
}

/** Why a step did not go through. */
export function Problem({ of }: { of: unknown }) {
  const t = useWords()
  return of ? <Alert className="form-refusal" type="error" showIcon role="alert" title={refusalText(t, of)} /> : null
}
