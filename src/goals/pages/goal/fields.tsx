import { AutoComplete, Form, Input, InputNumber, Radio, Select } from 'antd'
import { organisationsApi } from '#organisations/contract.ts'
import { useCall } from '#platform/ui/calls.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type GoalView, goalKinds, goalsApi } from '../../contract.ts'
import { ownerKey } from '../cascade/tree.ts'
import { type Draft, possibleParents } from './draft.ts'
import type { Cascade } from './form.tsx'
import { LeadProposals } from './lead-proposals.tsx'

interface Props {
  goal: GoalView | null
  cascade: Cascade
  /** What the form began with, and the goal as it is now: where they differ somebody else changed it. */
  first: Draft
  newest: Draft
}

const search = { optionFilterProp: 'label' }

/** The fields of a goal; unit lists come from the organs of the city. */
export function GoalFields({ goal, cascade, first, newest }: Props) {
  const t = useWords()
  const format = useFormat()
  const choices = useCall(goalsApi.choices, {})
  const leaders = useLeaders()
  const owners = choices.data?.owners ?? []
  const units = (choices.data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const parents = possibleParents(cascade.rows, goal?.id ?? '').map(({ id, code, title }) => ({
    value: id,
    label: `${code} ${title}`,
  }))
  const nameOf = (options: readonly { value: string; label: string }[]) => (value: unknown) =>
    options.find((one) => one.value === value)?.label ?? String(value)
  const ownerOptions = owners.map((owner) => ({ value: ownerKey(owner), label: owner.name }))
  const theirs = (name: keyof Draft, words: (value: unknown) => string = String) => {
    if (String(newest[name]) === String(first[name])) return {}
    const value = newest[name]
    const said = value === null || value === '' || String(value) === '' ? t('goals.none') : words(value)
    return { extra: t('goals.theirs', { value: said }) }
  }
  const unitNames = (value: unknown) =>
    (Array.isArray(value) ? value : [value]).map(nameOf(units)).join(t('goals.comma'))

  return (
    <>
      <Form.Item
        name="title"
        label={t('goals.title')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('goals.title.needed') }]}
        {...theirs('title')}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} />
      </Form.Item>
      <Form.Item name="kind" label={t('goals.kind')} {...theirs('kind', (value) => t(`goals.kind.${String(value)}`))}>
        <Radio.Group
          optionType="button"
          options={goalKinds.map((value) => ({ value, label: t(`goals.kind.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="leadUnitId"
        label={t('goals.lead')}
        {...theirs('leadUnitId', unitNames)}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) => {
              const supporting: unknown = getFieldValue('supportingUnitIds')
              const isTwice = value && Array.isArray(supporting) && supporting.includes(value)
              return isTwice ? Promise.reject(new Error(t('goals.leadTwice'))) : Promise.resolve()
            },
          }),
        ]}
      >
        <Select
          allowClear
          showSearch={search}
          loading={choices.isPending}
          placeholder={t('goals.lead.search')}
          options={units}
        />
      </Form.Item>
      {goal?.asksForTask ? <LeadProposals goalId={goal.id} /> : null}
      <Form.Item name="supportingUnitIds" label={t('goals.supporting')} {...theirs('supportingUnitIds', unitNames)}>
        <Select
          mode="multiple"
          showSearch={search}
          maxCount={30}
          placeholder={t('goals.lead.search')}
          options={units}
        />
      </Form.Item>
      <div className="goals-pair">
        <Form.Item name="dueOn" label={t('goals.due')} {...theirs('dueOn', (value) => format.day(String(value)))}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="leader" label={t('goals.leader')} {...theirs('leader')}>
          <AutoComplete options={leaders} showSearch={{ filterOption: containsTyped }} maxLength={60} />
        </Form.Item>
        <Form.Item
          name="owner"
          label={t('goals.owner')}
          rules={[{ required: true, message: t('goals.owner.needed') }]}
          {...theirs('owner', nameOf(ownerOptions))}
        >
          <Select showSearch={search} loading={choices.isPending} options={ownerOptions} />
        </Form.Item>
        <Form.Item
          name="year"
          label={t('goals.year')}
          rules={[{ required: true, type: 'number', min: 1990, max: 2100, message: t('goals.year.needed') }]}
          {...theirs('year')}
        >
          <InputNumber controls={false} precision={0} />
        </Form.Item>
      </div>
      <Form.Item name="parentId" label={t('goals.parent')} {...theirs('parentId', nameOf(parents))}>
        <Select allowClear showSearch={search} placeholder={t('goals.parent.search')} options={parents} />
      </Form.Item>
      <Form.Item name="theme" label={t('goals.theme')} {...theirs('theme')}>
        <AutoComplete
          options={cascade.themes.map((value) => ({ value }))}
          showSearch={{ filterOption: containsTyped }}
          maxLength={100}
        />
      </Form.Item>
    </>
  )
}

const containsTyped = (typed: string, option?: { value?: unknown }): boolean =>
  String(option?.value ?? '').includes(typed)

/** Who may be the leader in charge: those with a post in the leading organs. Any name may be typed. */
function useLeaders(): { value: string; label: string }[] {
  const units = useCall(organisationsApi.listUnits, { query: {} })
  const leading: readonly string[] = ['city', 'party', 'government', 'district']
  const posts = (units.data ?? []).filter(({ kind }) => leading.includes(kind)).flatMap((unit) => unit.posts)
  const byName = new Map(posts.map(({ personName, title }) => [personName, title]))
  return [...byName].map(([value, title]) => ({ value, label: `${value} ${title}` }))
}
