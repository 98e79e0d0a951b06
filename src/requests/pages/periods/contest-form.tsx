import { Alert, Button, Form, Input, Modal, Radio, Select } from 'antd'
import { useSend } from '#platform/ui/calls.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type ContestClock, type PeriodCases, periodsApi } from '../../rates/periods/contract.ts'
import { contestGrounds } from '../../rates/periods/rules.ts'
import { ClockPart } from './clock-part.tsx'

interface Props {
  periodId: string
  one: PeriodCases['rows'][number]
  onClose: () => void
}

type Values = Pick<ContestClock, 'clock' | 'ground' | 'words'>

/** Says which clock must not count as late, on which ground, and why. */
export function ContestForm({ periodId, one, onClose }: Props) {
  const t = useWords()
  const { id: requestId, number, title, round } = one
  const late = one.clocks.filter(({ mayContest }) => mayContest)
  const send = useSend(periodsApi.contest, {
    stale: [periodsApi.get, periodsApi.cases],
    quiet: true,
    onDone: onClose,
  })
  const needed = (name: string) => [{ required: true, message: t(`requests.periods.${name}.needed`) }]
  return (
    <Modal open title={t('requests.periods.contestOf', { number })} onCancel={onClose} footer={null}>
      <p>{title}</p>
      {send.error ? (
        <Alert className="form-refusal" type="error" showIcon role="alert" title={refusalText(t, send.error)} />
      ) : null}
      <Form<Values>
        layout="vertical"
        requiredMark={false}
        initialValues={late.length === 1 ? { clock: late[0]?.clock } : {}}
        onFinish={(values) => send.mutate({ params: { id: periodId }, body: { requestId, round, ...values } })}
      >
        <Form.Item name="clock" label={t('requests.periods.clock')} rules={needed('clock')}>
          <Radio.Group
            className="periods-choices"
            options={late.map((clock) => ({ value: clock.clock, label: <ClockPart clock={clock} /> }))}
          />
        </Form.Item>
        <Form.Item name="ground" label={t('requests.periods.ground')} rules={needed('ground')}>
          <Select options={contestGrounds.map((value) => ({ value, label: t(`requests.periods.ground.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="words"
          label={t('requests.periods.words')}
          extra={t('requests.periods.words.hint')}
          rules={[{ required: true, whitespace: true, message: t('requests.periods.words.needed') }]}
        >
          <Input.TextArea maxLength={500} showCount autoSize={{ minRows: 3 }} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={send.isPending}>
          {t('requests.periods.contest.send')}
        </Button>
      </Form>
    </Modal>
  )
}
