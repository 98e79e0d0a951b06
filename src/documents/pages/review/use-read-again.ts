import { useEffect, useRef, useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'
import { type DocumentView, documentsApi } from '../../contract.ts'

const patienceMilliseconds = 60_000

export interface ReadingAgain {
  ask: () => void
  /** A new reading was asked for and is not there yet. */
  isWaiting: boolean
  /** What came of it, in words. */
  told: string | null
}

/** Asks for a new reading and follows it until it is there; it may be left and comes by itself. */
export function useReadAgain(id: string, document: DocumentView | undefined): ReadingAgain {
  const t = useWords()
  const [waitingFor, setWaitingFor] = useState<string | null>(null)
  const [told, tell] = useState<string | null>(null)
  const readingId = document?.readingId
  const waiting = useRef(waitingFor)
  waiting.current = waitingFor
  const send = useSend(documentsApi.readAgain, {
    stale: [documentsApi.pulse],
    onDone: () => setWaitingFor(readingId ?? null),
  })

  useEffect(() => {
    if (!document || !waiting.current || waiting.current === document.readingId) return
    const remembered = document.proposals.filter((one) => one.remembered).length
    tell(t('documents.readAgainDone', { count: document.proposals.length, remembered }))
    setWaitingFor(null)
  }, [document, t])
  useEffect(() => {
    if (!waitingFor) return
    const timer = setTimeout(() => {
      tell(t('documents.readAgainLate'))
      setWaitingFor(null)
    }, patienceMilliseconds)
    return () => clearTimeout(timer)
  }, [waitingFor, t])

  const ask = () => {
    tell(null)
    send.mutate({ params: { id } })
  }
  return { ask, isWaiting: waitingFor !== null || send.isPending, told }
}
