import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { approvalsApi } from '#platform/approvals/contract.ts'
import { useCall, useOneAtATime, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { DetailPage, FactList } from '#platform/ui/detail-page.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Light, type LightColour } from '#platform/ui/light.tsx'
import { useMe } from '#platform/ui/me.ts'
import { ShownOnce } from '#platform/ui/shown-once.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { webHooksApi as api, hookKeepers, type WebHook } from '#platform/web-hooks/contract.ts'
import { Part } from '../account/part.tsx'
import { WaitingList } from '../approvals/waiting-list.tsx'
import { Deliveries } from './deliveries.tsx'

const colours: Record<WebHook['state'], LightColour> = { active: 'green', stopped: 'red', ended: 'grey' }

/** Which other systems are told what happens, and does it arrive? */
export function WebHooksPage() {
  const t = useWords()
  const mayKeep = hookKeepers.includes(useMe().role)
  const result = useCall(api.list, {})
  const waiting = useCall(approvalsApi.list, { query: { show: 'waiting', kind: 'web-hook' } })
  const asked = waiting.data?.rows ?? []
  return (
    <DetailPage
      titleKey="webHooks.page"
      result={result}
      title={() => t('webHooks.page')}
      lead={() => t('webHooks.page.lead')}
      actions={() =>
        mayKeep ? (
          <Link to="/web-hooks/new" className="button-link">
            {t('webHooks.page.new')}
          </Link>
        ) : null
      }
    >
      {({ rows }) => (
        <>
          <WaitingList waiting={asked} />
          {rows.length === 0 && asked.length === 0 ? (
            <EmptyState
              title={t('webHooks.page.none')}
              next={t(mayKeep ? 'webHooks.page.none.next' : 'webHooks.page.none.agree')}
            />
          ) : null}
          {rows
            .filter(({ state }) => state !== 'ended')
            .map((hook) => (
              <Hook key={hook.id} hook={hook} mayKeep={mayKeep} />
            ))}
          <Ended hooks={rows.filter(({ state }) => state === 'ended')} />
        </>
      )}
    </DetailPage>
  )
}

function Hook({ hook, mayKeep }: { hook: WebHook; mayKeep: boolean }) {
  const t = useWords()
  const format = useFormat()
  const { name, url, kinds, state, failures, earlierUntil } = hook
  return (
    <Part title={name} aside={<Light colour={colours[state]}>{t(`webHooks.page.state.${state}`)}</Light>}>
      {state === 'stopped' ? <p>{t('webHooks.page.stoppedHint')}</p> : null}
      <FactList
        facts={[
          { label: t('webHooks.page.url'), value: <span className="break-anywhere">{url}</span> },
          {
            label: t('webHooks.page.kinds'),
            value: kinds.map((kind) => t(`action.${kind}`)).join(t('webHooks.page.and')),
          },
          {
            label: t('webHooks.page.failures'),
            value: failures === 0 ? null : t('webHooks.page.failuresInARow', { count: failures }),
          },
          {
            label: t('webHooks.page.secret'),
            value: earlierUntil === null ? null : t('webHooks.page.bothUntil', { moment: format.moment(earlierUntil) }),
          },
          {
            label: t('webHooks.page.agreed'),
            value: t('webHooks.page.agreedBy', {
              asked: hook.proposedByName,
              agreed: hook.agreedByName,
              moment: format.moment(hook.agreedAt),
            }),
          },
        ]}
      />
      {mayKeep ? <Steps hook={hook} /> : null}
      <Deliveries hookId={hook.id} name={name} maySend={mayKeep && state === 'active'} />
    </Part>
  )
}

function Steps({ hook: { id, name, state, version } }: { hook: WebHook }) {
  const t = useWords()
  const [secret, setSecret] = useState<string | null>(null)
  const oneAtATime = useOneAtATime()
  const change = useSend(api.secret, { stale: [api.list], onDone: (made) => setSecret(made.secret) })
  const resume = useSend(api.resume, { stale: [api.list, api.deliveries] })
  const end = useSend(api.end, { stale: [api.list] })
  const input = { params: { id }, body: { version } }
  return (
    <div className="page-actions">
      {secret === null ? null : (
        <ShownOnce
          title={t('webHooks.page.secretOf', { name })}
          advice={t('webHooks.page.once')}
          text={secret}
          onKept={() => setSecret(null)}
        />
      )}
      {state === 'stopped' ? (
        <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate(input)}>
          {t('webHooks.page.resume')}
        </Button>
      ) : null}
      <ConfirmButton
        loading={change.isPending}
        aria-label={t('webHooks.page.newSecretOne', { name })}
        question={t('webHooks.page.newSecretQuestion')}
        consequence={t('webHooks.page.newSecretConsequence')}
        onConfirm={() => oneAtATime((onSettled) => change.mutate(input, { onSettled }))}
      >
        {t('webHooks.page.newSecret')}
      </ConfirmButton>
      <ConfirmButton
        danger
        loading={end.isPending}
        aria-label={t('webHooks.page.endOne', { name })}
        question={t('webHooks.page.endQuestion', { name })}
        consequence={t('webHooks.page.endConsequence')}
        onConfirm={() => end.mutate(input)}
      >
        {t('webHooks.page.end')}
      </ConfirmButton>
    </div>
  )
}

function Ended({ hooks }: { hooks: readonly WebHook[] }) {
  const t = useWords()
  if (hooks.length === 0) return null
  return (
    <Part title={t('webHooks.page.ended')}>
      <ul className="account-rows">
        {hooks.map(({ id, name, url, state }) => (
          <li key={id}>
            <div>
              <strong>{name}</strong>
              <span className="account-soft break-anywhere">{url}</span>
            </div>
            <Light colour={colours[state]}>{t(`webHooks.page.state.${state}`)}</Light>
          </li>
        ))}
      </ul>
    </Part>
  )
}
