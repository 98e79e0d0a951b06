import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type ApiKeyView, apiKeysApi as api, keyKeepers } from '#platform/api-keys/contract.ts'
import type { KeyState } from '#platform/api-keys/rules.ts'
import { approvalsApi } from '#platform/approvals/contract.ts'
import { useCall, useOneAtATime, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { DetailPage, FactList } from '#platform/ui/detail-page.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Light, type LightColour } from '#platform/ui/light.tsx'
import { useMe } from '#platform/ui/me.ts'
import { ShownOnce } from '#platform/ui/shown-once.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { Part } from '../account/part.tsx'
import { WaitingList } from '../approvals/waiting-list.tsx'

const colours: Record<KeyState, LightColour> = { agreed: 'amber', active: 'green', expired: 'grey', revoked: 'grey' }
const isOpen = ({ state }: ApiKeyView): boolean => state === 'agreed' || state === 'active'

/** Which other systems may call this one, what each may do, and until when? */
export function ApiKeysPage() {
  const t = useWords()
  const mayKeep = keyKeepers.includes(useMe().role)
  const result = useCall(api.list, {})
  const waiting = useCall(approvalsApi.list, { query: { show: 'waiting', kind: 'api-key' } })
  const asked = waiting.data?.rows ?? []
  return (
    <DetailPage
      titleKey="apiKeys.page"
      result={result}
      title={() => t('apiKeys.page')}
      lead={() => t('apiKeys.page.lead')}
      actions={() => (mayKeep ? <AskLink /> : null)}
    >
      {({ rows }) => (
        <>
          <WaitingList waiting={asked} />
          {rows.length === 0 && asked.length === 0 ? (
            <EmptyState
              title={t('apiKeys.page.none')}
              next={t(mayKeep ? 'apiKeys.page.none.next' : 'apiKeys.page.none.agree')}
            />
          ) : null}
          {rows.filter(isOpen).map((key) => (
            <Key key={key.id} one={key} mayKeep={mayKeep} />
          ))}
          <Ended keys={rows.filter((key) => !isOpen(key))} />
        </>
      )}
    </DetailPage>
  )
}

function AskLink() {
  const t = useWords()
  return (
    <Link to="/api-keys/new" className="button-link">
      {t('apiKeys.page.new')}
    </Link>
  )
}

function Key({ one, mayKeep }: { one: ApiKeyView; mayKeep: boolean }) {
  const t = useWords()
  const format = useFormat()
  const { id, name, system, permissions, expiresOn, start, state, lastUsedAt, version } = one
  return (
    <Part title={name} aside={<Light colour={colours[state]}>{t(`apiKeys.page.state.${state}`)}</Light>}>
      <FactList
        facts={[
          { label: t('apiKeys.page.system'), value: system },
          {
            label: t('apiKeys.page.permissions'),
            value: permissions.map((permission) => t(`apiKeys.permission.${permission}`)).join(t('apiKeys.page.and')),
          },
          { label: t('apiKeys.page.expiresOn'), value: format.day(expiresOn) },
          { label: t('apiKeys.page.start'), value: start === null ? null : <code>{start}…</code> },
          {
            label: t('apiKeys.page.lastUsed'),
            value: start === null ? null : lastUsedAt === null ? t('apiKeys.page.never') : format.moment(lastUsedAt),
          },
          {
            label: t('apiKeys.page.agreed'),
            value: t('apiKeys.page.agreedBy', {
              asked: one.proposedByName,
              agreed: one.agreedByName,
              moment: format.moment(one.agreedAt),
            }),
          },
        ]}
      />
      {mayKeep ? <Steps id={id} name={name} version={version} isMade={state === 'active'} /> : null}
    </Part>
  )
}

interface StepsProps {
  id: string
  name: string
  version: number
  isMade: boolean
}

/** Makes what was agreed to, which is shown once; takes back what is no longer needed. */
function Steps({ id, name, version, isMade }: StepsProps) {
  const t = useWords()
  const [made, setMade] = useState<string | null>(null)
  const oneAtATime = useOneAtATime()
  const issue = useSend(api.issue, { stale: [api.list], onDone: ({ key }) => setMade(key) })
  const revoke = useSend(api.revoke, { stale: [api.list] })
  const input = { params: { id }, body: { version } }
  return (
    <>
      {made === null ? null : (
        <ShownOnce
          title={t('apiKeys.page.keyOf', { name })}
          advice={t('apiKeys.page.once')}
          text={made}
          onKept={() => setMade(null)}
        />
      )}
      {isMade ? null : <p className="account-soft">{t('apiKeys.page.makeHint')}</p>}
      <div className="page-actions">
        {isMade ? null : (
          <Button
            type="primary"
            loading={issue.isPending}
            onClick={() => oneAtATime((onSettled) => issue.mutate(input, { onSettled }))}
          >
            {t('apiKeys.page.make')}
          </Button>
        )}
        <ConfirmButton
          danger
          loading={revoke.isPending}
          aria-label={t('apiKeys.page.revokeOne', { name })}
          question={t('apiKeys.page.revokeQuestion', { name })}
          consequence={t('apiKeys.page.revokeConsequence')}
          onConfirm={() => revoke.mutate(input)}
        >
          {t('apiKeys.page.revoke')}
        </ConfirmButton>
      </div>
    </>
  )
}

/** Keys that open nothing any more. */
function Ended({ keys }: { keys: readonly ApiKeyView[] }) {
  const t = useWords()
  const format = useFormat()
  if (keys.length === 0) return null
  return (
    <Part title={t('apiKeys.page.ended')}>
      <ul className="account-rows">
        {keys.map(({ id, name, system, state, expiresOn, revokedAt, revokedByName }) => (
          <li key={id}>
            <div>
              <strong>{name}</strong>
              <span className="account-soft">{system}</span>
            </div>
            <span className="account-soft">
              {revokedAt === null
                ? t('apiKeys.page.expiredOn', { day: format.day(expiresOn) })
                : t('apiKeys.page.revokedBy', { name: revokedByName ?? '', moment: format.moment(revokedAt) })}
            </span>
            <Light colour={colours[state]}>{t(`apiKeys.page.state.${state}`)}</Light>
          </li>
        ))}
      </ul>
    </Part>
  )
}
