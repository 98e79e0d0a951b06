import { Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { Light } from '#platform/ui/light.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type AddListing, type EndListing, firmApi } from '../../firm/contract.ts'
import { type FirmView, type ListingView, wholeFirmApi } from '../../firm/whole/contract.ts'
import { listingSources } from '../../honours/rules.ts'
import { useLists } from '../names.ts'
import { SaveButtons } from '../save-buttons.tsx'
import { Section } from './section.tsx'

/** Lists and titles by their days, those that hold first. */
export function Listings({ firm }: { firm: FirmView }) {
  const t = useWords()
  const format = useFormat()
  const lists = useLists()
  const [isNew, setNew] = useState(false)
  const [ended, end] = useState<ListingView | null>(null)
  const rows = [...firm.listings.filter(({ holds }) => holds), ...firm.listings.filter(({ holds }) => !holds)]
  const colourOf = ({ list, holds }: ListingView) =>
    holds ? (lists.kindOf(list) === 'warning' ? ('red' as const) : ('green' as const)) : ('grey' as const)
  return (
    <Section
      id="firm-listings"
      title={t('enterprises.field.lists')}
      action={firm.mayKeep ? <Button onClick={() => setNew(true)}>{t('enterprises.listings.add')}</Button> : null}
    >
      {isNew ? <AddDialog firmId={firm.id} onClose={() => setNew(false)} /> : null}
      {ended ? <EndDialog firmId={firm.id} listing={ended} onClose={() => end(null)} /> : null}
      {rows.length === 0 ? <p className="enterprises-soft">{t('enterprises.listings.none')}</p> : null}
      <ul className="enterprises-timeline">
        {rows.map((row) => (
          <li key={row.id}>
            <Light colour={colourOf(row)}>
              {lists.nameOf(row.list)}
              {row.place === null ? '' : ` ${t('enterprises.listings.place', { place: row.place })}`}
            </Light>
            <span className="enterprises-soft">
              {[
                row.validTo === null
                  ? t('enterprises.listings.since', { from: format.day(row.validFrom) })
                  : t('enterprises.listings.span', { from: format.day(row.validFrom), to: format.day(row.validTo) }),
                row.evidence,
                row.endedOn === null
                  ? null
                  : t('enterprises.listings.ended', { day: format.day(row.endedOn), why: row.endedWhy ?? '' }),
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
            {firm.mayKeep && row.holds ? (
              <Button
                type="link"
                size="small"
                aria-label={t('enterprises.listings.endOne', { list: lists.nameOf(row.list) })}
                onClick={() => end(row)}
              >
                {t('enterprises.listings.end')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function AddDialog({ firmId, onClose }: { firmId: string; onClose: () => void }) {
  const t = useWords()
  const lists = useLists()
  const send = useSend(firmApi.addListing, { stale: [wholeFirmApi.get], quiet: true, onDone: onClose })
  const needed = [{ required: true, message: t('enterprises.register.needed') }]
  return (
    <Modal open title={t('enterprises.listings.add')} onCancel={onClose} footer={null}>
      <Form<AddListing>
        layout="vertical"
        requiredMark="optional"
        initialValues={{ source: 'notice' }}
        onFinish={({ validTo, ...body }) =>
          send.mutate({ params: { id: firmId }, body: { ...body, ...(validTo ? { validTo } : {}) } })
        }
      >
        {send.error ? <RefusalNotice error={send.error} /> : null}
        <Form.Item name="list" label={t('enterprises.listings.which')} rules={needed}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={lists.options} />
        </Form.Item>
        <Form.Item name="validFrom" label={t('enterprises.listings.from')} rules={needed}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="validTo" label={t('enterprises.listings.to')} extra={t('enterprises.listings.to.hint')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="place" label={t('enterprises.listings.placeOf')}>
          <InputNumber min={1} max={100_000} />
        </Form.Item>
        <Form.Item name="source" label={t('enterprises.figures.source')} rules={needed}>
          <Select
            options={listingSources.map((value) => ({ value, label: t(`enterprises.listings.source.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="evidence" label={t('enterprises.figures.evidence')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <SaveButtons isSaving={send.isPending} onCancel={onClose} />
      </Form>
    </Modal>
  )
}

function EndDialog({ firmId, listing, onClose }: { firmId: string; listing: ListingView; onClose: () => void }) {
  const t = useWords()
  const format = useFormat()
  const lists = useLists()
  const send = useSend(firmApi.endListing, { stale: [wholeFirmApi.get], quiet: true, onDone: onClose })
  const needed = [{ required: true, message: t('enterprises.register.needed') }]
  return (
    <Modal
      open
      title={t('enterprises.listings.endOne', { list: lists.nameOf(listing.list) })}
      onCancel={onClose}
      footer={null}
    >
      <Form<EndListing>
        layout="vertical"
        requiredMark="optional"
        initialValues={{ endedOn: format.today() }}
        onFinish={(body) => send.mutate({ params: { id: firmId, listing: listing.id }, body })}
      >
        {send.error ? <RefusalNotice error={send.error} /> : null}
        <Form.Item name="endedOn" label={t('enterprises.listings.endedOn')} rules={needed}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="why" label={t('enterprises.listings.why')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t('ui.save')}
        </Button>
      </Form>
    </Modal>
  )
}
