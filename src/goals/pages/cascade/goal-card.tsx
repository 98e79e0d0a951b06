import { useState } from 'react'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { SourceNote } from '../source.tsx'
import { Fold, GoalFacts, GoalName } from './goal-parts.tsx'
import type { LineProps } from './sections.tsx'

/** A goal as a card, where a row has no room. */
export function GoalCard({ line: { goal, level, below }, isFolded, fold, onOpen }: LineProps) {
  const t = useWords()
  const format = useFormat()
  const [isQuoted, setQuoted] = useState(false)
  const { owner, lead, dueOn, source } = goal
  const facts = [owner.name, lead ? t('goals.leadIs', { name: lead.name }) : null, dueOn ? format.day(dueOn) : null]
  return (
    <li className={`goals-card is-level-${Math.min(level, 2)}`}>
      <div className="goals-name-in">
        <Fold goal={goal} below={below} isFolded={isFolded} fold={fold} />
        <div>
          <GoalName goal={goal} level={level} onOpen={onOpen} />
          <GoalFacts goal={goal} />
          <p className="goals-hint">{facts.filter(Boolean).join(' · ')}</p>
          <button type="button" className="goals-link" aria-expanded={isQuoted} onClick={() => setQuoted(!isQuoted)}>
            {source.citation ? t('goals.source.quote') : t('goals.source.hand')}
            <span className="visually-hidden"> {goal.code}</span>
          </button>
          {isQuoted ? <SourceNote source={source} /> : null}
        </div>
      </div>
    </li>
  )
}
