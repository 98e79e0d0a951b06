import { Button, Checkbox, Form, Input } from 'antd'
import { type AlertSettings, alertsApi as api } from '#platform/alerts/contract.ts'
import { outsideChannels } from '#platform/alerts/rules.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { Part } from './part.tsx'
import '../alerts/alerts.css'

interface Values {
  mail?: string
  mobile?: string
  channels?: string[]
  quiet?: boolean
  from?: string
  to?: string
}

/** Where I want to be woken (提醒方式). */
export function AlertsPart() {
  const t = useWords()
  const { data } = useCall(api.settings, {})
  return (
    <Part title={t('account.alerts')}>
      <p className="account-soft">{t('account.alerts.text')}</p>
      {data ? <SettingsForm key={data.version} settings={data} /> : null}
    </Part>
  )
}

function SettingsForm({ settings }: { settings: AlertSettings }) {
  const t = useWords()
  const [form] = Form.useForm<Values>()
  const send = useSend(api.changeSettings, { stale: [api.settings], quiet: true })
  const isQuiet = Form.useWatch('quiet', form) ?? settings.quietFrom !== null
  const { mail, mobile, channels, configured, quietFrom, quietTo, version } = settings
  const time = { pattern: /^(?:[01]\d|2[0-3]):[0-5]\d$/, message: t('account.alerts.time') }
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{
        ...{ mail: mail ?? '', mobile: mobile ?? '', quiet: quietFrom !== null },
        ...{ from: quietFrom ?? '22:00', to: quietTo ?? '07:00' },
        channels: outsideChannels.filter((channel) => channels[channel]),
      }}
      onFinish={(values) => {
        const isOn = (channel: string) => values.channels?.includes(channel) ?? false
        send.mutate({
          body: {
            ...{ version, mail: values.mail?.trim() || null, mobile: values.mobile?.trim() || null },
            channels: { mail: isOn('mail'), messenger: isOn('messenger'), sms: isOn('sms') },
            quiet: values.quiet ? { from: values.from ?? '22:00', to: values.to ?? '07:00' } : null,
          },
        })
      }}
    >
      {send.error ? <RefusalNotice error={send.error} /> : null}
      <Form.Item name="channels" label={t('account.alerts.channels')}>
        <Checkbox.Group
          options={outsideChannels.map((value) => ({
            value,
            label: t(`account.alerts.channel.${configured.includes(value) ? value : `${value}.off`}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="mail"
        label={t('account.alerts.mail')}
        rules={[{ type: 'email', message: t('account.alerts.mailForm') }]}
      >
        <Input type="email" autoComplete="email" maxLength={254} />
      </Form.Item>
      <Form.Item
        name="mobile"
        label={t('account.alerts.mobile')}
        rules={[{ pattern: /^\+?[0-9][0-9 -]{4,19}$/, message: t('account.alerts.mobileForm') }]}
      >
        <Input type="tel" autoComplete="tel" maxLength={21} />
      </Form.Item>
      <Form.Item name="quiet" valuePropName="checked">
        <Checkbox>{t('account.alerts.quiet')}</Checkbox>
      </Form.Item>
      {isQuiet ? (
        <div className="alerts-quiet">
          <Form.Item name="from" label={t('account.alerts.from')} rules={[time]}>
            <Input inputMode="numeric" maxLength={5} />
          </Form.Item>
          <Form.Item name="to" label={t('account.alerts.to')} rules={[time]}>
            <Input inputMode="numeric" maxLength={5} />
          </Form.Item>
        </div>
      ) : null}
      <Button htmlType="submit" loading={send.isPending}>
        {t('account.alerts.save')}
      </Button>
      <span role="status" className="account-soft">
        {send.isSuccess ? ` ${t('account.alerts.saved')}` : ''}
      </span>
    </Form>
  )
}
