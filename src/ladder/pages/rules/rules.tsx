import { Button, DatePicker, Input, Select, Skeleton, Space } from 'antd'
import { useState } from 'react'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import type { Translate } from '#platform/ui/words.tsx'
import { rulesApi } from '../../rule-changes/contract.ts'
import { SelfCheck } from '../head.tsx'
import '../ladder.css'
import { useLadderWords } from '../words.ts'
import { ReplayResult } from './replay-result.tsx'

type Rule = AnswerOf<typeof rulesApi.rules>['rules'][number]

/** The numbers of the rules in force; a draft of others, replayed over all firms, proposed with a date. */
export function RulesPage() {
  const { t, rule: ruleWord } = useLadderWords()
  const [query, setQuery] = useAddressQuery()
  const { data, error, refetch } = useCall(rulesApi.rules, {})
  const rule = data?.rules.find((one) => one.rule === query.rule) ?? data?.rules[0]
  return (
    <>
      <PageTitle title={t('ladder.page.rules')} lead={t('ladder.rules.lead')} />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 8 }} aria-label={t('ui.loading')} /> : null}
      {data && rule ? (
        <>
          <SelfCheck onDay={data.today} />
          <div className="ladder-choice">
            <label htmlFor="ladder-rule">{t('ladder.title')}</label>
            <Select
              id="ladder-rule"
              value={rule.rule}
              onChange={(value) => setQuery({ rule: value })}
              options={data.rules.map((one) => ({ value: one.rule, label: ruleWord(one.rule) }))}
            />
          </div>
          <Draft key={rule.versionId} rule={rule} mayPropose={data.mayPropose} />
        </>
      ) : null}
    </>
  )
}

/** What a number of a rule is: a bound, points, or the option or group that it stands for. */
function numberWord(t: Translate, at: string): string {
  const name = at.split('.').at(-1) ?? ''
  const word = t(`ladder.number.${name}`)
  return word === `ladder.number.${name}` ? t(`ladder.option.${name}`) : word
}

function Draft({ rule, mayPropose }: { rule: Rule; mayPropose: boolean }) {
  const { t, format, said } = useLadderWords()
  const [changed, setChanged] = useState<Readonly<Record<string, string>>>({})
  const [validFromOn, setValidFromOn] = useState('')
  const [source, setSource] = useState('')
  const replay = useSend(rulesApi.replay)
  const propose = useSend(rulesApi.propose, { stale: [rulesApi.rules], onDone: () => setChanged({}) })
  const edits = rule.numbers.flatMap(({ at, value }) => {
    const to = changed[at]?.trim()
    return to && to !== value ? [{ at, to }] : []
  })
  return (
    <>
      <p className="ladder-source">
        {t('ladder.rules.inForce', { day: format.day(rule.validFromOn), source: rule.source })}
      </p>
      <ul className="ladder-numbers">
        {rule.numbers.map(({ at, value, ...words }) => (
          <li key={at}>
            <span>
              {said(words)} <small>{numberWord(t, at)}</small>
            </span>
            <Input
              aria-label={`${said(words)} ${numberWord(t, at)}`}
              value={changed[at] ?? value}
              maxLength={40}
              disabled={!mayPropose}
              onChange={(event) => setChanged({ ...changed, [at]: event.target.value })}
            />
          </li>
        ))}
      </ul>
      {mayPropose ? (
        <section className="ladder-rung">
          <h2>{t('ladder.rules.replay')}</h2>
          <Space wrap>
            <Button
              type="primary"
              disabled={edits.length === 0}
              loading={replay.isPending}
              onClick={() => replay.mutate({ body: { rule: rule.rule, edits } })}
            >
              {t('ladder.rules.replayNow', { count: edits.length })}
            </Button>
            <DatePicker
              aria-label={t('ladder.rules.from')}
              placeholder={t('ladder.rules.from')}
              onChange={(_, text) => setValidFromOn(typeof text === 'string' ? text : '')}
            />
            <Input
              aria-label={t('ladder.rules.source')}
              placeholder={t('ladder.rules.source')}
              value={source}
              maxLength={300}
              onChange={(event) => setSource(event.target.value)}
            />
            <Button
              disabled={edits.length === 0 || validFromOn === '' || source.trim().length < 4}
              loading={propose.isPending}
              onClick={() =>
                propose.mutate({ body: { rule: rule.rule, edits, validFromOn, source, basedOn: rule.versionId } })
              }
            >
              {t('ladder.rules.propose')}
            </Button>
          </Space>
          {propose.isSuccess ? <p role="status">{t('ladder.rules.proposed')}</p> : null}
          {replay.data ? <ReplayResult rule={rule} result={replay.data} /> : null}
        </section>
      ) : null}
    </>
  )
}
