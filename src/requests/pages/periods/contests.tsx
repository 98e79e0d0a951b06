import { Link } from '@tanstack/react-router'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Light } from '#platform/ui/light.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { PeriodView } from '../../rates/periods/contract.ts'
import { useName } from '../names.ts'
import { ClockPart } from './clock-part.tsx'
import { DecideForm } from './decide-form.tsx'

type Contest = PeriodView['contests'][number]

/** Contests that wait, what was excluded after one, and what stayed as it was; each with who decided and why. */
export function Contests({ period }: { period: PeriodView }) {
  const t = useWords()
  const { contests, may, state } = period
  const groups = [
    { name: 'waiting', rows: contests.filter(({ decision }) => decision === null) },
    { name: 'upheld', rows: contests.filter(({ decision }) => decision === 'upheld') },
    { name: 'dismissed', rows: contests.filter(({ decision }) => decision === 'dismissed') },
  ]
  if (contests.length === 0) {
    const next = state !== 'checking' ? 'over' : may.contest ? 'unit' : may.oversee ? 'oversee' : 'other'
    return <EmptyState title={t('requests.periods.contests.none')} next={t(`requests.periods.contests.none.${next}`)} />
  }
  return groups
    .filter(({ rows }) => rows.length > 0)
    .map(({ name, rows }) => (
      <section key={name} aria-labelledby={`periods-${name}`}>
        <h2 id={`periods-${name}`}>{t(`requests.periods.contests.${name}`, { count: rows.length })}</h2>
        <ul className="periods-contests">
          {rows.map((contest) => (
            <ContestItem key={contest.id} periodId={period.id} contest={contest} />
          ))}
        </ul>
      </section>
    ))
}

function ContestItem({ periodId, contest }: { periodId: string; contest: Contest }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const { requestId, number, round, clock, ground, words, unit, contestedByName, contestedAt } = contest
  const { decision, decidedByName, decisionNote, clocks } = contest
  return (
    <li>
      <div>
        <Link to="/requests" search={{ case: requestId, view: 'all' }}>
          {number}
        </Link>{' '}
        {round > 1 ? t('requests.page.roundOf', { round }) : null}{' '}
        <strong>
          {t('requests.periods.contests.what', {
            clock: t(`requests.clock.${clock}`),
            ground: t(`requests.periods.ground.${ground}`),
          })}
        </strong>
      </div>
      <p className="requests-words">{words}</p>
      <p className="requests-soft">
        {nameOf(unit)} · {contestedByName} · {format.moment(contestedAt)}
      </p>
      {decision === null ? (
        <div className="periods-clocks">
          {clocks.map((one) => (
            <ClockPart key={one.clock} clock={one} />
          ))}
        </div>
      ) : (
        <div>
          <Light colour={decision === 'upheld' ? 'green' : 'grey'}>
            {t(`requests.periods.decision.${decision}`, { name: decidedByName ?? '' })}
          </Light>
          <p className="requests-words">{decisionNote}</p>
        </div>
      )}
      {contest.mayDecide ? <DecideForm periodId={periodId} contest={contest} /> : null}
    </li>
  )
}
