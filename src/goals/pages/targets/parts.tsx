import { Light } from '#platform/ui/light.tsx'
import { boundedWords, valueWords } from '#platform/ui/quantity-words.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { ActualView, TargetView } from '../../targets/contract.ts'
import { periodWords, standingColours } from './words.ts'

/** Where a target stands, as colour, shape and word. */
export function StandingLight({ standing }: { standing: TargetView['standing'] }) {
  const t = useWords()
  return <Light colour={standingColours[standing]}>{t(`goals.standing.${standing}`)}</Light>
}

/** The number to reach as the paper has it; below it how the office reads it, where that is not as stated. */
export function TargetNumber({ target }: { target: TargetView }) {
  const t = useWords()
  const format = useFormat()
  const { reading } = target
  return (
    <>
      <b>{boundedWords(t, format, target)}</b>
      {reading.why === 'decided' && reading.op ? (
        <div className="goals-reason">{t('goals.readAs', { sign: t(`goals.bound.${reading.op}`) })}</div>
      ) : null}
    </>
  )
}

/** A figure with its period and what is to be known of it. */
export function ActualNumber({ actual, unit }: { actual: ActualView; unit: string | null }) {
  const t = useWords()
  const format = useFormat()
  return (
    <>
      <b>{valueWords(t, format, actual.value, unit)}</b>
      <div className="goals-reason">{periodWords(t, actual.period)}</div>
      <div className="goals-reason">{useMarks()(actual).join(t('goals.comma'))}</div>
    </>
  )
}

/** What qualifies a figure: preliminary or final, estimated, and who states it. */
export function useMarks(): (actual: ActualView) => string[] {
  const t = useWords()
  return ({ standing, isEstimated, statedBy }) => [
    ...(standing ? [t(`goals.actual.${standing}`)] : []),
    ...(isEstimated ? [t('goals.actual.estimated')] : []),
    t(`goals.statedBy.${statedBy}`),
  ]
}

/** What is still needed, in a sentence; why there is none, where a pace cannot be worked out. */
export function Needed({ target }: { target: TargetView }) {
  const t = useWords()
  const format = useFormat()
  const { need, gap, unit, indicator, standing } = target
  if (need && gap)
    return (
      <>
        {t('goals.need', {
          value: valueWords(t, format, need.each, unit),
          period: t(`goals.each.${indicator.periodType ?? 'month'}`),
        })}
        <div className="goals-reason">{t('goals.gap', { value: valueWords(t, format, gap, unit) })}</div>
      </>
    )
  if (standing === 'behind' && indicator.counting === 'rate' && gap)
    return <>{t('goals.gap.rate', { value: valueWords(t, format, gap, unit === '%' ? 'pp' : unit) })}</>
  return <span className="goals-none">–</span>
}
