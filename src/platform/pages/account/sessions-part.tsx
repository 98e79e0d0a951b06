import { Skeleton } from 'antd'
import { platformApi, type SessionView } from '#platform/contract.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { Part } from './part.tsx'
import { deviceOf, SessionFacts } from './session-facts.tsx'

/** Where the account is signed in, and how to end it there. */
export function SessionsPart() {
  const t = useWords()
  const { data, error, refetch } = useCall(platformApi.mySessions, {})
  const endOthers = useSend(platformApi.endMyOtherSessions, { stale: [platformApi.mySessions] })
  const sessions = data?.sessions ?? []
  return (
    <Part
      title={t('account.sessions')}
      aside={
        sessions.length > 1 ? (
          <ConfirmButton
            question={t('account.sessions.endOthersQuestion')}
            loading={endOthers.isPending}
            onConfirm={() => endOthers.mutate({})}
          >
            {t('account.sessions.endOthers')}
          </ConfirmButton>
        ) : null
      }
    >
      <p className="account-soft">{t('account.sessions.text')}</p>
      <div role="status">
        {endOthers.data ? <p>{t('account.sessions.ended', { count: endOthers.data.ended })}</p> : null}
      </div>
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 2 }} aria-label={t('ui.loading')} /> : null}
      <ul className="account-rows">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </Part>
  )
}

function SessionRow({ session }: { session: SessionView }) {
  const t = useWords()
  const end = useSend(platformApi.endMySession, { stale: [platformApi.mySessions] })
  const { id, isThis } = session
  return (
    <li>
      <SessionFacts session={session} />
      {isThis ? null : (
        <ConfirmButton
          size="small"
          aria-label={t('account.sessions.endNamed', { device: deviceOf(t, session) })}
          question={t('account.sessions.endQuestion')}
          loading={end.isPending}
          onConfirm={() => end.mutate({ params: { id } })}
        >
          {t('account.sessions.end')}
        </ConfirmButton>
      )}
    </li>
  )
}
