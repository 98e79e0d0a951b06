import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import type { MyAccount } from '#platform/contract.ts'
import { Part } from '#platform/pages/account/part.tsx'
import { WaitingList } from '#platform/pages/approvals/waiting-list.tsx'
import { officials } from '#platform/roles.ts'
import { useCall } from '#platform/ui/calls.ts'
import { useMe } from '#platform/ui/me.ts'
import { useFormat, useLanguage, useWords } from '#platform/ui/words.tsx'
import { accountsApi, type GrantView } from '../../accounts/contract.ts'
import { keepers, periodWords, scopeWords } from './words.ts'

/** The own posts with what they reach, and who acts in them. */
export function MyPosts({ account }: { account: MyAccount }) {
  const t = useWords()
  const { role } = useMe()
  const mayHaveDeputy = officials.includes(role) || keepers.includes(role)
  const { data } = useCall(accountsApi.listOwnGrants, {}, { enabled: mayHaveDeputy })
  const grants = data?.grants.filter(({ state }) => state !== 'over') ?? []
  return (
    <>
      <Part title={t('account.posts')}>
        {account.posts.length === 0 ? <p>{t('account.posts.none')}</p> : null}
        <ul className="account-rows">
          {account.posts.map((post) => (
            <PostRow key={post.grantId} post={post} grant={grants.find(({ id }) => id === post.grantId)} />
          ))}
        </ul>
      </Part>
      {mayHaveDeputy ? (
        <Part title={t('account.acting')}>
          <p className="account-soft">{t('account.acting.text')}</p>
          <Deputies grants={grants} />
          <WaitingList waiting={data?.waiting ?? []} />
        </Part>
      ) : null}
    </>
  )
}

function PostRow({ post, grant }: { post: MyAccount['posts'][number]; grant: GrantView | undefined }) {
  const t = useWords()
  const format = useFormat()
  const { language } = useLanguage()
  const { grantId } = useMe()
  const facts = [
    t(`ui.role.${post.role}`),
    grant ? scopeWords(t, language, grant.scope, grant.portfolio) : '',
    periodWords(t, format.day, post.fromOn, post.toOn),
  ]
  return (
    <li>
      <div>
        <strong>{post.post || t(`ui.role.${post.role}`)}</strong>
        {post.actingFor ? <Tag>{t('account.actingOf', { name: post.actingFor })}</Tag> : null}
        {grantId === post.grantId ? <Tag>{t('account.posts.now')}</Tag> : null}
        <div className="account-soft">{facts.filter(Boolean).join(' · ')}</div>
      </div>
      {grant?.may.proposeActing ? (
        <Link to="/account/acting/$grantId" params={{ grantId: post.grantId }}>
          {t('account.acting.propose')}
        </Link>
      ) : null}
    </li>
  )
}

function Deputies({ grants }: { grants: readonly GrantView[] }) {
  const t = useWords()
  const format = useFormat()
  const deputies = grants.flatMap(({ post, role, actedBy }) =>
    actedBy.map((deputy) => ({ ...deputy, post: post || t(`ui.role.${role}`) })),
  )
  if (deputies.length === 0) return <p>{t('account.acting.none')}</p>
  return (
    <ul className="account-rows">
      {deputies.map(({ grantId, name, post, fromOn, toOn }) => (
        <li key={grantId}>
          <div>
            <strong>{t('account.acting.by', { name, post })}</strong>
            <div className="account-soft">{periodWords(t, format.day, fromOn, toOn)}</div>
          </div>
        </li>
      ))}
    </ul>
  )
}
