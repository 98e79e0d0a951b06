import '../requests.css'
import '../requests-front.css'
import { Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { FormPage } from '#platform/ui/form-page.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type Entered, type EnterRequests, requestsApi } from '../../contract.ts'
import { deskChannels, type RequestKind } from '../../rules.ts'
import type { ChosenFile } from '../front/files.ts'
import type { Upload } from '../front/uploads.tsx'
import { newId } from '../new-id.ts'
import { FirmFields } from './firm-fields.tsx'
import { Matters, type MatterValues } from './matters.tsx'
import { Receipt } from './receipt.tsx'

export interface EnterValues {
  channel: (typeof deskChannels)[number]
  firmName: string
  enterpriseId?: string
  creditCode?: string
  contactName: string
  contactPhone: string
  matters: MatterValues[]
}

interface Done {
  receipt: Entered
  firmName: string
  uploads: readonly Upload[]
}

/** What does the firm on the line ask? Up to four matters, one receipt, no mouse needed. */
export function EnterPage() {
  const t = useWords()
  const [entered, setEntered] = useState<Done | null>(null)
  if (entered) return <Receipt {...entered} again={() => setEntered(null)} />
  return <Entering title={t('requests.page.enter.title')} onDone={setEntered} />
}

interface EnteringProps {
  title: string
  onDone: (entered: Done) => void
}

function Entering({ title, onDone }: EnteringProps) {
  const t = useWords()
  // Made once for this form, so that a double click, or sending again after a lost answer, enters once.
  const [submissionId] = useState(newId)
  const [kept, keep] = useState<{ firmName: string; files: readonly (readonly ChosenFile[])[] }>({
    firmName: '',
    files: [],
  })
  const send = useSend(requestsApi.enter, {
    quiet: true,
    stale: [requestsApi.list],
    onDone: (receipt) => {
      const ofRequest = (number: string, at: number) => (kept.files[at] ?? []).map((one) => ({ ...one, number }))
      const uploads = receipt.requests.flatMap(({ number }, at) => ofRequest(number, at))
      onDone({ receipt, firmName: kept.firmName, uploads })
    },
  })
  return (
    <FormPage<EnterValues, { body: EnterRequests }>
      title={title}
      lead={t('requests.page.enter.lead')}
      initial={{ channel: 'call', matters: [{ kind: 'help' satisfies RequestKind }] }}
      send={send}
      inputOf={(values) => {
        keep({ firmName: values.firmName, files: values.matters.map(({ files = [] }) => files) })
        return { body: bodyOf(values, submissionId) }
      }}
      submitLabel={t('requests.page.enter.send')}
    >
      <Form.Item name="channel" required label={t('requests.page.field.channel')}>
        <Radio.Group options={deskChannels.map((value) => ({ value, label: t(`requests.channel.${value}`) }))} />
      </Form.Item>
      <FirmFields />
      <div className="requests-pair">
        <Form.Item
          name="contactName"
          label={t('requests.page.field.contactName')}
          rules={[{ required: true, whitespace: true, message: t('requests.page.fillIn') }]}
        >
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="contactPhone"
          label={t('requests.page.field.contactPhone')}
          rules={[{ required: true, pattern: /^[0-9+() -]{5,30}$/, message: t('requests.page.phoneForm') }]}
        >
          <Input maxLength={30} type="tel" autoComplete="off" />
        </Form.Item>
      </div>
      <Matters />
    </FormPage>
  )
}

/** What is sent: what was left empty is left out. */
function bodyOf({ matters, enterpriseId, creditCode, ...values }: EnterValues, submissionId: string): EnterRequests {
  return {
    ...values,
    submissionId,
    ...(enterpriseId ? { enterpriseId } : {}),
    ...(creditCode ? { creditCode } : {}),
    matters: matters.map(({ kind, topicId, title, body, divisionCode, aboutUnitId, jobsAtRisk, outputAtRiskWan }) => ({
      kind,
      topicId: topicId ?? '',
      title: title ?? '',
      body: body ?? '',
      divisionCode: divisionCode ?? '',
      ...(aboutUnitId ? { aboutUnitId } : {}),
      ...(typeof jobsAtRisk === 'number' ? { jobsAtRisk } : {}),
      ...(typeof outputAtRiskWan === 'number' ? { outputAtRiskYuan: Math.round(outputAtRiskWan * 10_000) } : {}),
    })),
  }
}
