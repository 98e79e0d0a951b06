import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { FormPage } from '#platform/ui/form-page.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { useLanguage, useWords } from '#platform/ui/words.tsx'
import { organisationsApi as api, type UnitDetail } from '../contract.ts'
import { nameIn } from './names.ts'
import { useToUnit, useUnit } from './unit-form.tsx'

interface NewPost {
  title: string
  personId?: string
  person?: { name?: string; phone?: string }
}

/** Gives somebody a post in the unit: a person who is known already, or a new one. */
export function AddPostPage() {
  const t = useWords()
  const { language } = useLanguage()
  const { unit, waiting } = useUnit()
  const toUnit = useToUnit()
  const [search, setSearch] = useState('')
  const { data: people = [] } = useCall(api.listPeople, { query: { search } }, { enabled: search.trim() !== '' })
  const send = useSend(api.addPost, {
    stale: [api.getUnit, api.listUnits, api.listPeople],
    quiet: true,
    onDone: () => unit && toUnit(unit.id),
  })
  if (!unit) return waiting(t('organisations.page.post'))
  const { id } = unit
  return (
    <FormPage<NewPost, Parameters<typeof send.mutate>[0]>
      title={t('organisations.postTitle', { name: nameIn(language, unit) })}
      initial={{}}
      send={send}
      fieldOf={{ 'organisations.holdsPost': 'title' }}
      onCancel={() => toUnit(id)}
      inputOf={({ title, personId, person }) => ({
        params: { id },
        body: {
          title,
          person: personId ? { id: personId } : { name: person?.name ?? '', phone: person?.phone || null },
        },
      })}
    >
      <Form.Item
        name="title"
        label={t('organisations.field.title')}
        rules={[{ required: true, whitespace: true, message: t('organisations.titleNeeded') }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="personId" label={t('organisations.field.known')} extra={t('organisations.knownHint')}>
        <Select
          allowClear
          showSearch
          filterOption={false}
          onSearch={setSearch}
          notFoundContent={search.trim() === '' ? t('organisations.knownHint') : t('organisations.knownNone')}
          options={people.map((person) => {
            const held = person.posts.map((post) => `${post.unitName} ${post.title}`).join(t('organisations.comma'))
            return { value: person.id, label: held ? `${person.name} · ${held}` : person.name }
          })}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['personId']}>
        {({ getFieldValue }) => (getFieldValue('personId') ? null : <PersonFields prefix={['person']} />)}
      </Form.Item>
    </FormPage>
  )
}

function PersonFields({ prefix, phoneHint }: { prefix: string[]; phoneHint?: string }) {
  const t = useWords()
  return (
    <>
      <Form.Item
        name={[...prefix, 'name']}
        label={t('organisations.field.personName')}
        rules={[{ required: true, whitespace: true, message: t('organisations.personNeeded') }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name={[...prefix, 'phone']}
        label={t('organisations.field.phone')}
        extra={phoneHint}
        rules={[{ pattern: /^[0-9+() -]{5,30}$/, message: t('organisations.phoneForm') }]}
      >
        <Input type="tel" maxLength={30} autoComplete="off" />
      </Form.Item>
    </>
  )
}

/** Corrects the name or phone of whoever holds a post. */
export function PersonPage() {
  const t = useWords()
  const postId = useParam('postId')
  const { unit, reopen, waiting } = useUnit()
  if (!unit) return waiting(t('organisations.page.person'))
  const post = unit.posts.find(({ id }) => id === postId)
  if (!post) return <PageTitle title={t('organisations.page.person')} lead={t('organisations.noSuchPost')} />
  return <PersonForm key={post.person.version} unit={unit} person={post.person} onSeeNewest={reopen} />
}

interface PersonProps {
  unit: UnitDetail
  person: UnitDetail['posts'][number]['person']
  onSeeNewest: () => void
}

function PersonForm({ unit, person, onSeeNewest }: PersonProps) {
  const t = useWords()
  const toUnit = useToUnit()
  const send = useSend(api.changePerson, {
    stale: [api.getUnit, api.listUnits, api.listPeople],
    quiet: true,
    onDone: () => toUnit(unit.id),
  })
  const { id, version, name } = person
  return (
    <FormPage<{ name: string; phone?: string }, Parameters<typeof send.mutate>[0]>
      title={t('organisations.personTitle', { name })}
      initial={{ name }}
      send={send}
      onSeeNewest={onSeeNewest}
      onCancel={() => toUnit(unit.id)}
      inputOf={(values) => ({
        params: { id },
        body: { version, name: values.name, ...(values.phone ? { phone: values.phone } : {}) },
      })}
    >
      <PersonFields prefix={[]} phoneHint={t('organisations.phoneKeep', { phone: person.phone ?? '—' })} />
    </FormPage>
  )
}
