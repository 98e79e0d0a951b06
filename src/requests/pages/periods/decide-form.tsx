import { Button, Form, Input, Radio } from 'antd'
import { useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type DecideContest, type PeriodView, periodsApi } from '../../rates/periods/contract.ts'
import { decisions } from '../../rates/periods/rules.ts'

interface Props {
  periodId: string
  contest: PeriodView['contests'][number]
}

/** Upholds or refuses a contest, with the reason that the unit and everybody after reads. */
export function DecideForm({ periodId, contest: { id: contestId, number, version } }: Props) {
  const t = useWords()
  const send = useSend(periodsApi.decide, { stale: [periodsApi.get, periodsApi.cases], quiet: true })
  return (
    <Form<Pick<DecideContest, 'decision' | 'note'>>
      layout="vertical"
      requiredMark={false}
      className="periods-decide"
      aria-label={t('requests.periods.decideOf', { number })}
      onFinish={(values) => send.mutate({ params: { id: periodId }, body: { contestId, version, ...values } })}
    >
      {send.error ? <RefusalNotice error={send.error} /> : null}
      <Form.Item
        name="decision"
        label={t('requests.periods.decide')}
        rules={[{ required: true, message: t('requests.periods.decide.needed') }]}
      >
        <Radio.Group
          className="periods-choices"
          options={decisions.map((value) => ({ value, label: t(`requests.periods.decide.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="note"
        label={t('requests.periods.note')}
        rules={[{ required: true, whitespace: true, message: t('requests.periods.note.needed') }]}
      >
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        {t('requests.periods.decide.send')}
      </Button>
    </Form>
  )
}
