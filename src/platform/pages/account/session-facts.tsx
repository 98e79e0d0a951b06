import { Tag } from 'antd'
import type { SessionView } from '#platform/contract.ts'
import { type Translate, useFormat, useWords } from '#platform/ui/words.tsx'

/** Browser and system of a session, as far as they are known. */
export const deviceOf = (t: Translate, { browser, system }: SessionView): string =>
  [browser, system].filter(Boolean).join(' · ') || t('account.sessions.unknown')

/** A session in two lines: on what, from where, since when. */
export function SessionFacts({ session }: { session: SessionView }) {
  const t = useWords()
  const format = useFormat()
  const { address, since, lastSeenAt, isThis } = session
  const facts = [
    address,
    t('account.sessions.since', { moment: format.moment(since) }),
    t('account.sessions.seen', { moment: format.moment(lastSeenAt) }),
  ]
  return (
    <div>
      <strong>{deviceOf(t, session)}</strong> {isThis ? <Tag>{t('account.sessions.this')}</Tag> : null}
      <div className="account-soft">{facts.filter(Boolean).join(' · ')}</div>
    </div>
  )
}
