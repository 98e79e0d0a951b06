import { Button } from 'antd'
import { alertsApi as api, type ChannelState } from '#platform/alerts/contract.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { Light } from '#platform/ui/light.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { Part } from '../account/part.tsx'
import './alerts.css'

const everyMilliseconds = 10_000

/** Whether what the product sends out of the house arrives, and a test message to oneself. */
export function AlertChannelsPage() {
  const t = useWords()
  const result = useCall(api.channels, {}, { everyMilliseconds })
  return (
    <DetailPage
      titleKey="alerts.page.channels"
      result={result}
      title={() => t('alerts.page.channels')}
      lead={() => t('alerts.page.channels.lead')}
    >
      {(channels) => (
        <>
          {channels.map((channel) => (
            <Channel key={channel.channel} state={channel} />
          ))}
        </>
      )}
    </DetailPage>
  )
}

function Channel({ state }: { state: ChannelState }) {
  const t = useWords()
  const format = useFormat()
  const test = useSend(api.testChannel, { stale: [api.channels, api.count] })
  const { channel, isConfigured, host, lastSentAt, lastFailure, waiting, retried, failed } = state
  const isTroubled = retried > 0 || (lastFailure !== null && (lastSentAt === null || lastFailure.at > lastSentAt))
  const colour = isConfigured ? (isTroubled ? 'red' : 'green') : 'grey'
  const word = isConfigured ? (isTroubled ? 'troubled' : 'works') : 'off'
  return (
    <Part
      title={t(`alerts.page.channel.${channel}`)}
      aside={<Light colour={colour}>{t(`alerts.page.channel.${word}`)}</Light>}
    >
      {isConfigured ? null : <p className="account-soft">{t(`alerts.page.channel.${channel}.setUp`)}</p>}
      <dl className="account-facts">
        {host ? <Fact name="host" value={host} /> : null}
        <Fact name="lastSent" value={lastSentAt ? format.moment(lastSentAt) : t('alerts.page.never')} />
        {lastFailure ? (
          <Fact
            name="lastFailure"
            value={`${format.moment(lastFailure.at)} · ${t(`alerts.error.${lastFailure.error}`)}`}
          />
        ) : null}
        <Fact name="waiting" value={t('alerts.page.waitingOf', { waiting, retried })} />
        <Fact name="failed" value={format.number(failed)} />
      </dl>
      {isConfigured ? (
        <Button loading={test.isPending} onClick={() => test.mutate({ params: { channel } })}>
          {t('alerts.page.test')}
        </Button>
      ) : null}
    </Part>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  const t = useWords()
  return (
    <div>
      <dt>{t(`alerts.page.${name}`)}</dt>
      <dd>{value}</dd>
    </div>
  )
}
