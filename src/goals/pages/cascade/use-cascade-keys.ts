import { useKeys } from '#platform/ui/key-help.tsx'
import { useWords } from '#platform/ui/words.tsx'

/** Class of the button that names a goal and opens it; keys go from one to the next. */
export const lineClass = 'goals-line-open'

interface Deeds {
  fold: (id: string, isFolded: boolean) => void
  foldAll: () => void
  unfoldAll: () => void
  add?: () => void
}

/** The keys of the cascade: lines by j and k, folding by the arrows; Enter opens, as it does on any button. */
export function useCascadeKeys({ fold, foldAll, unfoldAll, add }: Deeds): void {
  const t = useWords()
  const keys = [
    { key: 'j', label: t('goals.key.next'), run: () => step(1) },
    { key: 'k', label: t('goals.key.before'), run: () => step(-1) },
    { key: 'ArrowRight', label: t('goals.key.unfold'), run: () => foldAt(fold, false) },
    { key: 'ArrowLeft', label: t('goals.key.fold'), run: () => foldAt(fold, true) },
    { key: 'e', label: t('goals.unfoldAll'), run: unfoldAll },
    { key: 'c', label: t('goals.foldAll'), run: foldAll },
    { key: '/', label: t('goals.key.search'), run: focusSearch },
  ]
  useKeys(add ? [...keys, { key: 'n', label: t('goals.add'), run: add }] : keys)
}

const lines = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`.${lineClass}`)]

function step(by: 1 | -1): void {
  const all = lines()
  const at = all.findIndex((line) => line.isSameNode(document.activeElement))
  const next = at < 0 ? all[0] : all[at + by]
  next?.focus()
}

function foldAt(fold: Deeds['fold'], isFolded: boolean): void {
  const goal = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.goal : undefined
  if (goal) fold(goal, isFolded)
}

const focusSearch = (): void => document.querySelector<HTMLElement>('.list-search input')?.focus()
