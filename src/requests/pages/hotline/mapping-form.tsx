import { Button, Form, Select } from 'antd'
import { useSend } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'
import { hotlineApi as api, type Mapping, ticketFields, type WordField, wordFields } from '../../hotline/contract.ts'
import { requestKinds } from '../../rules.ts'
import { useName } from '../names.ts'
import type { Opened } from './import.tsx'

interface Chosen {
  fields: Record<string, string | undefined>
  words: Record<string, Record<string, string | undefined>>
}

const outcomes = ['solved', 'explained', 'withdrawn'] as const

/** Which column holds what, and what the words mean that nobody has explained yet. */
export function MappingForm({ one }: { one: Opened }) {
  const t = useWords()
  const nameOf = useName()
  const [form] = Form.useForm<Chosen>()
  const send = useSend(api.check, { stale: [api.get, api.list] })
  const { id, version, headings, mapping, unknown, choices } = one
  const options = (field: WordField) => {
    const own =
      field === 'kind'
        ? [...requestKinds, 'tip-off'].map((kind) => ({ value: kind, label: t(`requests.hotline.kind.${kind}`) }))
        : field === 'outcome'
          ? outcomes.map((value) => ({ value, label: t(`requests.hotline.outcome.${value}`) }))
          : (choices[field] ?? []).map(({ value, ...names }) => ({ value, label: nameOf(names) }))
    return [{ value: 'desk', label: t('requests.hotline.desk') }, ...own]
  }
  const check = (chosen: Chosen) => {
    const fields: Mapping['fields'] = {}
    for (const field of ticketFields) {
      const heading = chosen.fields[field]
      if (heading) fields[field] = heading
    }
    const words: Mapping['words'] = {}
    for (const field of wordFields) {
      const asked = unknown[field] ?? []
      const told = asked.flatMap(({ word }, at) => {
        const means = chosen.words?.[field]?.[String(at)]
        return means ? [{ word, means }] : []
      })
      const kept = (mapping.words[field] ?? []).filter(({ word }) => !told.some((other) => other.word === word))
      if (kept.length + told.length > 0) words[field] = [...kept, ...told]
    }
    send.mutate({ params: { id }, body: { version, mapping: { fields, words } } })
  }
  return (
    <Form<Chosen>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={check}
      initialValues={{ fields: mapping.fields, words: {} }}
    >
      <section aria-labelledby="hotline-columns">
        <h2 id="hotline-columns">{t('requests.hotline.columns')}</h2>
        <p>{t('requests.hotline.columnsHint')}</p>
        <div className="hotline-fields">
          {ticketFields.map((field) => (
            <Form.Item key={field} name={['fields', field]} label={t(`requests.hotline.field.${field}`)}>
              <Select
                allowClear
                showSearch
                placeholder={t('requests.hotline.none')}
                options={headings.map((heading) => ({ value: heading, label: heading }))}
              />
            </Form.Item>
          ))}
        </div>
      </section>
      {wordFields.some((field) => unknown[field]?.length) ? (
        <section aria-labelledby="hotline-words">
          <h2 id="hotline-words">{t('requests.hotline.words')}</h2>
          <p>{t('requests.hotline.wordsHint')}</p>
          <div className="hotline-fields">
            {wordFields.flatMap((field) =>
              (unknown[field] ?? []).map(({ word, rows }, at) => (
                <Form.Item
                  key={`${field} ${word}`}
                  name={['words', field, String(at)]}
                  label={t('requests.hotline.word', { field: t(`requests.hotline.field.${field}`), word, rows })}
                >
                  <Select allowClear showSearch optionFilterProp="label" options={options(field)} />
                </Form.Item>
              )),
            )}
          </div>
        </section>
      ) : null}
      <Button type={one.state === 'uploaded' ? 'primary' : 'default'} htmlType="submit" loading={send.isPending}>
        {t('requests.hotline.check')}
      </Button>
    </Form>
  )
}
