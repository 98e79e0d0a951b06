import { Form, Input } from 'antd'
import { useWords } from '#platform/ui/words.tsx'
import { spellsOf } from '../../rule-book/rules.ts'
import { weekdays } from './draft.ts'

/** When units are on duty, as spells of the day with the lunch break between: working hours count in them alone. */
export function WindowFields() {
  const t = useWords()
  return (
    <fieldset className="requests-clock-fields">
      <legend>{t('requests.rules.windows')}</legend>
      <p className="requests-soft">{t('requests.rules.windows.hint')}</p>
      <SpellsItem name={['working']} label={t('requests.rules.windows.working')} />
      <details>
        <summary>{t('requests.rules.windows.more')}</summary>
        {weekdays.slice(0, 5).map((day) => (
          <SpellsItem key={day} name={['days', day]} label={t(`requests.rules.weekday.${day}`)} />
        ))}
        <SpellsItem name={['weekends']} label={t('requests.rules.windows.weekends')} />
        <SpellsItem name={['holidays']} label={t('requests.rules.windows.holidays')} />
      </details>
    </fieldset>
  )
}

function SpellsItem({ name, label }: { name: string[]; label: string }) {
  const t = useWords()
  const check = (_: unknown, text: string | undefined) =>
    spellsOf(text ?? '') === null ? Promise.reject(new Error(t('requests.rules.windows.unread'))) : Promise.resolve()
  return (
    <Form.Item name={['windows', ...name]} label={label} rules={[{ validator: check }]}>
      <Input maxLength={120} placeholder="08:30-12:00, 14:30-17:30" />
    </Form.Item>
  )
}
