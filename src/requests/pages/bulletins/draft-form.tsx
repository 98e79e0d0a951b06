import { Button, Form, Input, Radio } from 'antd'
import { useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type BulletinRow, bulletinApi, type DraftBulletin } from '../../rates/bulletin/contract.ts'
import { audiences } from '../../rates/bulletin/rules.ts'

interface Props {
  row: BulletinRow
  /** As the last bulletin was signed. */
  issuer: string
  /** The month in words. */
  month: string
  close: () => void
}

type Text = Omit<DraftBulletin, 'periodId'>

/** The few fields of a bulletin that are not counted: for whom, who signs, and what the office asks for. */
export function DraftForm({ row: { periodId, bulletin }, issuer, month, close }: Props) {
  const t = useWords()
  const told = { stale: [bulletinApi.list], quiet: true, onDone: close }
  const draft = useSend(bulletinApi.draft, told)
  const revise = useSend(bulletinApi.revise, told)
  const error = draft.error ?? revise.error
  const save = (text: Text) =>
    bulletin
      ? revise.mutate({ params: { id: bulletin.id }, body: { version: bulletin.version, ...text } })
      : draft.mutate({ body: { periodId, ...text } })
  return (
    <Form<Text>
      layout="vertical"
      requiredMark={false}
      className="periods-decide"
      aria-label={t('requests.bulletins.formOf', { month })}
      initialValues={bulletin ?? { audience: 'internal', issuer, words: '' }}
      onFinish={save}
    >
      {error ? <RefusalNotice error={error} /> : null}
      <Form.Item name="audience" label={t('requests.bulletins.audience')}>
        <Radio.Group
          className="periods-choices"
          options={audiences.map((value) => ({ value, label: t(`requests.bulletins.audience.${value}.choice`) }))}
        />
      </Form.Item>
      <Form.Item
        name="issuer"
        label={t('requests.bulletins.issuer')}
        extra={t('requests.bulletins.issuer.hint')}
        rules={[{ required: true, whitespace: true, message: t('requests.bulletins.issuer.needed') }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="words" label={t('requests.bulletins.words')} extra={t('requests.bulletins.words.hint')}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3 }} />
      </Form.Item>
      <div className="bulletins-steps">
        <Button type="primary" htmlType="submit" loading={draft.isPending || revise.isPending}>
          {t('requests.bulletins.save')}
        </Button>
        <Button onClick={close}>{t('requests.bulletins.cancel')}</Button>
      </div>
    </Form>
  )
}
