import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { DutyTurn, Roster } from '../../duty/contract.ts'
import { gapsOf } from '../../duty/rules.ts'

const shownAtMost = 6
const daysAhead = 14

interface Props {
  roster: Roster
  turns: readonly DutyTurn[]
  coverage: Roster['coverage']
  isChanged: boolean
}

/** Times at which nobody is on duty though somebody should be, in words. */
export function Gaps({ roster, turns, coverage, isChanged }: Props) {
  const t = useWords()
  const format = useFormat()
  // Office hours lie on working days, which the server knows; day and night is every day.
  if (isChanged && coverage === 'office-hours') return <p className="duty-gaps">{t('duty.page.gapsAfterSave')}</p>
  const textOf = (milliseconds: number) => new Date(milliseconds).toISOString()
  const gaps = isChanged
    ? gapsOf(turns, coverage, format.today(), daysAhead, () => true).map(({ from, to }) => ({
        from: textOf(from),
        to: textOf(to),
      }))
    : roster.gaps
  if (gaps.length === 0) return <p className="duty-gaps">{t('duty.page.gapsNone')}</p>
  return (
    <section className="duty-gaps" aria-labelledby="duty-gaps">
      <h2 id="duty-gaps">{t('duty.page.gaps')}</h2>
      <ul>
        {gaps.slice(0, shownAtMost).map(({ from, to }) => (
          <li key={from}>{t('duty.page.gap', { from: format.moment(from), to: format.moment(to) })}</li>
        ))}
      </ul>
      {gaps.length > shownAtMost ? <p>{t('duty.page.gapsMore', { count: gaps.length - shownAtMost })}</p> : null}
    </section>
  )
}
