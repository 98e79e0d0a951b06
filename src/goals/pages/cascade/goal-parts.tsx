import { DownOutlined, RightOutlined } from '@ant-design/icons'
import { boundedWords } from '#platform/ui/quantity-words.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { GoalView } from '../../contract.ts'
import { lineClass } from './use-cascade-keys.ts'

interface FoldProps {
  goal: GoalView
  below: number
  isFolded: boolean
  fold: (id: string, isFolded: boolean) => void
}

/** Folds what stands below a goal, and says how many. */
export function Fold({ goal: { id, code }, below, isFolded, fold }: FoldProps) {
  const t = useWords()
  if (below === 0) return <span className="goals-fold" />
  return (
    <button
      type="button"
      className="goals-fold"
      aria-expanded={!isFolded}
      aria-label={t(isFolded ? 'goals.unfold' : 'goals.fold', { code, count: below })}
      onClick={() => fold(id, !isFolded)}
    >
      {isFolded ? <RightOutlined aria-hidden /> : <DownOutlined aria-hidden />}
    </button>
  )
}

/** What a goal is called; it opens the goal. */
export function GoalName({ goal, level, onOpen }: { goal: GoalView; level: number; onOpen: (id: string) => void }) {
  const t = useWords()
  return (
    <button
      type="button"
      className={`${lineClass} goals-title`}
      data-goal={goal.id}
      lang="zh-CN"
      onClick={() => onOpen(goal.id)}
    >
      {level > 0 ? <span className="visually-hidden">{t('goals.level', { level: level + 1 })}</span> : null}
      {goal.title}
    </button>
  )
}

/** Below its title: code, goal or task, theme, and the figures that stand in its words. */
export function GoalFacts({ goal: { code, kind, asksForTask, theme, figures } }: { goal: GoalView }) {
  const t = useWords()
  const format = useFormat()
  return (
    <div className="goals-facts">
      <span>{code}</span>
      <span>{t(`goals.kind.${kind}`)}</span>
      {asksForTask ? null : <span className="goals-study">{t('goals.study')}</span>}
      {theme ? <span>{theme}</span> : null}
      {figures.map((figure) => (
        <span key={figure.id} className="goals-figure" title={t(`goals.value.${figure.kind}`)}>
          {figure.indicator} <b>{boundedWords(t, format, figure)}</b>
        </span>
      ))}
    </div>
  )
}
