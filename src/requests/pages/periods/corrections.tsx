import { Button, Form, Input } from 'antd'
import { useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type PeriodView, periodsApi } from '../../rates/periods/contract.ts'

/** What was said about a closed month afterwards; its numbers stay. */
export function Corrections({ period: { id, corrections, may } }: { period: PeriodView }) {
  const t = useWords()
  const format = useFormat()
  const [form] = Form.useForm<{ words: string }>()
  const send = useSend(periodsApi.correct, {
    stale: [periodsApi.get],
    quiet: true,
    onDone: () => form.resetFields(),
  })
  return (
    <section aria-labelledby="periods-corrections">
      <h2 id="periods-corrections">{t('requests.periods.corrections')}</h2>
      {corrections.length === 0 ? <p className="requests-soft">{t('requests.periods.corrections.none')}</p> : null}
      <ul className="periods-contests">
        {corrections.map(({ words, saidByName, saidAt }) => (
          <li key={saidAt}>
            <p className="requests-words">{words}</p>
            <p className="requests-soft">
              {saidByName} · {format.moment(saidAt)}
            </p>
          </li>
        ))}
      </ul>
      {may.oversee ? (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          className="periods-decide"
          onFinish={(body) => send.mutate({ params: { id }, body })}
        >
          {send.error ? <RefusalNotice error={send.error} /> : null}
          <Form.Item
            name="words"
            label={t('requests.periods.correct')}
            extra={t('requests.periods.correct.hint')}
            rules={[{ required: true, whitespace: true, message: t('requests.periods.correct.needed') }]}
          >
            <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
          </Form.Item>
          <Button htmlType="submit" loading={send.isPending}>
            {t('requests.periods.correct.send')}
          </Button>
        </Form>
      ) : null}
    </section>
  )
}
