import { useNavigate } from '@tanstack/react-router'
import { Checkbox, Form, Input } from 'antd'
import { apiKeysApi as api, type ProposeApiKey } from '#platform/api-keys/contract.ts'
import { keyPermissions, longestDays } from '#platform/api-keys/rules.ts'
import { approvalsApi } from '#platform/approvals/contract.ts'
import { useSend } from '#platform/ui/calls.ts'
import { FormPage } from '#platform/ui/form-page.tsx'
import { useWords } from '#platform/ui/words.tsx'

/** Asks the security administrator for a key for another system. */
export function NewApiKeyPage() {
  const t = useWords()
  const navigate = useNavigate()
  const back = () => void navigate({ to: '/api-keys' })
  const send = useSend(api.propose, {
    quiet: true,
    stale: [api.list, approvalsApi.list, approvalsApi.count],
    onDone: back,
  })
  const needed = (key: string) => [{ required: true, whitespace: true, min: 2, message: t(key) }]
  return (
    <FormPage<ProposeApiKey, Parameters<typeof send.mutate>[0]>
      title={t('apiKeys.page.new')}
      lead={t('apiKeys.new.lead')}
      initial={{ permissions: [] }}
      send={send}
      submitLabel={t('apiKeys.new.send')}
      fieldOf={{ 'platform.keys.term': 'expiresOn' }}
      onCancel={back}
      inputOf={(body) => ({ body })}
    >
      <Form.Item
        name="name"
        label={t('apiKeys.new.name')}
        extra={t('apiKeys.new.nameHint')}
        rules={needed('apiKeys.new.nameNeeded')}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="system"
        label={t('apiKeys.page.system')}
        extra={t('apiKeys.new.systemHint')}
        rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{1,29}$/, message: t('apiKeys.new.systemNeeded') }]}
      >
        <Input maxLength={30} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item
        name="permissions"
        label={t('apiKeys.page.permissions')}
        rules={[{ required: true, message: t('apiKeys.new.permissionsNeeded') }]}
      >
        <Checkbox.Group
          className="choice-column"
          options={keyPermissions.map((value) => ({ value, label: t(`apiKeys.permission.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="expiresOn"
        label={t('apiKeys.page.expiresOn')}
        extra={t('apiKeys.new.expiresHint', { days: longestDays })}
        rules={[{ required: true, message: t('apiKeys.new.expiresNeeded') }]}
      >
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('apiKeys.new.reason')}
        extra={t('apiKeys.new.reasonHint')}
        rules={needed('apiKeys.new.reasonNeeded')}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={300} />
      </Form.Item>
    </FormPage>
  )
}
