import { AutoComplete, Form, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { registrationApi } from '#enterprises/registration/contract.ts'
import { useCall } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'

/** The firm, found by a part of its name or code in the registry, or written freely. */
export function FirmFields() {
  const t = useWords()
  const form = Form.useFormInstance()
  const [typed, type] = useState('')
  const [known, know] = useState<string | null>(null)
  const asked = useDeferredValue(typed.trim())
  const firms = useCall(registrationApi.firms, { query: { q: asked } }, { enabled: asked.length > 1 })
  const options = (asked.length > 1 ? (firms.data ?? []) : []).map(({ id, name, creditCode }) => ({
    key: id,
    value: name,
    label: creditCode ? `${name} · ${creditCode}` : name,
    id,
    creditCode,
  }))
  return (
    <>
      <Form.Item
        name="firmName"
        label={t('requests.page.field.firmName')}
        extra={known ? t('requests.page.firm.known', { code: known }) : t('requests.page.firm.hint')}
        rules={[{ required: true, whitespace: true, message: t('requests.page.fillIn') }]}
      >
        <AutoComplete
          autoFocus
          maxLength={100}
          defaultActiveFirstOption
          options={options}
          onChange={(text: string) => {
            type(text)
            // Another name than the chosen one is another firm.
            form.setFieldsValue({ enterpriseId: undefined, creditCode: undefined })
            know(null)
          }}
          onSelect={(_, { id, creditCode }) => {
            form.setFieldsValue({ enterpriseId: id, creditCode: creditCode ?? undefined })
            know(creditCode ?? t('requests.page.firm.noCode'))
          }}
        />
      </Form.Item>
      <Form.Item name="enterpriseId" hidden>
        <Input />
      </Form.Item>
      <Form.Item name="creditCode" label={t('requests.page.field.creditCode')} hidden={known !== null}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
    </>
  )
}
