import { useCall } from '#platform/ui/calls.ts'
import { useMe } from '#platform/ui/me.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { RequestView } from '../../contract.ts'
import { type FeedbackView, feedbackApi } from '../../feedback/contract.ts'
import { CallBackForm } from './call-back-form.tsx'
import { RateForm } from './rate-form.tsx'

/** Roles that read what a single firm said; units are not among them. */
const readers: readonly string[] = ['request-desk', 'supervision-officer', 'city-leader', 'enterprise-user']

interface Props {
  request: RequestView
  keysOn: boolean
}

/** What the firm said of the answers, how it was called back, and what may be written down now. */
export function Feedback({ request, keysOn }: Props) {
  const t = useWords()
  const { role } = useMe()
  const isReader = readers.includes(role)
  const result = useCall(feedbackApi.feedback, { params: { id: request.id } }, { enabled: isReader })
  const { data, error } = result
  // Who had a part in the answer reads nothing of it, and is not told so on every case.
  if (!isReader || error?.status === 403) return null
  if (error) return <RefusalNotice error={error} retry={() => void result.refetch()} />
  if (!data) return null
  const mayRate = request.may.includes('rate')
  const mayCall = request.may.includes('call-back')
  const isForAnother = data.isCalledByAnother && data.ratings.every(({ round }) => round < request.round)
  if (data.ratings.length === 0 && data.callBacks.length === 0 && !mayRate && !mayCall && !isForAnother) return null
  return (
    <section aria-label={t('requests.page.feedback')}>
      <h3>{t('requests.page.feedback')}</h3>
      <Ratings ratings={data.ratings} />
      <CallBacks calls={data.callBacks} />
      {mayRate ? <RateForm request={request} rateToOn={data.rateToOn} /> : null}
      {isForAnother ? <p className="requests-soft">{t('requests.page.callBack.another')}</p> : null}
      {mayCall ? (
        <CallBackForm
          key={request.round}
          request={request}
          isRated={data.ratings.some(({ round }) => round === request.round)}
          attemptsNeeded={data.attemptsNeeded}
          keysOn={keysOn}
        />
      ) : null}
    </section>
  )
}

function Ratings({ ratings }: Pick<FeedbackView, 'ratings'>) {
  const t = useWords()
  const format = useFormat()
  return (
    <ul className="requests-said">
      {ratings.map(({ round, level, isSolved, words, source, at }) => (
        <li key={round}>
          <p>
            <strong>{t(`requests.ratingLevel.${level}`)}</strong>{' '}
            {t(isSolved ? 'requests.page.rating.solved.yes' : 'requests.page.rating.solved.no')}
          </p>
          {words ? <p className="requests-words">{words}</p> : null}
          <p className="requests-soft">
            {[t('requests.page.roundOf', { round }), t(`requests.ratingSource.${source}`), format.moment(at)].join(
              ' · ',
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}

function CallBacks({ calls }: { calls: FeedbackView['callBacks'] }) {
  const t = useWords()
  const format = useFormat()
  return (
    <ul className="requests-said">
      {calls.map(({ round, attempt, isReached, note, calledByName, at }) => (
        <li key={`${round} ${attempt}`}>
          <p>{t(isReached ? 'requests.page.callBack.reached' : 'requests.page.callBack.inVain', { attempt })}</p>
          {note ? <p className="requests-words">{note}</p> : null}
          <p className="requests-soft">
            {[t('requests.page.roundOf', { round }), calledByName, format.moment(at)].join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  )
}
