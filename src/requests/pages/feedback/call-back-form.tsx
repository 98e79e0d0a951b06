import { Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { useKeys } from '#platform/ui/key-help.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type RequestView, requestsApi } from '../../contract.ts'
import { feedbackApi } from '../../feedback/contract.ts'
import { ratingLevels } from '../../feedback/rules.ts'
import { SaidFields } from './said.tsx'

interface Values {
  level?: number
  isSolved?: boolean
  words?: string
  closeAs: 'solved' | 'explained' | 'open'
  note?: string
}

interface Props {
  request: RequestView
  /** The firm rated this round itself: nothing is asked of it again. */
  isRated: boolean
  attemptsNeeded: number
  keysOn: boolean
}

/** Calls a firm back: 0 nobody answers; 1 to 5 how satisfied it is, y or n whether it is solved, s saves. */
export function CallBackForm({ request, isRated, attemptsNeeded, keysOn }: Props) {
  const t = useWords()
  const [form] = Form.useForm<Values>()
  const [isReached, reach] = useState(false)
  const { id, version } = request
  const send = useSend(feedbackApi.callBack, {
    stale: [requestsApi.get, requestsApi.list, feedbackApi.feedback, feedbackApi.callBacks],
    quiet: true,
    onDone: () => {
      form.resetFields()
      reach(false)
    },
  })
  const inVain = () => {
    if (!send.isPending) send.mutate({ params: { id }, body: { version, isReached: false } })
  }
  const finish = ({ level, isSolved, words, closeAs, note }: Values) => {
    const said = isRated || level === undefined || isSolved === undefined ? undefined : { level, isSolved, words }
    send.mutate({
      params: { id },
      body: { version, isReached: true, note, said, closeAs: closeAs === 'open' ? undefined : closeAs },
    })
  }
  const fill = (values: Partial<Values>) => {
    reach(true)
    form.setFieldsValue(values)
  }
  const levels = ratingLevels.map((level) => ({
    key: String(level),
    label: t(`requests.ratingLevel.${level}`),
    run: () => fill({ level }),
  }))
  const keys = [
    { key: '0', label: t('requests.page.callBack.nobody'), run: inVain },
    ...(isRated ? [] : levels),
    { key: 'y', label: t('requests.page.rating.solved.yes'), run: () => fill({ isSolved: true }) },
    { key: 'n', label: t('requests.page.rating.solved.no'), run: () => fill({ isSolved: false }) },
    { key: 's', label: t('requests.page.callBack.save'), run: () => form.submit() },
  ]
  useKeys(keysOn ? keys : [])
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      aria-label={t('requests.page.callBack')}
      initialValues={{ closeAs: 'solved' }}
      onFinish={finish}
    >
      <p>{t('requests.page.callBack.lead', { times: attemptsNeeded })}</p>
      {send.error ? <RefusalNotice error={send.error} /> : null}
      <div className="form-buttons">
        <Button type={isReached ? 'default' : 'primary'} aria-expanded={isReached} onClick={() => reach(true)}>
          {t('requests.page.callBack.answered')}
        </Button>
        <Button loading={send.isPending && !isReached} onClick={inVain}>
          {t('requests.page.callBack.nobody')}
        </Button>
      </div>
      <div hidden={!isReached}>
        {isRated ? null : <SaidFields isByFirm={false} />}
        <Form.Item name="closeAs" label={t('requests.page.callBack.then')}>
          <Radio.Group
            options={[
              { value: 'solved', label: t('requests.page.callBack.close.solved') },
              { value: 'explained', label: t('requests.page.callBack.close.explained') },
              { value: 'open', label: t('requests.page.callBack.close.not') },
            ]}
          />
        </Form.Item>
        <Form.Item name="note" label={t('requests.page.callBack.note')}>
          <Input maxLength={500} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t('requests.page.callBack.save')}
        </Button>
      </div>
    </Form>
  )
}
