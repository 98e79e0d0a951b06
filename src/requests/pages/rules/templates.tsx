import { Button, Form, Input, Radio, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { requestsApi } from '../../contract.ts'
import { rulesApi as api, type TemplateInput, type TemplateRow } from '../../rule-book/contract.ts'
import { placeholders, templateOccasions } from '../../rule-book/templates/rules.ts'
import { useName } from '../names.ts'
import { RulesPage } from './tabs.tsx'

const stale = [api.templates, api.offered]

/** Texts that are said again and again, by step: for everybody, and of the unit. */
export function TemplatesPage() {
  const t = useWords()
  const { data, error, refetch } = useCall(api.templates, {})
  const [opened, open] = useState<string | null>(null)
  const close = () => open(null)
  const may = data?.may ?? { forAll: false, forOwn: false }
  return (
    <RulesPage
      tab="templates"
      actions={
        (may.forAll || may.forOwn) && opened !== 'new' ? (
          <Button onClick={() => open('new')}>{t('requests.rules.templates.add')}</Button>
        ) : null
      }
    >
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} />}
      {opened === 'new' ? <TemplateForm template={null} isOwn={!may.forAll} onDone={close} /> : null}
      {data && data.rows.length === 0 && opened === null ? (
        <EmptyState title={t('requests.rules.templates.none')} next={t('requests.rules.templates.none.hint')} />
      ) : null}
      <ul className="requests-rule-list">
        {data?.rows.map((template) => (
          <li key={template.id}>
            <Template template={template} onOpen={() => open(template.id)} />
            {opened === template.id ? (
              <TemplateForm template={template} isOwn={template.unit !== null} onDone={close} />
            ) : null}
          </li>
        ))}
      </ul>
    </RulesPage>
  )
}

function Template({ template, onOpen }: { template: TemplateRow; onOpen: () => void }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const end = useSend(api.endTemplate, { stale })
  const { id, version, title, body, occasion, unit, topic, activeToOn, changedByName, changedAt, mayChange } = template
  return (
    <div className={activeToOn === null ? '' : 'is-ended'}>
      <p>
        <strong>{title}</strong>{' '}
        <span className="requests-soft">
          {[
            t(`requests.page.do.${occasion}`),
            unit ? nameOf(unit) : t('requests.rules.templates.forAll'),
            topic ? nameOf(topic) : t('requests.rules.dispatch.anyTopic'),
            activeToOn === null ? null : t('requests.rules.state.ended'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      <p className="requests-words">{body}</p>
      <p className="requests-soft">
        {t('requests.rules.templates.changed', { name: changedByName, moment: format.moment(changedAt) })}
      </p>
      {mayChange ? (
        <div className="requests-buttons">
          <Button size="small" onClick={onOpen}>
            {t('requests.rules.edit')}
          </Button>
          <ConfirmButton
            size="small"
            question={t('requests.rules.templates.end.sure')}
            onConfirm={() => end.mutate({ params: { id }, body: { version } })}
          >
            {t('requests.rules.templates.end')}
          </ConfirmButton>
        </div>
      ) : null}
    </div>
  )
}

interface FormProps {
  template: TemplateRow | null
  isOwn: boolean
  onDone: () => void
}

function TemplateForm({ template, isOwn, onDone }: FormProps) {
  const t = useWords()
  const nameOf = useName()
  const topics = useCall(requestsApi.topics, {})
  const add = useSend(api.addTemplate, { stale, quiet: true, onDone })
  const change = useSend(api.changeTemplate, { stale, quiet: true, onDone })
  const error = add.error ?? change.error
  const needed = [{ required: true, whitespace: true, message: t('requests.page.fillIn') }]
  const send = (content: Omit<TemplateInput, 'isOwn'>) =>
    template
      ? change.mutate({ params: { id: template.id }, body: { ...content, version: template.version } })
      : add.mutate({ body: { ...content, isOwn } })
  return (
    <Form<Omit<TemplateInput, 'isOwn'>>
      className="form-page"
      layout="vertical"
      requiredMark="optional"
      aria-label={t(template ? 'requests.rules.edit' : 'requests.rules.templates.add')}
      initialValues={template ? { ...template, topicId: template.topic?.id } : { occasion: 'propose-answer', body: '' }}
      onFinish={send}
    >
      <p className="requests-soft">
        {t(isOwn ? 'requests.rules.templates.ownTell' : 'requests.rules.templates.allTell')}
      </p>
      {error ? <RefusalNotice error={error} /> : null}
      <Form.Item name="occasion" label={t('requests.rules.templates.occasion')}>
        <Radio.Group
          className="requests-choices"
          options={templateOccasions.map((value) => ({ value, label: t(`requests.page.do.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="title" label={t('requests.rules.templates.title')} rules={needed}>
        <Input maxLength={40} autoFocus />
      </Form.Item>
      <Form.Item name="topicId" label={t('requests.page.topic')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('requests.rules.dispatch.anyTopic')}
          options={(topics.data ?? []).map((topic) => ({ value: topic.id, label: nameOf(topic) }))}
        />
      </Form.Item>
      <Form.Item
        name="body"
        label={t('requests.rules.templates.body')}
        extra={t('requests.rules.templates.body.hint', {
          words: Object.keys(placeholders)
            .map((word) => `{${word}}`)
            .join(' '),
        })}
        rules={needed}
      >
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 4, maxRows: 14 }} />
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
