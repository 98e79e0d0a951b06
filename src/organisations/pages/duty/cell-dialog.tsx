import { Button, Form, Modal, Radio, Select } from 'antd'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { Roster } from '../../duty/contract.ts'
import { useWindowName } from './grid.tsx'
import type { OpenCell, People } from './week.ts'

interface Values {
  accountId?: string | null
  standInId?: string | null
  holds: 'week' | 'day'
}

interface Props {
  open: OpenCell
  people: Roster['people']
  onChange: (people: People[], isWeekly: boolean) => void
  onClose: () => void
}

/** Who is on duty in one window of one day, and who stands in. */
export function CellDialog({ open: { window, day, cell }, people, onChange, onClose }: Props) {
  const t = useWords()
  const format = useFormat()
  const windowName = useWindowName()
  const [form] = Form.useForm<Values>()
  const [first] = cell.people
  const dayName = format.day(day)
  const options = people
    .filter(({ id, mayServe }) => mayServe || id === first?.accountId || id === first?.standInId)
    .map(({ id, name }) => ({ value: id, label: name }))
  const select = (label: string, placeholder: string) => (
    <Select aria-label={label} allowClear placeholder={placeholder} options={options} />
  )
  const isEmpty = !Form.useWatch('accountId', form)
  return (
    <Modal
      open
      title={t('duty.page.cell', { day: dayName, window: windowName(window) })}
      okText={t('duty.page.apply')}
      cancelText={t('ui.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          accountId: first?.accountId,
          standInId: first?.standInId ?? undefined,
          holds: cell.isSingle ? 'day' : 'week',
        }}
        onFinish={({ accountId, standInId, holds }) =>
          onChange(accountId ? [{ accountId, standInId: standInId ?? null }] : [], holds === 'week' || !accountId)
        }
      >
        <Form.Item name="accountId" label={t('duty.page.person')}>
          {select(t('duty.page.person'), t('duty.page.personNone'))}
        </Form.Item>
        <Form.Item
          name="standInId"
          label={t('duty.page.standInPerson')}
          dependencies={['accountId']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_rule, value?: string) =>
                value && value === getFieldValue('accountId')
                  ? Promise.reject(new Error(t('duty.page.sameStandIn')))
                  : Promise.resolve(),
            }),
          ]}
        >
          {select(t('duty.page.standInPerson'), t('duty.page.standInNone'))}
        </Form.Item>
        <Form.Item name="holds" label={t('duty.page.holds')}>
          <Radio.Group className="duty-holds">
            <Radio value="week">{t('duty.page.holds.week', { weekday: weekdayIn(dayName) })}</Radio>
            <Radio value="day" disabled={isEmpty}>
              {t('duty.page.holds.day')}
            </Radio>
          </Radio.Group>
        </Form.Item>
      </Form>
      {cell.isSingle ? <Button onClick={() => onChange([], false)}>{t('duty.page.backToWeekly')}</Button> : null}
    </Modal>
  )
}

/** The weekday in a written day, which stands at its end in Chinese and at its beginning in English. */
const weekdayIn = (dayName: string): string => dayName.split(' ').find((part) => !/\d/.test(part)) ?? dayName
