import { useNavigate } from '@tanstack/react-router'
import { Form, Input, Select, Skeleton } from 'antd'
import { useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { FormPage } from '#platform/ui/form-page.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useLanguage, useWords } from '#platform/ui/words.tsx'
import { organisationsApi as api, type UnitDetail } from '../contract.ts'
import { type UnitKind, unitKinds } from '../rules.ts'
import { nameIn } from './names.ts'
import { useOpened } from './opened.ts'

interface Values {
  name: string
  shortName?: string
  nameEn?: string
  aliases?: string[]
  officePhone?: string | null
  kind: UnitKind
  divisionCode: string
  parentId?: string
}

const fieldOf = { 'organisations.noSuchDivision': 'divisionCode', 'organisations.cycle': 'parentId' }

/** Goes back to the tree with a unit open. */
export function useToUnit(): (unit: string) => void {
  const navigate = useNavigate()
  return (unit) => void navigate({ to: '/organisations', search: { unit } })
}

/** A unit to be changed, as it is now; what stands there until it is known. */
export function useUnit() {
  const t = useWords()
  const id = useParam('unitId')
  const result = useCall(api.getUnit, { params: { id } })
  const { opened, reopen } = useOpened(result)
  const waiting = (title: string) => (
    <>
      <PageTitle title={title} />
      {result.error ? (
        <RefusalNotice error={result.error} retry={() => void result.refetch()} />
      ) : (
        <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} />
      )}
    </>
  )
  return { unit: opened, reopen, waiting }
}

/** Renames, moves or reclassifies a unit. */
export function EditUnitPage() {
  const t = useWords()
  const { unit, reopen, waiting } = useUnit()
  return unit ? <EditForm key={unit.version} unit={unit} onSeeNewest={reopen} /> : waiting(t('organisations.page.edit'))
}

function EditForm({ unit, onSeeNewest }: { unit: UnitDetail; onSeeNewest: () => void }) {
  const t = useWords()
  const { language } = useLanguage()
  const toUnit = useToUnit()
  const send = useSend(api.changeUnit, {
    stale: [api.listUnits, api.getUnit],
    quiet: true,
    onDone: ({ id }) => toUnit(id),
  })
  const { id, version, name, shortName, nameEn, aliases, officePhone, kind, divisionCode, parentId } = unit
  const names = { name, shortName, nameEn, aliases }
  const initial = { ...names, officePhone, kind, divisionCode, ...(parentId === null ? {} : { parentId }) }
  return (
    <FormPage<Values, Parameters<typeof send.mutate>[0]>
      title={t('organisations.editTitle', { name: nameIn(language, unit) })}
      lead={t('organisations.editLead')}
      initial={initial}
      send={send}
      fieldOf={fieldOf}
      onSeeNewest={onSeeNewest}
      onCancel={() => toUnit(id)}
      inputOf={(values) => ({ params: { id }, body: { version, ...values, officePhone: values.officePhone || null } })}
    >
      <UnitFields />
      {parentId === null ? null : <ParentField of={unit} />}
    </FormPage>
  )
}

/** Adds a unit below the one in the address. */
export function AddUnitPage() {
  const t = useWords()
  const { language } = useLanguage()
  const { unit: parent, waiting } = useUnit()
  const toUnit = useToUnit()
  const send = useSend(api.addUnit, {
    stale: [api.listUnits, api.getUnit],
    quiet: true,
    onDone: ({ id }) => toUnit(id),
  })
  if (!parent) return waiting(t('organisations.page.add'))
  const { id: parentId, divisionCode } = parent
  return (
    <FormPage<Values, Parameters<typeof send.mutate>[0]>
      title={t('organisations.addTitle', { name: nameIn(language, parent) })}
      initial={{ kind: 'office', divisionCode, aliases: [] }}
      send={send}
      fieldOf={fieldOf}
      onCancel={() => toUnit(parentId)}
      inputOf={({ shortName, officePhone, ...values }) => ({
        body: { ...values, officePhone: officePhone || null, ...(shortName ? { shortName } : {}), parentId },
      })}
    >
      <UnitFields />
    </FormPage>
  )
}

function UnitFields() {
  const t = useWords()
  const { language } = useLanguage()
  const { data: divisions = [] } = useCall(api.listDivisions, {})
  const required = [{ required: true, whitespace: true, message: t('organisations.nameNeeded') }]
  return (
    <>
      <Form.Item name="name" label={t('organisations.field.name')} rules={required}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="shortName" label={t('organisations.field.shortName')}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="nameEn" label={t('organisations.field.nameEn')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="aliases" label={t('organisations.field.aliases')} extra={t('organisations.aliasesHint')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', '，', ',']} />
      </Form.Item>
      <Form.Item
        name="officePhone"
        label={t('organisations.field.officePhone')}
        extra={t('organisations.officePhoneHint')}
        rules={[{ pattern: /^[0-9+() -]{5,30}$/, message: t('organisations.officePhoneForm') }]}
      >
        <Input type="tel" maxLength={30} autoComplete="off" />
      </Form.Item>
      <Form.Item name="kind" label={t('organisations.field.kind')} required>
        <Select options={unitKinds.map((kind) => ({ value: kind, label: t(`organisations.kind.${kind}`) }))} />
      </Form.Item>
      <Form.Item name="divisionCode" label={t('organisations.field.division')} required>
        <Select
          showSearch
          optionFilterProp="label"
          options={divisions.map(({ code, name, nameEn }) => {
            return { value: code, label: `${language === 'en' ? nameEn : name} ${code}` }
          })}
        />
      </Form.Item>
    </>
  )
}

/** The unit above: any but the unit itself and what stands under it, which the server refuses too. */
function ParentField({ of }: { of: UnitDetail }) {
  const t = useWords()
  const { language } = useLanguage()
  const { data: units = [] } = useCall(api.listUnits, { query: {} })
  const nameOf = (id: string | null) => {
    const found = units.find((unit) => unit.id === id)
    return found ? nameIn(language, found) : ''
  }
  const others = units.filter(({ id }) => id !== of.id)
  return (
    <Form.Item name="parentId" label={t('organisations.field.parent')} extra={t('organisations.parentHint')} required>
      <Select
        showSearch
        optionFilterProp="label"
        options={others.map((unit) => {
          const above = nameOf(unit.parentId)
          return { value: unit.id, label: above ? `${nameIn(language, unit)} · ${above}` : nameIn(language, unit) }
        })}
      />
    </Form.Item>
  )
}
