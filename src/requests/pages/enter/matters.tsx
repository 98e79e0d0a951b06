import { PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { useCall } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'
import { requestsApi } from '../../contract.ts'
import { type RequestKind, requestKinds } from '../../rules.ts'
import { UnitChoice } from '../case/unit-choice.tsx'
import { FileChoice } from '../front/file-choice.tsx'
import type { ChosenFile } from '../front/files.ts'
import { useDivisions, useName } from '../names.ts'
import { findTopics } from './topic-find.ts'

const mostMatters = 4

/** What is written of one matter; money in ten thousand yuan, as people say it. */
export interface MatterValues {
  kind: RequestKind | 'tip-off'
  topicId?: string
  title?: string
  body?: string
  divisionCode?: string
  aboutUnitId?: string
  jobsAtRisk?: number | null
  outputAtRiskWan?: number | null
  /** Sent once the matter has its number. */
  files?: readonly ChosenFile[]
}

/** Up to four matters of one firm: each becomes a case of its own. */
export function Matters() {
  const t = useWords()
  const form = Form.useFormInstance()
  return (
    <Form.List name="matters">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <fieldset key={key} className="requests-matter">
              <legend className="requests-legend">{t('requests.page.matterOf', { number: name + 1 })}</legend>
              <Matter at={name} />
              {fields.length > 1 ? (
                <Button danger onClick={() => remove(name)}>
                  {t('requests.page.removeMatter', { number: name + 1 })}
                </Button>
              ) : null}
            </fieldset>
          ))}
          {fields.length < mostMatters ? (
            <Button
              className="requests-add"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => add({ kind: 'help', divisionCode: form.getFieldValue(['matters', 0, 'divisionCode']) })}
            >
              {t('requests.page.addMatter')}
            </Button>
          ) : null}
        </>
      )}
    </Form.List>
  )
}

function Matter({ at }: { at: number }) {
  const t = useWords()
  const form = Form.useFormInstance()
  const divisions = useDivisions()
  const kind: unknown = Form.useWatch(['matters', at, 'kind'], form)
  const chosen = [{ required: true, message: t('requests.page.chooseOne') }]
  const written = [{ required: true, whitespace: true, message: t('requests.page.fillIn') }]
  return (
    <>
      <Form.Item
        name={[at, 'kind']}
        required
        label={t('requests.page.field.kind')}
        extra={kind === 'tip-off' ? t('requests.tipOff') : null}
      >
        <Radio.Group
          options={[...requestKinds, 'tip-off' as const].map((value) => ({
            value,
            label: t(`requests.kind.${value}`),
          }))}
        />
      </Form.Item>
      <div className="requests-pair">
        <Form.Item name={[at, 'topicId']} label={t('requests.page.field.topicId')} rules={chosen}>
          <TopicChoice at={at} />
        </Form.Item>
        <Form.Item name={[at, 'divisionCode']} label={t('requests.page.field.divisionCode')} rules={chosen}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={divisions.options} />
        </Form.Item>
      </div>
      <Form.Item name={[at, 'title']} label={t('requests.page.field.title')} rules={written}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name={[at, 'body']} label={t('requests.page.field.body')} rules={written}>
        <Input.TextArea maxLength={5000} autoSize={{ minRows: 4, maxRows: 16 }} />
      </Form.Item>
      <Form.Item name={[at, 'files']} noStyle>
        <Files />
      </Form.Item>
      {kind === 'complaint' ? (
        <Form.Item
          name={[at, 'aboutUnitId']}
          label={t('requests.page.field.aboutUnitId')}
          extra={t('requests.page.about.hint')}
        >
          <UnitChoice />
        </Form.Item>
      ) : null}
      <details className="requests-weight">
        <summary>{t('requests.page.weight')}</summary>
        <div className="requests-pair">
          <Form.Item name={[at, 'jobsAtRisk']} label={t('requests.page.field.jobsAtRisk')}>
            <InputNumber min={0} max={1_000_000} precision={0} />
          </Form.Item>
          <Form.Item name={[at, 'outputAtRiskWan']} label={t('requests.page.field.outputAtRiskWan')}>
            <InputNumber min={0} max={100_000_000} />
          </Form.Item>
        </div>
      </details>
    </>
  )
}

interface FilesProps {
  value?: readonly ChosenFile[]
  onChange?: (files: readonly ChosenFile[]) => void
}

const Files = ({ value = [], onChange }: FilesProps) => (
  <FileChoice files={value} onChange={(files) => onChange?.(files)} takesPhotos={false} />
)

interface TopicProps {
  at: number
  id?: string
  value?: string
  onChange?: (value: string) => void
}

/** A topic found by typing; its template is put where nothing was written yet. */
function TopicChoice({ at, id, value, onChange }: TopicProps) {
  const form = Form.useFormInstance()
  const nameOf = useName()
  const topics = useCall(requestsApi.topics, {})
  const [typed, type] = useState('')
  const all = topics.data ?? []
  const choose = (topicId: string) => {
    const body = ['matters', at, 'body']
    const written: unknown = form.getFieldValue(body)
    const isOwn = typeof written === 'string' && written.trim() !== '' && !all.some((one) => one.template === written)
    if (!isOwn) form.setFieldValue(body, all.find((one) => one.id === topicId)?.template ?? '')
    onChange?.(topicId)
  }
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      loading={topics.isPending}
      showSearch={{ filterOption: false, onSearch: type }}
      options={findTopics(all, typed).map((topic) => ({ value: topic.id, label: nameOf(topic) }))}
      onChange={(topicId: string | null) => {
        if (topicId) choose(topicId)
      }}
    />
  )
}
