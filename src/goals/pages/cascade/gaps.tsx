import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { GoalView } from '../../contract.ts'
import { type Gap, gaps, lacks } from './tree.ts'

interface Props {
  rows: readonly GoalView[]
  gap: Gap | undefined
  onChoose: (gap: Gap | undefined) => void
}

/** What is still to be filled in, first: each number opens its goals. It judges nobody, so it has no colour. */
export function Gaps({ rows, gap, onChoose }: Props) {
  const t = useWords()
  const format = useFormat()
  const counted = gaps.map((one) => ({ one, count: rows.filter((goal) => lacks(goal, one)).length }))
  if (gap === undefined && counted.every(({ count }) => count === 0)) return null
  return (
    <fieldset className="goals-gaps">
      <legend className="visually-hidden">{t('goals.gaps')}</legend>
      {counted.map(({ one, count }) => (
        <button
          key={one}
          type="button"
          className="goals-gap"
          aria-pressed={gap === one}
          onClick={() => onChoose(gap === one ? undefined : one)}
        >
          <b>{format.number(count)}</b> {t(`goals.gap.${one}`)}
        </button>
      ))}
    </fieldset>
  )
}
