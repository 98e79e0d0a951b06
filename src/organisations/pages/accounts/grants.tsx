import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import { useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { useFormat, useLanguage, useWords } from '#platform/ui/words.tsx'
import { type AccountDetail, accountsApi as api, type GrantView } from '../../accounts/contract.ts'
import { GrantLight } from './state-light.tsx'
import { nameOf, periodWords, scopeWords } from './words.ts'

/** The posts of an account: role, what it reaches in words, from when until when; those that ended below. */
export function Grants({ account }: { account: AccountDetail }) {
  const t = useWords()
  const now = account.grants.filter(({ state }) => state !== 'over')
  const over = account.grants.filter(({ state }) => state === 'over')
  const { id, may } = account
  return (
    <section aria-labelledby="accounts-grants" className="accounts-part">
      <h2 id="accounts-grants">{t('account.posts')}</h2>
      {now.length === 0 ? (
        <EmptyState
          title={t('accounts.grants.none')}
          next={t('accounts.grants.noneNext')}
          {...(may.proposeGrant ? { to: `/accounts/${id}/role`, label: t('accounts.page.role') } : {})}
        />
      ) : null}
      <ul className="accounts-grants">
        {now.map((grant) => (
          <GrantRow key={grant.id} grant={grant} accountId={id} />
        ))}
      </ul>
      {over.length > 0 ? (
        <details>
          <summary>{t('accounts.grants.over', { count: over.length })}</summary>
          <ul className="accounts-grants">
            {over.map((grant) => (
              <GrantRow key={grant.id} grant={grant} accountId={id} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

function GrantRow({ grant, accountId }: { grant: GrantView; accountId: string }) {
  const t = useWords()
  const format = useFormat()
  const { language } = useLanguage()
  const { role, post, scope, portfolio, unit, fromOn, toOn, state, actingFor, actedBy, origin } = grant
  const facts = [unit ? nameOf(language, unit) : '', scopeWords(t, language, scope, portfolio)]
  return (
    <li>
      <div className="accounts-grant">
        <div>
          <strong>{t(`ui.role.${role}`)}</strong> {post} <GrantLight state={state} />
          {actingFor ? <Tag>{t('account.actingOf', { name: actingFor.name })}</Tag> : null}
          {origin === 'single-sign-on' ? <Tag>{t('accounts.origin.single-sign-on')}</Tag> : null}
        </div>
        <div className="accounts-soft">
          {[...facts, periodWords(t, format.day, fromOn, toOn)].filter(Boolean).join(' · ')}
        </div>
        {actedBy.map((deputy) => (
          <div key={deputy.grantId} className="accounts-soft">
            {t('accounts.actedBy', {
              name: deputy.name,
              period: periodWords(t, format.day, deputy.fromOn, deputy.toOn),
            })}
          </div>
        ))}
        {scope.kind === 'portfolio' ? <Portfolio grant={grant} /> : null}
      </div>
      <GrantActions grant={grant} accountId={accountId} />
    </li>
  )
}

function GrantActions({ grant, accountId }: { grant: GrantView; accountId: string }) {
  const t = useWords()
  const { id, may, role, post } = grant
  const end = useSend(api.endGrant, { stale: [api.get, api.list] })
  const params = { accountId, grantId: id }
  return (
    <div className="accounts-row-actions">
      {may.widen ? (
        <Link to="/accounts/$accountId/grants/$grantId/portfolio" params={params}>
          {t('accounts.page.portfolio')}
        </Link>
      ) : null}
      {may.correct ? (
        <Link to="/accounts/$accountId/grants/$grantId/dates" params={params}>
          {t('accounts.page.dates')}
        </Link>
      ) : null}
      {may.end ? (
        <ConfirmButton
          size="small"
          loading={end.isPending}
          question={t('accounts.endQuestion', { role: t(`ui.role.${role}`), post })}
          consequence={t('accounts.endConsequence')}
          onConfirm={() => end.mutate({ params: { id }, body: {} })}
        >
          {t('accounts.end')}
        </ConfirmButton>
      ) : null}
    </div>
  )
}

/** What a portfolio holds, item by item with its days. */
function Portfolio({ grant }: { grant: GrantView }) {
  const t = useWords()
  const format = useFormat()
  const { language } = useLanguage()
  const end = useSend(api.endPortfolioItem, { stale: [api.get] })
  return (
    <ul className="accounts-portfolio">
      {grant.portfolio
        .filter(({ state }) => state !== 'over')
        .map((item) => {
          const name = nameOf(language, item) || item.itemId
          return (
            <li key={item.id}>
              <span>{name}</span>
              <span className="accounts-soft">{periodWords(t, format.day, item.fromOn, item.toOn)}</span>
              {grant.may.end ? (
                <ConfirmButton
                  size="small"
                  type="text"
                  aria-label={t('accounts.takeOutNamed', { name })}
                  question={t('accounts.takeOutQuestion', { name })}
                  loading={end.isPending}
                  onConfirm={() => end.mutate({ params: { id: item.id }, body: {} })}
                >
                  {t('accounts.takeOut')}
                </ConfirmButton>
              ) : null}
            </li>
          )
        })}
    </ul>
  )
}
