import { useState } from 'react'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { SourceNote } from '../source.tsx'
import { Fold, GoalFacts, GoalName } from './goal-parts.tsx'
import type { LineProps } from './sections.tsx'

/** A goal as a row of the table-tree; its quotation opens below it. */
export function GoalRow({ line: { goal, level, below }, isFolded, fold, onOpen }: LineProps) {
  const t = useWords()
  const format = useFormat()
  const [isQuoted, setQuoted] = useState(false)
  const { id, owner, lead, supporting, dueOn, source } = goal
  const depth = `is-level-${Math.min(level, 4)}`
  return (
    <>
      <tr>
        <td className={`goals-name ${depth}`}>
          <div className="goals-name-in">
            <Fold goal={goal} below={below} isFolded={isFolded} fold={fold} />
            <div>
              <GoalName goal={goal} level={level} onOpen={onOpen} />
              <GoalFacts goal={goal} />
            </div>
          </div>
        </td>
        <td className="goals-unit">{owner.name}</td>
        <td className="goals-unit">
          {lead?.name ?? <span className="goals-none">{t('goals.none')}</span>}
          {supporting.length > 0 ? (
            <div className="list-note">
              {t('goals.supportedBy', { names: supporting.map(({ name }) => name).join(t('goals.comma')) })}
            </div>
          ) : null}
        </td>
        <td className="goals-day">
          {dueOn ? format.day(dueOn) : <span className="goals-none">{t('goals.none')}</span>}
        </td>
        <td className="goals-unit">
          <button
            type="button"
            className="goals-link"
            aria-expanded={isQuoted}
            aria-controls={isQuoted ? `quote-${id}` : undefined}
            onClick={() => setQuoted(!isQuoted)}
          >
            {source.citation ? t('goals.source.quote') : t('goals.source.hand')}
            <span className="visually-hidden"> {goal.code}</span>
          </button>
        </td>
      </tr>
      {isQuoted ? (
        <tr id={`quote-${id}`} className="goals-quote-row">
          <td colSpan={5} className={`goals-name ${depth}`}>
            <SourceNote source={source} />
          </td>
        </tr>
      ) : null}
    </>
  )
}
