import { Select } from 'antd'
import { useMemo, useState } from 'react'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useAddressQuery } from '#platform/ui/address.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Light } from '#platform/ui/light.tsx'
import { useFormat } from '#platform/ui/words.tsx'
import type { Facts } from '../../engine/facts.ts'
import { judge } from '../../engine/judge.ts'
import { plan } from '../../engine/plan.ts'
import type { CriterionResult, Evaluation } from '../../engine/results.ts'
import { RuleText } from '../../engine/text.ts'
import { factCatalogue, isShipped, type RuleTitle } from '../../rules.ts'
import type { standingApi } from '../../standing/contract.ts'
import { ChangeLine } from '../changes.tsx'
import { colourOf, useLadderWords } from '../words.ts'
import { Simulator } from './simulator.tsx'

/** One firm by one rule, judged in the browser; another figure is judged as soon as it is set. */
export function FirmLadder({ data }: { data: AnswerOf<typeof standingApi.firm> }) {
  const { t, rule: ruleWord, verdict, points } = useLadderWords()
  const today = useFormat().today()
  const [query, setQuery] = useAddressQuery()
  const [changed, setChanged] = useState<Facts>({})
  const version =
    data.rules.find(({ rule }) => rule === query.rule) ??
    data.rules.find(({ rule }) => rule === 'srdi-sme') ??
    data.rules[0]
  const judged = useMemo(() => {
    const text = RuleText.safeParse(version?.text)
    return text.success ? plan(text.data, factCatalogue, data.onDay ?? today, data.firm.division) : null
  }, [version, data.onDay, data.firm.division, today])
  const told = useMemo(
    () => (judged ? judge(judged, { ...data.facts, ...changed }) : null),
    [judged, data.facts, changed],
  )
  if (!version || !judged || !told) return <EmptyState title={t('ladder.noRule')} />
  const titles = data.rules.map(({ rule, text }): RuleTitle => {
    const { zh = rule, en = rule } = RuleText.safeParse(text).data ?? {}
    return { rule, zh, en, isLocal: !isShipped(rule) }
  })
  const isChanged = Object.keys(changed).length > 0
  return (
    <>
      <div className="ladder-choice">
        <label htmlFor="ladder-rule">{t('ladder.title')}</label>
        <Select
          id="ladder-rule"
          value={version.rule}
          onChange={(rule) => setQuery({ rule })}
          options={titles.map(({ rule }) => ({ value: rule, label: ruleWord(rule, titles) }))}
        />
      </div>
      <section className="ladder-rung" aria-live="polite">
        <h2>{t(isChanged ? 'ladder.firm.assumed' : 'ladder.firm.result')}</h2>
        <p>
          <Light colour={colourOf[told.verdict]}>{verdict(told.verdict)}</Light>
          {told.total ? ` ${t('ladder.total')} ${points(told.total)}` : ''}
        </p>
        <p className="ladder-source">{judged.text.document}</p>
        <Criteria criteria={[...told.criteria, ...told.basis]} />
      </section>
      {told.groups.length > 0 ? <Score groups={told.groups} /> : null}
      <Simulator judged={judged} facts={data.facts} changed={changed} onChange={setChanged} />
      {data.changes.length > 0 ? (
        <section className="ladder-rung">
          <h2>{t('ladder.changes')}</h2>
          <ul className="ladder-criteria">
            {data.changes.map((change) => (
              <li key={`${change.rule} ${change.onDay} ${change.before} ${change.after} ${change.reason}`}>
                <ChangeLine change={change} titles={titles} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

/** A choice without words of its own is told by what it chooses from. */
const withParts = (criterion: CriterionResult): CriterionResult[] =>
  criterion.zh === '' && criterion.parts.length > 0
    ? [{ ...criterion, distance: [], missing: [] }, ...criterion.parts]
    : [criterion]

function Criteria({ criteria }: { criteria: readonly CriterionResult[] }) {
  const { t, said, verdict, ways, fact } = useLadderWords()
  return (
    <ul className="ladder-criteria">
      {criteria.flatMap(withParts).map((criterion) => (
        <li key={criterion.id}>
          <Light colour={colourOf[criterion.verdict]}>{verdict(criterion.verdict)}</Light>
          <span>{said(criterion) || t('ladder.oneOf')}</span>
          {criterion.verdict === 'not-met' && criterion.distance.length > 0 ? (
            <strong>{t('ladder.either', { ways: ways(criterion.distance, criterion.needsAll) })}</strong>
          ) : null}
          {criterion.missing.length > 0 ? (
            <strong>{t('ladder.gaps.missing', { facts: criterion.missing.map(fact).join(t('ladder.and')) })}</strong>
          ) : null}
          <small>
            {criterion.article}
            {criterion.sure === 'verified' || criterion.sure === null ? null : ` ${t(`ladder.sure.${criterion.sure}`)}`}
          </small>
        </li>
      ))}
    </ul>
  )
}

function Score({ groups }: { groups: Evaluation['groups'] }) {
  const { t, said, points, fact } = useLadderWords()
  return (
    <section className="ladder-rung">
      <h2>{t('ladder.score')}</h2>
      {groups.map((group) => (
        <div key={group.id}>
          <h3>{t('ladder.groupPoints', { group: said(group), points: points(group.points), max: group.max })}</h3>
          <ul className="ladder-criteria">
            {group.indicators.map((indicator) => (
              <li key={indicator.id}>
                <span>{said(indicator)}</span>
                <strong>{t('ladder.ofMost', { points: points(indicator.points), max: indicator.max })}</strong>
                {indicator.missing.length > 0 ? (
                  <small>
                    {t('ladder.gaps.missing', { facts: indicator.missing.map(fact).join(t('ladder.and')) })}
                  </small>
                ) : null}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
