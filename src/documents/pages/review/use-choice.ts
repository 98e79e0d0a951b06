import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { markOf, reveal, rowOf } from './reveal.ts'

export type Pane = 'text' | 'proposals'
/** Where the keyboard goes with a choice: to the row, to the words, where it is now, or nowhere. */
export type FocusTo = 'list' | 'text' | 'here' | 'none'

/** Which proposal is chosen, and both its places in view. */
export function useChoice(readingId: string, isPhone: boolean) {
  const [tab, setTab] = useState<Pane>('text')
  const [choice, setChoice] = useState<{ id: string; focus: FocusTo; turn: number } | null>(null)
  const textPane = useRef<HTMLElement>(null)
  const listPane = useRef<HTMLElement>(null)

  const inText = useCallback(() => textPane.current?.contains(document.activeElement) ?? false, [])
  const choose = useCallback((id: string, focus: FocusTo = 'here') => {
    setChoice((before) => ({ id, focus, turn: (before?.turn ?? 0) + 1 }))
  }, [])

  const reading = useRef(readingId)
  useEffect(() => {
    // The proposals of another reading are others.
    if (reading.current !== readingId) setChoice(null)
    reading.current = readingId
  }, [readingId])

  useLayoutEffect(() => {
    if (!choice) return
    const row = rowOf(choice.id)
    const mark = markOf(textPane.current, choice.id)
    const toText = choice.focus === 'text' || (choice.focus === 'here' && inText())
    if (choice.focus !== 'none') (toText ? mark : row)?.focus({ preventScroll: true })
    if (row && (!isPhone || tab === 'proposals')) reveal(row.parentElement ?? row, listPane.current)
    if (mark && (!isPhone || tab === 'text')) reveal(mark, textPane.current)
  }, [choice, tab, isPhone, inText])

  return { activeId: choice?.id ?? null, choose, textPane, listPane, tab, setTab, inText }
}
