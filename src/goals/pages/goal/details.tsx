import { FactList } from '#platform/ui/detail-page.tsx'
import { boundedWords } from '#platform/ui/quantity-words.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { GoalView } from '../../contract.ts'
import { SourceNote } from '../source.tsx'
import { Stages } from './stages.tsx'

interface Props {
  goal: GoalView
  rows: readonly GoalView[]
  onOpen: (id: string) => void
}

/** A goal for those who read it. */
export function GoalDetails({ goal, rows, onOpen }: Props) {
  const t = useWords()
  const format = useFormat()
  const parent = rows.find(({ id }) => id === goal.parentId)
  return (
    <>
      <p className="goals-words" lang="zh-CN">
        {goal.title}
      </p>
      {goal.asksForTask ? null : <p className="goals-hint">{t('goals.study.why')}</p>}
      <FactList
        facts={[
          {
            label: t('goals.parent'),
            value: parent ? (
              <button type="button" className="goals-link" onClick={() => onOpen(parent.id)}>
                {parent.code} {parent.title}
              </button>
            ) : null,
          },
          { label: t('goals.owner'), value: goal.owner.name },
          { label: t('goals.theme'), value: goal.theme },
          { label: t('goals.year'), value: String(goal.year) },
          { label: t('goals.due'), value: goal.dueOn ? format.day(goal.dueOn) : null },
          { label: t('goals.lead'), value: goal.lead?.name },
          { label: t('goals.supporting'), value: goal.supporting.map(({ name }) => name).join(t('goals.comma')) },
          { label: t('goals.leader'), value: goal.leader },
          ...goal.figures.map((figure) => ({
            label: `${t(`goals.value.${figure.kind}`)} · ${figure.indicator}`,
            value: boundedWords(t, format, figure),
          })),
        ]}
      />
      <SourceNote source={goal.source} />
      <Stages goalId={goal.id} />
    </>
  )
}
