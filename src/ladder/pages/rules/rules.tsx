import { Link } from '@tanstack/react-router'
import { Button, DatePicker, Input, Select, Skeleton, Space } from 'antd'
import { useState } from 'react'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import type { Translate } from '#platform/ui/words.tsx'
import { RuleText } from '../../engine/text.ts'
import { rulesApi } from '../../rule-changes/contract.ts'
import { isShipped, type RuleTitle } from '../../rules.ts'
import { SelfCheck } from '../head.tsx'
import '../ladder.css'
import { useLadderWords } from '../words.ts'
import { Drafts } from './drafts.tsx'
import { ReplayResult } from './replay-result.tsx'

type Rule = AnswerOf<typeof rulesApi.rules>['rules'][number]

const titleOf = ({ rule, text }: Rule): RuleTitle => {
  const { zh = rule, en = rule } = RuleText.safeParse(text).data ?? {}
  return { rule, zh, en, isLocal: !isShipped(rule) }
}

/** The numbers of the rules in force; a draft of others, replayed over all firms, proposed with a date. */
export function RulesPage() {
  const { t, rule: ruleWord } = useLadderWords()
  const [query, setQuery] = useAddressQuery()
  const { data, error, refetch } = useCall(rulesApi.rules, {})
  const draftId = query.draft ?? ''
  const stored = useCall(rulesApi.draft, { params: { id: draftId } }, { enabled: draftId !== '' })
  const titles = (data?.rules ?? []).map(titleOf)
  const isReady = draftId === '' || stored.data?.id === draftId
  const rule = data?.rules.find((one) => one.rule === query.rule) ?? data?.rules[0]
  return (
    <>
      <PageTitle
        title={t('ladder.page.rules')}
        lead={t('ladder.rules.lead')}
        actions={data?.mayPropose ? <Link to="/ladder/rules/drafts/new">{t('ladder.local.begin')}</Link> : undefined}
      />
      {data?.mayPropose ? <Drafts titles={titles} /> : null}
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
              onChange={(value) => setQuery({ rule: value, draft: undefined })}
              options={data.rules.map((one) => ({ value: one.rule, label: ruleWord(one.rule, titles) }))}
            />
            {data.mayPropose ? (
              <Link
                to="/ladder/rules/drafts/new"
                search={isShipped(rule.rule) ? { copy: rule.rule } : { rule: rule.rule }}
              >
                {t(isShipped(rule.rule) ? 'ladder.local.copy' : 'ladder.local.change')}
              </Link>
            ) : null}
          </div>
          {isReady ? (
            <Draft
              key={`${rule.versionId} ${draftId}`}
              rule={rule}
              mayPropose={data.mayPropose}
              stored={draftId === '' ? null : (stored.data ?? null)}
            />
          ) : null}
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

interface DraftProps {
  rule: Rule
  mayPropose: boolean
  stored: AnswerOf<typeof rulesApi.draft> | null
}

function Draft({ rule, mayPropose, stored }: DraftProps) {
  const { t, format, said } = useLadderWords()
  const [kept, keep] = useState(stored && { id: stored.id, version: stored.version })
  const [changed, setChanged] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries((stored?.edits ?? []).map(({ at, to }) => [at, to])),
  )
  const [validFromOn, setValidFromOn] = useState(stored?.validFromOn ?? '')
  const [source, setSource] = useState(stored?.source ?? '')
  const replay = useSend(rulesApi.replay)
  const propose = useSend(rulesApi.propose, {
    stale: [rulesApi.rules, rulesApi.drafts],
    onDone: () => setChanged({}),
  })
  const onDone = (answer: { id: string; version: number }) => keep(answer)
  const add = useSend(rulesApi.addDraft, { stale: [rulesApi.drafts], onDone })
  const again = useSend(rulesApi.keepDraft, { stale: [rulesApi.drafts, rulesApi.draft], onDone })
  const edits = rule.numbers.flatMap(({ at, value }) => {
    const to = changed[at]?.trim()
    return to && to !== value ? [{ at, to }] : []
  })
  const save = () => {
    const body = {
      ...{ rule: rule.rule, edits, text: null, basedOn: rule.versionId },
      ...{ validFromOn: validFromOn || null, source: source.trim() || null },
    }
    if (kept) again.mutate({ params: { id: kept.id }, body: { ...body, version: kept.version } })
    else add.mutate({ body })
  }
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
            <Button disabled={edits.length === 0} loading={add.isPending || again.isPending} onClick={save}>
              {t('ladder.drafts.save')}
            </Button>
            <DatePicker
              aria-label={t('ladder.rules.from')}
              placeholder={validFromOn || t('ladder.rules.from')}
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
                propose.mutate({
                  body: {
                    ...{ rule: rule.rule, edits, validFromOn, source },
                    ...{ basedOn: rule.versionId, draftId: kept?.id ?? null },
                  },
                })
              }
            >
              {t('ladder.rules.propose')}
            </Button>
          </Space>
          {add.isSuccess || again.isSuccess ? <p role="status">{t('ladder.drafts.saved')}</p> : null}
          {propose.isSuccess ? <p role="status">{t('ladder.rules.proposed')}</p> : null}
          {replay.data ? <ReplayResult text={rule.text} result={replay.data} /> : null}
        </section>
      ) : null}
    </>
  )
}
