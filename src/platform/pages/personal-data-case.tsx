import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { addressOf } from '#platform/http/client.ts'
import {
  personalDataApi as api,
  outcomes,
  type PersonalDataCase,
  type Place,
} from '#platform/personal-data/contract.ts'
import { useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { DetailPage, FactList } from '#platform/ui/detail-page.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import './personal-data.css'
import { keyOf, PersonSearch, PlaceRow } from './personal-data-search.tsx'

const stale = [api.getCase, api.chosenPlaces, api.listCases]

/** One case: find the person, choose what is theirs, give the copy, correct, have it erased, close. */
export function PersonalDataCasePage() {
  const t = useWords()
  const id = useParam('caseId')
  return (
    <DetailPage
      titleKey="platform.personalData.page.one"
      result={useCall(api.getCase, { params: { id } })}
      title={({ fileNumber }) => t('platform.personalData.caseTitle', { fileNumber })}
    >
      {(one) => (
        <>
          <Facts one={one} />
          {one.state === 'open' ? <PersonSearch one={one} stale={stale} /> : null}
          {one.state === 'open' ? <Chosen one={one} /> : null}
          <Kept />
        </>
      )}
    </DetailPage>
  )
}

function Facts({ one }: { one: PersonalDataCase }) {
  const t = useWords()
  const format = useFormat()
  const word = (key: string) => t(`platform.personalData.${key}`)
  const moment = (at: string | null) => (at === null ? '' : format.moment(at))
  return (
    <FactList
      facts={[
        { label: word('state'), value: word(one.outcome ? `outcome.${one.outcome}` : `state.${one.state}`) },
        { label: word('requester'), value: word(`requester.${one.requester}`) },
        { label: word('ground'), value: word(`ground.${one.ground}`) },
        { label: word('kinds'), value: one.kinds.map((kind) => word(`kind.${kind}`)).join(' / ') },
        { label: word('receivedOn'), value: format.day(one.receivedOn) },
        { label: word('done.copied'), value: moment(one.copiedAt) },
        { label: word('done.corrected'), value: moment(one.correctedAt) },
        { label: word('done.erased'), value: moment(one.erasedAt) },
      ]}
    />
  )
}

function Chosen({ one }: { one: PersonalDataCase }) {
  const t = useWords()
  const word = (key: string) => t(`platform.personalData.${key}`)
  const params = { id: one.id }
  const { data } = useCall(api.chosenPlaces, { params })
  const places = data?.places ?? []
  const mayCorrect = one.kinds.includes('correct')
  return (
    <section className="personal-data-part" aria-labelledby="personal-data-chosen">
      <h2 id="personal-data-chosen">{word('chosen')}</h2>
      {one.placeCount === 0 ? <p className="personal-data-soft">{word('chosenNone')}</p> : null}
      <ul className="personal-data-places">
        {places.map((place) => (
          <li key={keyOf(place)}>
            <PlaceRow place={place} />
            {mayCorrect && place.mayCorrect ? <Correct one={one} place={place} /> : null}
          </li>
        ))}
      </ul>
      <Acts one={one} isEmpty={places.length === 0} />
    </section>
  )
}

function Acts({ one, isEmpty }: { one: PersonalDataCase; isEmpty: boolean }) {
  const t = useWords()
  const word = (key: string) => t(`platform.personalData.${key}`)
  const params = { id: one.id }
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('done')
  const erase = useSend(api.proposeErasing, { stale })
  const close = useSend(api.closeCase, { stale })
  return (
    <>
      <div className="personal-data-acts">
        {one.kinds.includes('copy') && !isEmpty ? (
          <a className="button-link" href={addressOf(api.copy, { params })} download title={word('copyNote')}>
            {word('copy')}
          </a>
        ) : null}
        {one.kinds.includes('erase') && !isEmpty ? (
          <ConfirmButton
            danger
            loading={erase.isPending}
            question={word('eraseQuestion')}
            consequence={word('eraseConsequence')}
            onConfirm={() => erase.mutate({ params, body: { version: one.version } })}
          >
            {word('erase')}
          </ConfirmButton>
        ) : null}
        <Select
          aria-label={word('closeAs')}
          value={outcome}
          onChange={setOutcome}
          options={outcomes.map((value) => ({ value, label: word(`outcome.${value}`) }))}
        />
        <ConfirmButton
          loading={close.isPending}
          question={word('closeQuestion')}
          consequence={word('closeConsequence')}
          onConfirm={() => close.mutate({ params, body: { version: one.version, outcome } })}
        >
          {word('close')}
        </ConfirmButton>
      </div>
      {one.kinds.includes('erase') ? <p className="personal-data-soft">{word('eraseNote')}</p> : null}
      {one.approvalId ? (
        <p>
          <Link to="/approvals/$approvalId" params={{ approvalId: one.approvalId }}>
            {word('erasingLink')}
          </Link>
        </p>
      ) : null}
    </>
  )
}

function Correct({ one, place }: { one: PersonalDataCase; place: Place }) {
  const t = useWords()
  const [isOpen, setOpen] = useState(false)
  const [form] = Form.useForm<{ value: string }>()
  const send = useSend(api.correct, { stale, onDone: () => setOpen(false) })
  const { source, kind, id, field } = place
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('platform.personalData.correct')}
      </Button>
      <Modal
        open={isOpen}
        title={t('platform.personalData.correctTitle', { what: t(place.labelKey) })}
        okText={t('ui.save')}
        cancelText={t('ui.cancel')}
        confirmLoading={send.isPending}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        destroyOnHidden
      >
        <Form
          form={form}
          layout="vertical"
          preserve={false}
          onFinish={({ value }) =>
            send.mutate({
              params: { id: one.id },
              body: { version: one.version, place: { source, kind, id, field }, value },
            })
          }
        >
          <Form.Item
            name="value"
            label={t('platform.personalData.correctValue')}
            rules={[{ required: true, whitespace: true }]}
          >
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}

/** What duty demands to be kept, and why. */
function Kept() {
  const t = useWords()
  return (
    <section className="personal-data-part" aria-labelledby="personal-data-kept">
      <h2 id="personal-data-kept">{t('platform.personalData.keptTitle')}</h2>
      <ul>
        {['keptOffice', 'keptActs', 'keptAudit', 'keptPapers'].map((key) => (
          <li key={key}>{t(`platform.personalData.${key}`)}</li>
        ))}
      </ul>
    </section>
  )
}
