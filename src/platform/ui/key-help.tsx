import { Modal } from 'antd'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useWords } from './words.tsx'

/** A key of a page: a letter or a name of KeyboardEvent.key, with `Ctrl+` or `Shift+` in front where needed. */
export interface PageKey {
  key: string
  /** What it does, in words. */
  label: string
  run: () => void
}

let registered: readonly (readonly PageKey[])[] = []
const listeners = new Set<() => void>()

function register(change: (before: typeof registered) => typeof registered): void {
  registered = change(registered)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Gives a page its keys while it is on screen. They rest while somebody types in a field or a dialog is open. */
export function useKeys(keys: readonly PageKey[]): void {
  const latest = useRef(keys)
  latest.current = keys
  const shown = keys.map(({ key, label }) => `${key} ${label}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sheet changes with the words, not with each closure
  useEffect(() => {
    const mine = latest.current
    register((before) => [...before, mine])
    return () => register((before) => before.filter((one) => one !== mine))
  }, [shown])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event)) return
      const key = latest.current.find((one) => one.key === written(event))
      if (!key) return
      event.preventDefault()
      key.run()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

const written = (event: KeyboardEvent): string => {
  const isLetter = /^[a-zA-Z]$/.test(event.key)
  const name = isLetter ? event.key.toLowerCase() : event.key
  const shift = event.shiftKey && (isLetter || event.key.length > 1) ? 'Shift+' : ''
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${shift}${name}`
}

function isTyping(event: KeyboardEvent): boolean {
  const { target } = event
  if (event.isComposing || !(target instanceof HTMLElement)) return event.isComposing
  // A closed dialog stays in the page without a box; only one that is seen takes the keys.
  const dialogs = document.querySelectorAll('[role="dialog"][aria-modal="true"]')
  if ([...dialogs].some((dialog) => dialog.getClientRects().length > 0)) return true
  return target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]')
}

let openSheet = () => {}

/** Opens the sheet of keys for those who look for it with the mouse. */
export const openKeyHelp = (): void => openSheet()

/** The sheet of keys, opened by the question mark. It stands once, in the shell. */
export function KeyHelp() {
  const t = useWords()
  const [isOpen, setOpen] = useState(false)
  const pages = useSyncExternalStore(subscribe, () => registered)
  useEffect(() => {
    openSheet = () => setOpen(true)
  }, [])
  useKeys([{ key: '?', label: t('ui.keys.help'), run: () => setOpen(true) }])
  const keys = new Map(pages.flat().map((one) => [one.key, one.label]))
  return (
    <Modal open={isOpen} title={t('ui.keys.title')} footer={null} onCancel={() => setOpen(false)}>
      <dl className="key-list">
        {[...keys].map(([key, label]) => (
          <div key={key} className="key-row">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
