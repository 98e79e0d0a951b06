import { Skeleton, Tag } from 'antd'
import { platformApi, type SessionView } from '#platform/contract.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { Part } from './part.tsx'

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
  const format = useFormat()
  const end = useSend(platformApi.endMySession, { stale: [platformApi.mySessions] })
  const { id, browser, system, address, since, lastSeenAt, isThis } = session
  const device = [browser, system].filter(Boolean).join(' · ') || t('account.sessions.unknown')
  return (
    <li>
      <div>
        <strong>{device}</strong>
        {isThis ? <Tag>{t('account.sessions.this')}</Tag> : null}
        <div className="account-soft">
          {[
            address,
            t('account.sessions.since', { moment: format.moment(since) }),
            t('account.sessions.seen', { moment: format.moment(lastSeenAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
      {isThis ? null : (
        <ConfirmButton
          size="small"
          aria-label={t('account.sessions.endNamed', { device })}
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
