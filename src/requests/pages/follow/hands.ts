import { useRef, useState } from 'react'
import type { AttachmentView } from '../../attachments/contract.ts'
import type { RequestState } from '../../rules.ts'
import type { ChosenFile } from '../front/files.ts'

export const ratingLevels = [5, 4, 3, 2, 1] as const
export type RatingLevel = (typeof ratingLevels)[number]

export interface GivenRating {
  level: RatingLevel
  isSolved: boolean
  words: string
}

/** What a firm does with its request, by its session or by number and code. Each throws what refused it. */
export interface Hands {
  addWords: (remarkId: string, body: string) => Promise<unknown>
  giveWord: (version: number, word: 'confirmed' | 'denied') => Promise<unknown>
  withdraw: (version: number, note: string) => Promise<unknown>
  rate: (round: number, rating: GivenRating) => Promise<{ state: RequestState }>
  attach: (file: ChosenFile, onProgress: (share: number) => void) => Promise<void>
  open: (attachment: AttachmentView) => Promise<void>
  /** Reads the request anew. */
  refresh: () => Promise<unknown>
}

/** A rating as it is sent: words that were not written are left out. */
export const ratingBody = (round: number, { level, isSolved, words }: GivenRating) => ({
  ...{ round, level, isSolved },
  ...(words === '' ? {} : { words }),
})

/** One deed at a time; afterwards, done or refused, the request is read anew. */
export function useDeed(refresh: Hands['refresh']) {
  const [isBusy, setBusy] = useState(false)
  const [error, fail] = useState<unknown>(null)
  const isRunning = useRef(false)
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (isRunning.current) return false
    isRunning.current = true
    setBusy(true)
    fail(null)
    try {
      await work()
      return true
    } catch (refusal) {
      fail(refusal)
      return false
    } finally {
      isRunning.current = false
      setBusy(false)
      void refresh()
    }
  }
  return { run, isBusy, error }
}
