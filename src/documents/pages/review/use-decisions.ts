import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { call, Refused } from '#platform/http/client.ts'
import { useStale } from '#platform/ui/calls.ts'
import { reportFailure } from '#platform/ui/signals.ts'
import { type DocumentView, documentsApi, type ProposalView } from '../../contract.ts'
import {
  type Correction,
  decidedByOthers,
  decisionsOf,
  newest,
  type State,
  type Step,
  stepOf,
  undoing,
  type Wish,
} from './decided.ts'

/** Most decisions that one request takes. */
const atOnce = 2000
/** How many steps of this visit can be undone. */
const remembered = 200

export type Outcome = 'done' | 'conflict' | 'refused'

interface Told {
  /** Decisions of others that arrived, so that the page can say so. */
  onOthers: (proposals: readonly ProposalView[]) => void
}

/**
 * The decisions of one visit: shown at once, sent one after another, taken back when refused, undone on request. Each
 * names the version that was on screen.
 */
export function useDecisions(document: DocumentView, { onOthers }: Told) {
  const [answers, setAnswers] = useState<ReadonlyMap<string, ProposalView>>(new Map())
  const [wishes, setWishes] = useState<ReadonlyMap<string, Wish>>(new Map())
  const [steps, setSteps] = useState<readonly Step[]>([])
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const own = useRef(new Map<string, number>())
  const stale = useStale()
  const refresh = useRef(stale)
  refresh.current = stale

  const proposals = useMemo(() => newest(document.proposals, answers, wishes), [document.proposals, answers, wishes])
  const latest = useRef(proposals)
  latest.current = proposals

  const loaded = useRef(document)
  const tell = useRef(onOthers)
  tell.current = onOthers
  useEffect(() => {
    const before = loaded.current
    loaded.current = document
    if (before.readingId !== document.readingId) {
      setSteps([])
      return
    }
    const others = decidedByOthers(before.proposals, document.proposals, own.current)
    if (others.length > 0) tell.current(others)
  }, [document])

  const send = useCallback(
    async (wanted: readonly Wish[], isQuiet: boolean): Promise<Outcome> => {
      try {
        for (let at = 0; at < wanted.length; at += atOnce) {
          const decisions = decisionsOf(wanted.slice(at, at + atOnce), own.current)
          const answer = await call(documentsApi.decide, { params: { id: document.id }, body: { decisions } })
          for (const one of answer.proposals) own.current.set(one.id, one.version)
          setAnswers((before) => new Map([...before, ...answer.proposals.map((one) => [one.id, one] as const)]))
        }
        refresh.current(documentsApi.list)
        return 'done'
      } catch (error) {
        const isConflict = error instanceof Refused && (error.status === 409 || error.status === 404)
        reportFailure(error, !(isQuiet && isConflict))
        if (isConflict) refresh.current(documentsApi.get)
        return isConflict ? 'conflict' : 'refused'
      } finally {
        setWishes((before) => withoutThese(before, wanted))
      }
    },
    [document.id],
  )

  /** Wishes are shown at once and sent after those before them. */
  const enqueue = useCallback(
    (wanted: readonly Wish[], isQuiet = false): Promise<Outcome> => {
      setWishes((before) => new Map([...before, ...wanted.map((one) => [one.id, one] as const)]))
      const outcome = queue.current.then(() => send(wanted, isQuiet))
      queue.current = outcome
      return outcome
    },
    [send],
  )

  const decide = useCallback(
    async (
      chosen: readonly ProposalView[],
      state: State,
      given?: { correction: Correction | null },
    ): Promise<Outcome> => {
      if (chosen.length === 0) return 'done'
      const step = stepOf(chosen, state)
      setSteps((before) => [...before, step].slice(-remembered))
      const correction = given?.correction ?? null
      const wanted = chosen.map(({ id, version }) => ({ id, seen: version, state, correction }))
      // The form of a correction says itself when it was overtaken.
      const outcome = await enqueue(wanted, given !== undefined)
      if (outcome !== 'done') setSteps((before) => before.filter((one) => one !== step))
      return outcome
    },
    [enqueue],
  )

  /** Takes the last step back; what somebody else changed since stays as it is. Null where there is no step. */
  const undo = useCallback((): { taken: number; left: number } | null => {
    const step = steps.at(-1)
    if (!step) return null
    setSteps((before) => before.filter((one) => one !== step))
    const wanted = undoing(step, new Map(latest.current.map((one) => [one.id, one])), own.current)
    if (wanted.length > 0) void enqueue(wanted)
    return { taken: wanted.length, left: step.before.length - wanted.length }
  }, [steps, enqueue])

  return { proposals, decide, undo, undoable: steps.length }
}

/** Takes wishes out again, unless a later one for the same proposal has come in their place. */
function withoutThese(before: ReadonlyMap<string, Wish>, sent: readonly Wish[]): ReadonlyMap<string, Wish> {
  const gone = new Set<Wish>(sent)
  return new Map([...before].filter(([, wish]) => !gone.has(wish)))
}
