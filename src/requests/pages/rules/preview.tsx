import { Link } from '@tanstack/react-router'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { rulesApi as api, type LimitsDraft, type LimitsPreview, previewDays } from '../../rule-book/contract.ts'
import { onTimeOf, openWhen, type Tally } from '../../rule-book/rules.ts'

interface Props {
  /** The draft as it is now; null where the form has to be corrected first. */
  limits: () => Promise<LimitsDraft | null>
}

/** What past requests would have been under a draft: asked for, and read before anything is proposed. */
export function Preview({ limits }: Props) {
  const t = useWords()
  const [days, choose] = useState<(typeof previewDays)[number]>(30)
  const send = useSend(api.previewLimits, { quiet: true })
  const run = () => void limits().then((draft) => (draft ? send.mutate({ body: { limits: draft, days } }) : null))
  return (
    <section className="requests-preview" aria-label={t('requests.rules.preview')}>
      <div className="requests-buttons">
        <Radio.Group
          aria-label={t('requests.rules.preview.days')}
          optionType="button"
          value={days}
          onChange={({ target }) => choose(target.value)}
          options={previewDays.map((value) => ({ value, label: t('requests.rules.preview.last', { days: value }) }))}
        />
        <Button onClick={run} loading={send.isPending}>
          {t('requests.rules.preview')}
        </Button>
      </div>
      <p className="requests-soft">{t('requests.rules.preview.hint')}</p>
      {send.error ? <RefusalNotice error={send.error} retry={run} /> : null}
      <div role="status">{send.data ? <Result preview={send.data} /> : null}</div>
    </section>
  )
}

function Result({ preview }: { preview: LimitsPreview }) {
  const t = useWords()
  const format = useFormat()
  const { requests, isCut, clocks, open, changed, asOf } = preview
  return (
    <>
      <p>
        {t(isCut ? 'requests.rules.preview.cut' : 'requests.rules.preview.looked', {
          count: format.number(requests),
          moment: format.moment(asOf),
        })}
      </p>
      <div className="requests-scroll">
        <table className="list-table">
          <thead>
            <tr>
              {['clock', 'now', 'then', 'better', 'worse'].map((name) => (
                <th key={name} scope="col" className={name === 'clock' ? '' : 'is-number'}>
                  {t(`requests.rules.preview.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {clocks.map(({ name, before, after, better, worse }) => (
              <tr key={name}>
                <th scope="row">{t(`requests.clock.${name}`)}</th>
                <td className="is-number">
                  <Share tally={before} />
                </td>
                <td className="is-number">
                  <Share tally={after} />
                </td>
                <td className="is-number">{format.number(better)}</td>
                <td className="is-number">{format.number(worse)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="requests-soft">{t('requests.rules.preview.counted')}</p>
      <h2>{t('requests.rules.preview.open')}</h2>
      <div className="requests-scroll">
        <table className="list-table">
          <thead>
            <tr>
              <th scope="col">{t('requests.rules.preview.due')}</th>
              <th scope="col" className="is-number">
                {t('requests.rules.preview.now')}
              </th>
              <th scope="col" className="is-number">
                {t('requests.rules.preview.then')}
              </th>
            </tr>
          </thead>
          <tbody>
            {openWhen.map((when) => (
              <tr key={when}>
                <th scope="row">{t(`requests.rules.when.${when}`)}</th>
                <td className="is-number">{format.number(open.before[when])}</td>
                <td className="is-number">{format.number(open.after[when])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {changed.length > 0 ? <Changed rows={changed} /> : <p>{t('requests.rules.preview.same')}</p>}
    </>
  )
}

function Share({ tally }: { tally: Tally }) {
  const t = useWords()
  const format = useFormat()
  const { numerator, denominator } = onTimeOf(tally)
  if (denominator === 0) return <>{t('requests.rules.preview.noneDue')}</>
  return (
    <>
      {format.share(numerator / denominator, 1)}
      <br />
      <span className="requests-soft">
        {format.number(numerator)} / {format.number(denominator)}
      </span>
    </>
  )
}

function Changed({ rows }: { rows: LimitsPreview['changed'] }) {
  const t = useWords()
  return (
    <details>
      <summary>{t('requests.rules.preview.changed', { count: rows.length })}</summary>
      <ul>
        {rows.map(({ requestId, number, title, clock, before, after }) => (
          <li key={`${requestId} ${clock} ${before} ${after}`}>
            <Link to="/requests" search={{ view: 'all', q: number }}>
              {number}
            </Link>{' '}
            {title} · {t(`requests.clock.${clock}`)}
            {t('requests.rules.colon')}
            {t('requests.rules.becomes', {
              before: t(`requests.rules.fate.${before}`),
              after: t(`requests.rules.fate.${after}`),
            })}
          </li>
        ))}
      </ul>
    </details>
  )
}
