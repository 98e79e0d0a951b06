import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { sentenceOf } from '#platform/pages/approvals/said.ts'
import { useCall } from '#platform/ui/calls.ts'
import { Light } from '#platform/ui/light.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { TimeLimits } from '../../clocks/rules.ts'
import { clockNames } from '../../contract.ts'
import { rulesApi as api, type LimitsVersion, type WaitingLimits } from '../../rule-book/contract.ts'
import { changesOf, spellsText } from '../../rule-book/rules.ts'
import { Preview } from './preview.tsx'
import { Recalculation } from './recalculation.tsx'
import { RulesPage } from './tabs.tsx'

/** What is promised, on what ground, what waits for a second person, and what was promised before. */
export function LimitsPage() {
  const t = useWords()
  const { data, error, refetch } = useCall(api.limits, {})
  const change = data?.may.change ? (
    <Link to="/requests/rules/change" className="button-link">
      {t('requests.rules.change')}
    </Link>
  ) : null
  return (
    <RulesPage tab="limits" actions={change}>
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <>
          {data.waiting.map((one) => (
            <Waiting key={one.approval.id} waiting={one} mayPreview={data.may.change} />
          ))}
          <InForce version={data.inForce} />
          {data.may.change ? <Recalculation /> : null}
          <History versions={data.versions} inForceId={data.inForce.id} />
        </>
      ) : error ? null : (
        <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} />
      )}
    </RulesPage>
  )
}

function Waiting({ waiting, mayPreview }: { waiting: WaitingLimits; mayPreview: boolean }) {
  const t = useWords()
  const format = useFormat()
  const { approval, limits } = waiting
  return (
    <section className="requests-sheet" aria-labelledby={`waiting-${approval.id}`}>
      <h2 id={`waiting-${approval.id}`}>
        <Light colour="amber">{t('requests.rules.waiting')}</Light> {sentenceOf(t, format.day, approval.said)}
      </h2>
      <ul>
        {approval.lines.map((line) => {
          const sentence = sentenceOf(t, format.day, line)
          return <li key={sentence}>{sentence}</li>
        })}
      </ul>
      <p className="requests-soft">
        {t('requests.rules.proposedBy', { name: approval.proposedByName, moment: format.moment(approval.proposedAt) })}
      </p>
      {mayPreview ? <Preview limits={() => Promise.resolve(limits)} /> : null}
      <p>
        <Link to="/approvals/$approvalId" params={{ approvalId: approval.id }}>
          {t(approval.may.decide ? 'requests.rules.decide' : 'requests.rules.open')}
        </Link>
      </p>
    </section>
  )
}

function InForce({ version }: { version: LimitsVersion }) {
  const t = useWords()
  return (
    <section className="requests-sheet" aria-labelledby="limits-now">
      <h2 id="limits-now">{t('requests.rules.inForce')}</h2>
      <Origin version={version} />
      <LimitsTable limits={version.limits} />
    </section>
  )
}

function LimitsTable({ limits }: { limits: TimeLimits }) {
  const t = useWords()
  const { windows, approveAnswers, redosBeforeExplained } = limits
  const rows = clockNames.map((name) => {
    const { limit, pauseReasons, extension } = limits.clocks[name]
    const pauses = pauseReasons.map((reason) => t(`requests.pauseReason.${reason}`)).join(t('requests.rules.comma'))
    const unit = t(`requests.span.${limit.in}`)
    return {
      label: t(`requests.clock.${name}`),
      value: `${limit.amount} ${unit}`,
      more: [
        pauses ? t('requests.rules.pausesFor', { reasons: pauses }) : t('requests.rules.neverPauses'),
        extension ? t('requests.rules.extends', { times: extension.times, most: `${extension.atMost} ${unit}` }) : '',
      ],
    }
  })
  const onDuty = windows
    ? [
        spellsText(windows.working),
        ...Object.entries(windows.byWeekday ?? {}).map(
          ([day, spells]) => `${t(`requests.rules.weekday.${day}`)} ${spellsText(spells) || t('requests.rules.none')}`,
        ),
      ].join(t('requests.rules.comma'))
    : t('requests.rules.noWindows')
  return (
    <table className="requests-facts">
      <tbody>
        {rows.map(({ label, value, more }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>
              <strong>{value}</strong>
              <span className="requests-soft">{more.filter(Boolean).join(' · ')}</span>
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('requests.rules.approve')}</th>
          <td>{t(approveAnswers ? 'requests.rules.approve.yes' : 'requests.rules.approve.no')}</td>
        </tr>
        <tr>
          <th scope="row">{t('requests.rules.redos')}</th>
          <td>{t('requests.rules.redos.value', { times: redosBeforeExplained })}</td>
        </tr>
        <tr>
          <th scope="row">{t('requests.rules.windows')}</th>
          <td>{onDuty}</td>
        </tr>
      </tbody>
    </table>
  )
}

/** Since when, by whom, and on what ground. */
function Origin({ version }: { version: LimitsVersion }) {
  const t = useWords()
  const format = useFormat()
  const { validFromOn, isNational, enactedBy, proposedBy, enactedAt, source } = version
  const who = isNational
    ? t('requests.rules.shipped')
    : proposedBy
      ? t('requests.rules.byTwo', { name: proposedBy, second: enactedBy ?? '', moment: format.moment(enactedAt) })
      : t('requests.rules.enacted', { moment: format.moment(enactedAt) })
  return (
    <p className="requests-soft">
      {t('requests.rules.since', { day: format.day(validFromOn) })} {who}
      <br />
      {t('requests.rules.source', { source })}
    </p>
  )
}

function History({ versions, inForceId }: { versions: readonly LimitsVersion[]; inForceId: string }) {
  const t = useWords()
  const format = useFormat()
  return (
    <section aria-labelledby="limits-history">
      <h2 id="limits-history" className="requests-heading">
        {t('requests.rules.history')}
      </h2>
      <ol className="requests-versions">
        {versions.map((version, at) => {
          const before = versions[at + 1]
          const changes = before ? changesOf(before.limits, version.limits) : []
          return (
            <li key={version.id}>
              {version.id === inForceId ? <Light colour="green">{t('requests.rules.inForce')}</Light> : null}
              <Origin version={version} />
              <ul>
                {changes.map((change) => {
                  const sentence = sentenceOf(t, format.day, change)
                  return <li key={sentence}>{sentence}</li>
                })}
              </ul>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
