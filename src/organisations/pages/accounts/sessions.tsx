import { deviceOf, SessionFacts } from '#platform/pages/account/session-facts.tsx'
import { useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type AccountDetail, accountsApi as api } from '../../accounts/contract.ts'

/** Where the account is signed in, for administrators. */
export function Sessions({ account }: { account: AccountDetail }) {
  const t = useWords()
  const end = useSend(api.endSessions, { stale: [api.get] })
  const { id, name, sessions, may } = account
  return (
    <section aria-labelledby="accounts-sessions" className="accounts-part">
      <header>
        <h2 id="accounts-sessions">{t('account.sessions')}</h2>
        {may.endSessions ? (
          <ConfirmButton
            loading={end.isPending}
            question={t('accounts.endSessionsQuestion', { name })}
            onConfirm={() => end.mutate({ params: { id }, body: {} })}
          >
            {t('accounts.endSessions')}
          </ConfirmButton>
        ) : null}
      </header>
      <ul className="accounts-grants">
        {sessions.map((session) => (
          <li key={session.id}>
            <SessionFacts session={session} />
            {may.endSessions ? (
              <ConfirmButton
                size="small"
                aria-label={t('account.sessions.endNamed', { device: deviceOf(t, session) })}
                loading={end.isPending}
                question={t('account.sessions.endQuestion')}
                onConfirm={() => end.mutate({ params: { id }, body: { sessionId: session.id } })}
              >
                {t('account.sessions.end')}
              </ConfirmButton>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
