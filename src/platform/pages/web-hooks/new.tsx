import { useNavigate } from '@tanstack/react-router'
import { Checkbox, Form, Input } from 'antd'
import { approvalsApi } from '#platform/approvals/contract.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { FormPage } from '#platform/ui/form-page.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { webHooksApi as api, type ProposeWebHook } from '#platform/web-hooks/contract.ts'

/** Asks the security administrator to let another system be told what happens. */
export function NewWebHookPage() {
  const t = useWords()
  const navigate = useNavigate()
  const back = () => void navigate({ to: '/web-hooks' })
  const { data } = useCall(api.list, {})
  const send = useSend(api.propose, {
    quiet: true,
    stale: [api.list, approvalsApi.list, approvalsApi.count],
    onDone: back,
  })
  const needed = (key: string) => [{ required: true, whitespace: true, min: 2, message: t(key) }]
  return (
    <FormPage<ProposeWebHook, Parameters<typeof send.mutate>[0]>
      title={t('webHooks.page.new')}
      lead={t('webHooks.new.lead')}
      initial={{ kinds: [] }}
      send={send}
      submitLabel={t('webHooks.new.send')}
      fieldOf={{
        'platform.hooks.address.form': 'url',
        'platform.hooks.address.https': 'url',
        'platform.hooks.address.inside': 'url',
        'platform.hooks.kind': 'kinds',
      }}
      onCancel={back}
      inputOf={(body) => ({ body })}
    >
      <Form.Item
        name="name"
        label={t('webHooks.new.name')}
        extra={t('webHooks.new.nameHint')}
        rules={needed('webHooks.new.nameNeeded')}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="url"
        label={t('webHooks.page.url')}
        extra={t('webHooks.new.urlHint')}
        rules={[{ required: true, whitespace: true, min: 8, message: t('webHooks.new.urlNeeded') }]}
      >
        <Input type="url" maxLength={500} autoComplete="off" spellCheck={false} placeholder="https://" />
      </Form.Item>
      <Form.Item
        name="kinds"
        label={t('webHooks.page.kinds')}
        extra={t('webHooks.new.kindsHint')}
        rules={[{ required: true, message: t('webHooks.new.kindsNeeded') }]}
      >
        <Checkbox.Group
          className="choice-column"
          options={(data?.kinds ?? []).map((value) => ({ value, label: t(`action.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('webHooks.new.reason')}
        extra={t('webHooks.new.reasonHint')}
        rules={needed('webHooks.new.reasonNeeded')}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={300} />
      </Form.Item>
    </FormPage>
  )
}
