import { Button, Form, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { useListQuery } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Light } from '#platform/ui/light.tsx'
import { ListFilters } from '#platform/ui/list-filters.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { requestsApi } from '../../contract.ts'
import { rulesApi as api, type DispatchRuleRow, ListDispatchRules } from '../../rule-book/contract.ts'
import { useDivisions, useName, useUnitOptions } from '../names.ts'
import { DispatchForm } from './dispatch-form.tsx'
import { Pages } from './pages.tsx'
import { RulesPage } from './tabs.tsx'

const states = ['in-force', 'coming', 'ended', 'never'] as const

/** Where requests go by rule; what never decides stands first, with the reason. */
export function DispatchRulesPage() {
  const t = useWords()
  const nameOf = useName()
  const query = useListQuery(ListDispatchRules)
  const { data, error, refetch } = useCall(api.dispatchRules, { query })
  const topics = useCall(requestsApi.topics, {})
  const units = useUnitOptions()
  const [opened, open] = useState<string | null>(null)
  const close = () => open(null)
  const mayChange = data?.may.change ?? false
  const filters = [
    {
      name: 'state',
      label: t('requests.rules.state'),
      options: states.map((value) => ({ value, label: t(`requests.rules.state.${value}`) })),
    },
    {
      name: 'topic',
      label: t('requests.page.topic'),
      options: (topics.data ?? []).map((topic) => ({ value: topic.id, label: nameOf(topic) })),
    },
    { name: 'unit', label: t('requests.page.unit'), options: units },
  ]
  return (
    <RulesPage
      tab="dispatch"
      actions={
        mayChange && opened !== 'new' ? (
          <Button onClick={() => open('new')}>{t('requests.rules.dispatch.add')}</Button>
        ) : null
      }
    >
      {opened === 'new' ? <DispatchForm replaced={null} onDone={close} /> : null}
      <ListFilters filters={filters} searchKey="requests.rules.dispatch.search" />
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} />}
      {data && data.rows.length === 0 ? (
        <EmptyState title={t('requests.rules.dispatch.none')} next={t('requests.rules.dispatch.none.hint')} />
      ) : null}
      <ul className="requests-rule-list">
        {data?.rows.map((rule) => (
          <li key={rule.id}>
            <Rule rule={rule} mayChange={mayChange} onOpen={open} />
            {opened === rule.id ? <DispatchForm replaced={rule} onDone={close} /> : null}
            {opened === `end ${rule.id}` ? <EndForm rule={rule} onDone={close} /> : null}
          </li>
        ))}
      </ul>
      {data ? <Pages total={data.total} pageSize={data.pageSize} /> : null}
    </RulesPage>
  )
}

const colours = { 'in-force': 'green', coming: 'blue', ended: 'grey' } as const

interface RuleProps {
  rule: DispatchRuleRow
  mayChange: boolean
  onOpen: (what: string) => void
}

function Rule({ rule, mayChange, onOpen }: RuleProps) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const divisions = useDivisions()
  const { id, topic, divisionCode, firm, unit, source, validFromOn, validToOn, state, never, neverFor } = rule
  const about = [
    firm ? firm.name : null,
    topic ? nameOf(topic) : null,
    divisionCode ? divisions.nameOf(divisionCode) : null,
  ].filter(Boolean)
  return (
    <div className={state === 'ended' ? 'is-ended' : ''}>
      <p>
        <strong>
          {about.length > 0 ? about.join(' · ') : t('requests.rules.dispatch.everything')} → {nameOf(unit)}
        </strong>{' '}
        <Light colour={never ? 'red' : colours[state]}>
          {t(never ? 'requests.rules.state.never' : `requests.rules.state.${state}`)}
        </Light>
      </p>
      {never ? (
        <p className="requests-never">{t(`requests.rules.never.${never}`, { source: neverFor ?? '' })}</p>
      ) : null}
      <p className="requests-soft">
        {t(validToOn ? 'requests.rules.span' : 'requests.rules.openSpan', {
          from: format.day(validFromOn),
          to: validToOn ? format.day(validToOn) : '',
        })}{' '}
        · {t('requests.rules.source', { source })}
      </p>
      {mayChange && state !== 'ended' ? (
        <div className="requests-buttons">
          <Button size="small" onClick={() => onOpen(id)}>
            {t('requests.rules.dispatch.replace')}
          </Button>
          <Button size="small" onClick={() => onOpen(`end ${id}`)}>
            {t('requests.rules.dispatch.end')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function EndForm({ rule, onDone }: { rule: DispatchRuleRow; onDone: () => void }) {
  const t = useWords()
  const format = useFormat()
  const end = useSend(api.endDispatchRule, { stale: [api.dispatchRules], quiet: true, onDone })
  const { id, version } = rule
  return (
    <Form<{ validToOn: string }>
      className="form-page"
      layout="vertical"
      requiredMark="optional"
      aria-label={t('requests.rules.dispatch.end')}
      initialValues={{ validToOn: format.today() }}
      onFinish={({ validToOn }) => end.mutate({ params: { id }, body: { version, validToOn } })}
    >
      {end.error ? <RefusalNotice error={end.error} /> : null}
      <Form.Item name="validToOn" label={t('requests.rules.lastDay')} rules={[{ required: true }]}>
        <Input type="date" min={format.today()} autoFocus />
      </Form.Item>
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={end.isPending}>
          {t('requests.rules.dispatch.end')}
        </Button>
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
      </div>
    </Form>
  )
}
