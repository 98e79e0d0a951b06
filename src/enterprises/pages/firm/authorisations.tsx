import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { Light } from '#platform/ui/light.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { authorisationsApi as api, type GiveWord } from '../../authorisations/contract.ts'
import { correctionsApi } from '../../corrections/contract.ts'
import { type FirmView, wholeFirmApi } from '../../firm/whole/contract.ts'
import { SaveButtons } from '../save-buttons.tsx'
import { Section } from './section.tsx'

type Word = FirmView['authorisations'][number]

/** What a word is asked for: each use of tax figures, and that the firm's veteran status is shown. */
const asked = ['tax registry', 'tax size', 'tax ladder', 'tax visit', 'veteran registry'] as const

/** Which uses the firm agreed to, to which day, those that hold first; the firm and its officers give and take back. */
export function Authorisations({ firm }: { firm: FirmView }) {
  const t = useWords()
  const format = useFormat()
  const [isNew, give] = useState(false)
  const [revoked, revoke] = useState<Word | null>(null)
  const mayGive = firm.mayKeep || firm.isOwn
  if (!mayGive) return null
  const words = [
    ...firm.authorisations.filter(({ holds }) => holds),
    ...firm.authorisations.filter((one) => !one.holds),
  ]
  return (
    <Section
      id="firm-words"
      title={t('enterprises.words')}
      action={
        <Button onClick={() => give(true)}>
          {t(firm.isOwn ? 'enterprises.words.give.own' : 'enterprises.words.give')}
        </Button>
      }
    >
      <p className="enterprises-soft">{t(firm.isOwn ? 'enterprises.words.lead.own' : 'enterprises.words.lead')}</p>
      {isNew ? <GiveDialog firm={firm} onClose={() => give(false)} /> : null}
      {revoked ? <RevokeDialog firm={firm} word={revoked} onClose={() => revoke(null)} /> : null}
      {words.length === 0 ? <p className="enterprises-soft">{t('enterprises.words.none')}</p> : null}
      <ul className="enterprises-timeline">
        {words.map((word) => (
          <li key={word.id}>
            <Light colour={word.holds ? 'green' : 'grey'}>
              {t(`enterprises.words.of.${word.subject} ${word.purpose}`)}
            </Light>
            <span className="enterprises-soft">
              {[
                t('enterprises.listings.span', { from: format.day(word.validFrom), to: format.day(word.validTo) }),
                word.revokedOn === null ? null : t('enterprises.words.revoked', { day: format.day(word.revokedOn) }),
                word.evidence,
                t('enterprises.words.by', { name: word.enteredByName, day: format.day(word.enteredAt) }),
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
            {word.revokedOn === null && word.validTo >= format.today() ? (
              <Button type="link" size="small" onClick={() => revoke(word)}>
                {t('enterprises.words.revoke')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

interface Given extends Omit<GiveWord, 'subject' | 'purpose'> {
  what: (typeof asked)[number]
}

const stale = [wholeFirmApi.get, correctionsApi.mine]

function GiveDialog({ firm, onClose }: { firm: FirmView; onClose: () => void }) {
  const t = useWords()
  const format = useFormat()
  const send = useSend(api.give, { stale, quiet: true, onDone: onClose })
  const needed = [{ required: true, message: t('enterprises.register.needed') }]
  const finish = ({ what, ...word }: Given) => {
    const [subject, purpose] = what.split(' ') as [GiveWord['subject'], GiveWord['purpose']]
    send.mutate({ params: { id: firm.id }, body: { ...word, subject, purpose } })
  }
  const title = t(firm.isOwn ? 'enterprises.words.give.own' : 'enterprises.words.give')
  return (
    <Modal open title={title} onCancel={onClose} footer={null}>
      <Form<Given>
        layout="vertical"
        requiredMark="optional"
        initialValues={{
          validFrom: format.today(),
          ...(firm.isOwn ? { evidence: t('enterprises.words.online') } : {}),
        }}
        onFinish={finish}
      >
        {send.error ? <RefusalNotice error={send.error} /> : null}
        <Form.Item name="what" label={t('enterprises.words.what')} rules={needed}>
          <Select options={asked.map((value) => ({ value, label: t(`enterprises.words.of.${value}`) }))} />
        </Form.Item>
        <Form.Item name="validFrom" label={t('enterprises.listings.from')} rules={needed}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="validTo" label={t('enterprises.listings.to')} rules={needed}>
          <Input type="date" min={format.today()} />
        </Form.Item>
        <Form.Item
          name="evidence"
          label={t(firm.isOwn ? 'enterprises.words.note' : 'enterprises.words.paper')}
          rules={needed}
        >
          <Input maxLength={200} />
        </Form.Item>
        <SaveButtons isSaving={send.isPending} onCancel={onClose} />
      </Form>
    </Modal>
  )
}

function RevokeDialog({ firm, word, onClose }: { firm: FirmView; word: Word; onClose: () => void }) {
  const t = useWords()
  const format = useFormat()
  const send = useSend(api.revoke, { stale, quiet: true, onDone: onClose })
  const needed = [{ required: true, message: t('enterprises.register.needed') }]
  const first = word.validFrom > format.today() ? word.validFrom : format.today()
  return (
    <Modal open title={t('enterprises.words.revoke')} onCancel={onClose} footer={null}>
      <p>{t('enterprises.words.revoke.after', { what: t(`enterprises.words.of.${word.subject} ${word.purpose}`) })}</p>
      <Form<{ revokedOn: string }>
        layout="vertical"
        initialValues={{ revokedOn: first }}
        onFinish={(body) => send.mutate({ params: { id: firm.id, word: word.id }, body })}
      >
        {send.error ? <RefusalNotice error={send.error} /> : null}
        <Form.Item name="revokedOn" label={t('enterprises.words.revokedOn')} rules={needed}>
          <Input type="date" min={word.validFrom} />
        </Form.Item>
        <SaveButtons isSaving={send.isPending} onCancel={onClose} />
      </Form>
    </Modal>
  )
}
