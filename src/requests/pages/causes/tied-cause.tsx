import { Link } from '@tanstack/react-router'
import { useCall } from '#platform/ui/calls.ts'
import { useMe } from '#platform/ui/me.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { causesApi } from '../../causes/contract.ts'
import type { RequestView } from '../../contract.ts'
import { TieForm } from './tie-form.tsx'

const workers: readonly string[] = ['request-desk', 'unit-handler', 'unit-head', 'supervision-officer']

/** What this case leads to beyond itself: its root cause, and for a closed one whose firm agreed, an approved answer. */
export function TiedCause({ request }: { request: RequestView }) {
  const t = useWords()
  const { role } = useMe()
  const { id, causeId, state, answer, mayBePublished } = request
  const isDesk = role === 'request-desk'
  const isAnswerable = workers.includes(role) && state === 'closed' && answer !== null && mayBePublished
  if (causeId === null && !isDesk && !isAnswerable) return null
  return (
    <section aria-label={t('requests.page.causes.beyond')}>
      <h3>{t('requests.page.causes.beyond')}</h3>
      {causeId === null ? null : <Named causeId={causeId} />}
      {isDesk ? <TieForm requestIds={[id]} /> : null}
      {isAnswerable ? (
        <p>
          <Link to="/requests/known-answers" search={{ from: id }}>
            {t('requests.page.known.fromThis')}
          </Link>
        </p>
      ) : null}
    </section>
  )
}

/** A unit that neither owns the cause nor is the desk is not told of it. */
function Named({ causeId }: { causeId: string }) {
  const t = useWords()
  const format = useFormat()
  const { data } = useCall(causesApi.get, { params: { id: causeId } })
  if (data?.id !== causeId) return null
  const { title, ownerName, dueOn, doneOn, count } = data
  return (
    <p>
      <Link to={`/requests/causes/${causeId}`}>{title}</Link>{' '}
      <span className="requests-soft">
        {[
          t('requests.page.causes.count', { count: format.number(count) }),
          ownerName,
          t(doneOn === null ? 'requests.page.causes.dueOn' : 'requests.page.causes.doneOn', {
            day: format.day(doneOn ?? dueOn),
          }),
        ].join(' · ')}
      </span>
    </p>
  )
}
