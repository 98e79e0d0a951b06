import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Radio } from 'antd'
import { useWords } from '#platform/ui/words.tsx'
import { type PortfolioKind, portfolioKinds } from '../../accounts/rules.ts'
import { PlacePicker } from './fields.tsx'

export interface ItemValues {
  kind: PortfolioKind
  itemId: string
  toOn?: string
}

export const itemsOf = (items: readonly ItemValues[]) =>
  items.map(({ kind, itemId, toOn }) => ({ kind, itemId, toOn: toOn || null }))

/** The units, districts and chains of a portfolio (`items`), each with a last day where it has one. */
export function PortfolioFields() {
  const t = useWords()
  return (
    <Form.List
      name="items"
      initialValue={[{ kind: 'unit' }]}
      rules={[
        {
          validator: (_, items?: unknown[]) =>
            items && items.length > 0 ? Promise.resolve() : Promise.reject(new Error(t('accounts.portfolio.needed'))),
        },
      ]}
    >
      {(rows, { add, remove }, { errors }) => (
        <div className="accounts-items">
          {rows.map((row, at) => (
            <fieldset key={row.key} className="accounts-item">
              <legend>{t('accounts.portfolio.number', { number: at + 1 })}</legend>
              <Item name={row.name} />
              <Button type="text" icon={<DeleteOutlined aria-hidden />} onClick={() => remove(row.name)}>
                {t('accounts.portfolio.remove', { number: at + 1 })}
              </Button>
            </fieldset>
          ))}
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({ kind: 'unit' })}>
            {t('accounts.portfolio.add')}
          </Button>
          <Form.ErrorList errors={errors} />
        </div>
      )}
    </Form.List>
  )
}

function Item({ name }: { name: number }) {
  const t = useWords()
  const form = Form.useFormInstance()
  return (
    <>
      <Form.Item name={[name, 'kind']} label={t('accounts.portfolio.kind')} required>
        <Radio.Group
          options={portfolioKinds.map((kind) => ({ value: kind, label: t(`accounts.portfolio.kind.${kind}`) }))}
          onChange={() => form.setFieldValue(['items', name, 'itemId'], undefined)}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={[['items', name, 'kind']]}>
        {({ getFieldValue }) => {
          const kind = portfolioKinds.find((one) => one === getFieldValue(['items', name, 'kind'])) ?? 'unit'
          return (
            <Form.Item
              key={kind}
              name={[name, 'itemId']}
              label={t(`accounts.portfolio.kind.${kind}`)}
              rules={[{ required: true, message: t('accounts.role.placeNeeded') }]}
            >
              <PlacePicker kind={kind} />
            </Form.Item>
          )
        }}
      </Form.Item>
      <Form.Item name={[name, 'toOn']} label={t('accounts.field.lastDay')} extra={t('accounts.role.toHint')}>
        <Input type="date" />
      </Form.Item>
    </>
  )
}
