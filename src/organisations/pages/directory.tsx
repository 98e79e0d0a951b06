import { Button, Form, Input } from 'antd'
import { addressOf } from '#platform/http/client.ts'
import { useCall, useOneAtATime, useSend } from '#platform/ui/calls.ts'
import { Light, type LightColour } from '#platform/ui/light.tsx'
import { useMe } from '#platform/ui/me.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice, refusalText } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { directoryApi as api, type ContactExport } from '../directory/contract.ts'
import { exporters } from '../directory/rules.ts'
import './organisations.css'

/** The directory of people: masked for everybody inside, whole numbers for who asks and is agreed to. */
export function DirectoryPage() {
  const t = useWords()
  const { role } = useMe()
  return (
    <>
      <PageTitle
        title={t('organisations.page.directory')}
        lead={t('organisations.directory.lead')}
        actions={
          <a className="button-link" href={addressOf(api.workbook)} download>
            {t('organisations.directory.download')}
          </a>
        }
      />
      {exporters.includes(role) ? <Exports /> : null}
    </>
  )
}

function Exports() {
  const t = useWords()
  const [form] = Form.useForm<{ reason: string }>()
  const { data, error, refetch } = useCall(api.listExports, {})
  const propose = useSend(api.proposeExport, {
    stale: [api.listExports],
    quiet: true,
    onDone: () => form.resetFields(),
  })
  const once = useOneAtATime()
  const reasonNeeded = t('organisations.export.reasonNeeded')
  return (
    <section aria-labelledby="organisations-export" className="organisations-part">
      <h2 id="organisations-export">{t('organisations.export.title')}</h2>
      <p className="page-text">{t('organisations.export.lead')}</p>
      {propose.error ? <p role="alert">{refusalText(t, propose.error)}</p> : null}
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) => once((onSettled) => propose.mutate({ body }, { onSettled }))}
        requiredMark="optional"
      >
        <Form.Item
          name="reason"
          label={t('organisations.export.reason')}
          rules={[
            { required: true, whitespace: true, message: reasonNeeded },
            { min: 8, message: reasonNeeded },
          ]}
        >
          <Input maxLength={300} autoComplete="off" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={propose.isPending}>
          {t('organisations.export.propose')}
        </Button>
      </Form>
      <h3>{t('organisations.export.own')}</h3>
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {data?.length === 0 ? <p className="organisations-nothing">{t('organisations.export.none')}</p> : null}
      <ul className="organisations-posts">
        {(data ?? []).map((one) => (
          <ExportRow key={one.id} one={one} onFetch={() => setTimeout(() => void refetch(), 1500)} />
        ))}
      </ul>
    </section>
  )
}

const colours: Record<ContactExport['state'], LightColour> = {
  waiting: 'amber',
  ready: 'green',
  downloaded: 'blue',
  late: 'grey',
  refused: 'red',
  withdrawn: 'grey',
  expired: 'grey',
}

function ExportRow({ one, onFetch }: { one: ContactExport; onFetch: () => void }) {
  const t = useWords()
  const format = useFormat()
  return (
    <li>
      <div className="organisations-person">
        <strong>{one.reason}</strong>
        <span className="organisations-soft">{format.moment(one.proposedAt)}</span>
        <Light colour={colours[one.state]}>{t(`organisations.export.state.${one.state}`)}</Light>
        {one.note ? <span>{one.note}</span> : null}
      </div>
      {one.state === 'ready' ? (
        <span className="organisations-phone">
          <a href={addressOf(api.downloadExport, { params: { id: one.id } })} download onClick={onFetch}>
            {t('organisations.export.fetch')}
          </a>
          {one.untilAt ? (
            <span className="organisations-soft">
              {t('organisations.export.until', { until: format.moment(one.untilAt) })}
            </span>
          ) : null}
        </span>
      ) : null}
    </li>
  )
}
