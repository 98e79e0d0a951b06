import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Select } from 'antd'
import { useSend } from '#platform/ui/calls.ts'
import { FormPage } from '#platform/ui/form-page.tsx'
import { useLanguage, useWords } from '#platform/ui/words.tsx'
import { organisationsApi as api, type UnitDetail } from '../contract.ts'
import { nameIn } from './names.ts'
import './organisations.css'
import { useToUnit, useUnit } from './unit-form.tsx'

interface Values {
  duties: { text: string; keywords?: string[] }[]
}

/** The duty list of a unit: sentences, and the words in a task that point to each. */
export function DutiesPage() {
  const t = useWords()
  const { unit, reopen, waiting } = useUnit()
  return unit ? (
    <DutiesForm key={unit.version} unit={unit} onSeeNewest={reopen} />
  ) : (
    waiting(t('organisations.page.duties'))
  )
}

function DutiesForm({ unit, onSeeNewest }: { unit: UnitDetail; onSeeNewest: () => void }) {
  const t = useWords()
  const { language } = useLanguage()
  const toUnit = useToUnit()
  const send = useSend(api.setDuties, {
    stale: [api.getUnit, api.listUnits],
    quiet: true,
    onDone: ({ id }) => toUnit(id),
  })
  const { id, version } = unit
  return (
    <FormPage<Values, Parameters<typeof send.mutate>[0]>
      title={t('organisations.dutiesTitle', { name: nameIn(language, unit) })}
      lead={t('organisations.dutiesLead')}
      initial={{ duties: unit.duties }}
      send={send}
      onSeeNewest={onSeeNewest}
      onCancel={() => toUnit(id)}
      inputOf={({ duties = [] }) => ({
        params: { id },
        body: { version, duties: duties.map(({ text, keywords = [] }) => ({ text, keywords })) },
      })}
    >
      <Form.List name="duties">
        {(rows, { add, remove }) => (
          <>
            {rows.map((row, at) => (
              <fieldset key={row.key} className="organisations-duty">
                <legend>{t('organisations.dutyNumber', { number: at + 1 })}</legend>
                <Form.Item
                  name={[row.name, 'text']}
                  label={t('organisations.dutyText')}
                  rules={[{ required: true, whitespace: true, min: 2, message: t('organisations.dutyNeeded') }]}
                >
                  <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={500} />
                </Form.Item>
                <Form.Item name={[row.name, 'keywords']} label={t('organisations.dutyWords')}>
                  <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', '，', ',', ' ']} />
                </Form.Item>
                <Button type="text" icon={<DeleteOutlined aria-hidden />} onClick={() => remove(row.name)}>
                  {t('organisations.dutyRemove', { number: at + 1 })}
                </Button>
              </fieldset>
            ))}
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({ text: '', keywords: [] })}>
              {t('organisations.dutyAdd')}
            </Button>
          </>
        )}
      </Form.List>
    </FormPage>
  )
}
