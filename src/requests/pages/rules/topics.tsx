import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { Button, Form, Input, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { requestsApi } from '../../contract.ts'
import { rulesApi as api, type TopicInput, type TopicRow } from '../../rule-book/contract.ts'
import { useName } from '../names.ts'
import { RulesPage } from './tabs.tsx'

const stale = [api.topics, requestsApi.topics, api.dispatchRules]

/** Topics in the order in which they are offered; each opens for change, none is deleted. */
export function TopicsPage() {
  const t = useWords()
  const { data, error, refetch } = useCall(api.topics, {})
  const [opened, open] = useState<string | null>(null)
  const mayChange = data?.may.change ?? false
  const offered = data?.rows.filter(({ activeToOn }) => activeToOn === null) ?? []
  const close = () => open(null)
  return (
    <RulesPage
      tab="topics"
      actions={
        mayChange && opened !== 'new' ? (
          <Button onClick={() => open('new')}>{t('requests.rules.topics.add')}</Button>
        ) : null
      }
    >
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} />}
      {opened === 'new' ? <TopicForm topic={null} onDone={close} /> : null}
      <ol className="requests-rule-list">
        {data?.rows.map((topic) => (
          <li key={topic.id}>
            <Topic topic={topic} mayChange={mayChange} offered={offered} onOpen={open} />
            {opened === topic.id ? <TopicForm topic={topic} onDone={close} /> : null}
            {opened === `end ${topic.id}` ? <EndForm topic={topic} offered={offered} onDone={close} /> : null}
          </li>
        ))}
      </ol>
    </RulesPage>
  )
}

interface TopicProps {
  topic: TopicRow
  mayChange: boolean
  offered: readonly TopicRow[]
  onOpen: (what: string) => void
}

function Topic({ topic, mayChange, offered, onOpen }: TopicProps) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const move = useSend(api.moveTopic, { stale })
  const { id, version, words, used, activeToOn, mergedInto } = topic
  const place = offered.findIndex((row) => row.id === id)
  const mover = (by: 'up' | 'down') => (
    <Button
      type="text"
      size="small"
      icon={by === 'up' ? <ArrowUpOutlined aria-hidden /> : <ArrowDownOutlined aria-hidden />}
      aria-label={t(`requests.rules.topics.${by}`, { name: nameOf(topic) })}
      disabled={move.isPending || (by === 'up' ? place === 0 : place === offered.length - 1)}
      onClick={() => move.mutate({ params: { id }, body: { version, by } })}
    />
  )
  return (
    <div className={activeToOn === null ? '' : 'is-ended'}>
      <p>
        <strong>{nameOf(topic)}</strong>{' '}
        <span className="requests-soft">
          {t('requests.rules.topics.used', {
            all: format.number(used.all),
            recent: format.number(used.recent),
            open: format.number(used.open),
          })}
        </span>
      </p>
      {words.length > 0 ? (
        <p className="requests-soft">
          {t('requests.rules.topics.found', { words: words.join(t('requests.rules.comma')) })}
        </p>
      ) : null}
      {activeToOn === null ? null : (
        <p>
          {t(mergedInto ? 'requests.rules.topics.merged' : 'requests.rules.topics.ends', {
            day: format.day(activeToOn),
            name: mergedInto ? nameOf(mergedInto) : '',
          })}
        </p>
      )}
      {mayChange && activeToOn === null ? (
        <div className="requests-buttons">
          {mover('up')}
          {mover('down')}
          <Button size="small" onClick={() => onOpen(id)}>
            {t('requests.rules.edit')}
          </Button>
          <Button size="small" onClick={() => onOpen(`end ${id}`)}>
            {t('requests.rules.topics.end')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function TopicForm({ topic, onDone }: { topic: TopicRow | null; onDone: () => void }) {
  const t = useWords()
  const add = useSend(api.addTopic, { stale, quiet: true, onDone })
  const change = useSend(api.changeTopic, { stale, quiet: true, onDone })
  const error = add.error ?? change.error
  const send = (body: TopicInput) =>
    topic
      ? change.mutate({ params: { id: topic.id }, body: { ...body, version: topic.version } })
      : add.mutate({ body })
  const needed = [{ required: true, whitespace: true, message: t('requests.page.fillIn') }]
  return (
    <Form<TopicInput>
      className="form-page"
      layout="vertical"
      requiredMark="optional"
      aria-label={t(topic ? 'requests.rules.edit' : 'requests.rules.topics.add')}
      initialValues={topic ?? { words: [], template: '' }}
      onFinish={({ words = [], template = '', ...rest }) => send({ ...rest, words, template })}
    >
      {error ? <RefusalNotice error={error} /> : null}
      <Form.Item name="name" label={t('requests.rules.topics.name')} rules={needed}>
        <Input maxLength={40} autoFocus />
      </Form.Item>
      <Form.Item name="nameEn" label={t('requests.rules.topics.nameEn')} rules={needed}>
        <Input maxLength={60} lang="en" />
      </Form.Item>
      <Form.Item name="words" label={t('requests.rules.topics.words')} extra={t('requests.rules.topics.words.hint')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '，', '、', ' ']} maxCount={40} />
      </Form.Item>
      <Form.Item
        name="template"
        label={t('requests.rules.topics.template')}
        extra={t('requests.rules.topics.template.hint')}
      >
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 12 }} />
      </Form.Item>
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={add.isPending || change.isPending}>
          {t('ui.save')}
        </Button>
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
      </div>
    </Form>
  )
}

interface EndProps {
  topic: TopicRow
  offered: readonly TopicRow[]
  onDone: () => void
}

function EndForm({ topic, offered, onDone }: EndProps) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const end = useSend(api.endTopic, { stale, quiet: true, onDone })
  const others = offered.filter(({ id }) => id !== topic.id).map((one) => ({ value: one.id, label: nameOf(one) }))
  return (
    <Form<{ activeToOn: string; mergeIntoId?: string }>
      className="form-page"
      layout="vertical"
      requiredMark="optional"
      aria-label={t('requests.rules.topics.end')}
      initialValues={{ activeToOn: format.today() }}
      onFinish={({ activeToOn, mergeIntoId }) =>
        end.mutate({
          params: { id: topic.id },
          body: { version: topic.version, activeToOn, ...(mergeIntoId ? { mergeIntoId } : {}) },
        })
      }
    >
      <p>{t('requests.rules.topics.end.tell')}</p>
      {end.error ? <RefusalNotice error={end.error} /> : null}
      <Form.Item name="activeToOn" label={t('requests.rules.lastDay')} rules={[{ required: true }]}>
        <Input type="date" min={format.today()} autoFocus />
      </Form.Item>
      <Form.Item
        name="mergeIntoId"
        label={t('requests.rules.topics.mergeInto')}
        extra={t('requests.rules.topics.mergeInto.hint')}
      >
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={others} />
      </Form.Item>
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={end.isPending}>
          {t('requests.rules.topics.end')}
        </Button>
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
      </div>
    </Form>
  )
}
