import { Button, Form, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type FirmView, wholeFirmApi } from '../../firm/whole/contract.ts'
import { searchApi } from '../../search/contract.ts'
import { type SetTeam, teamsApi } from '../../visits/teams/contract.ts'
import { useName, useUnitOptions } from '../names.ts'
import { Section } from './section.tsx'

/** Who calls on this firm, and how often they mean to. */
export function Team({ firm }: { firm: FirmView }) {
  const t = useWords()
  const nameOf = useName()
  const [isOpen, open] = useState(false)
  const { team } = firm
  return (
    <Section
      id="firm-team"
      title={t('enterprises.team')}
      action={firm.mayKeep ? <Button onClick={() => open(true)}>{t('enterprises.team.set')}</Button> : null}
    >
      {team === null ? (
        <p className="enterprises-soft">{t('enterprises.team.none')}</p>
      ) : (
        <p>
          {[
            team.unit === null ? null : nameOf(team.unit),
            ...team.members.map(({ name, isResponsible }) =>
              isResponsible ? t('enterprises.team.responsible', { name }) : name,
            ),
            t('enterprises.team.every', { days: team.everyDays }),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
      )}
      {isOpen ? <TeamDialog firm={firm} onClose={() => open(false)} /> : null}
    </Section>
  )
}

function TeamDialog({ firm, onClose }: { firm: FirmView; onClose: () => void }) {
  const t = useWords()
  const units = useUnitOptions()
  const officers = useCall(teamsApi.officers, {})
  const send = useSend(teamsApi.set, { stale: [wholeFirmApi.get, searchApi.list], quiet: true, onDone: onClose })
  const needed = [{ required: true, message: t('enterprises.register.needed') }]
  const people = (officers.data ?? []).map(({ id, name, post }) => ({ value: id, label: `${name} · ${post}` }))
  return (
    <Modal open title={t('enterprises.team.set')} onCancel={onClose} footer={null}>
      <Form<SetTeam>
        layout="vertical"
        requiredMark="optional"
        initialValues={{ everyDays: firm.team?.everyDays ?? 90, unitId: firm.team?.unit?.id, memberIds: [] }}
        onFinish={(body) => send.mutate({ params: { id: firm.id }, body })}
      >
        {send.error ? <RefusalNotice error={send.error} /> : null}
        <Form.Item name="unitId" label={t('enterprises.team.unit')} rules={needed}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={units} />
        </Form.Item>
        <Form.Item name="responsibleId" label={t('enterprises.field.responsible')} rules={needed}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={people} />
        </Form.Item>
        <Form.Item name="memberIds" label={t('enterprises.team.members')}>
          <Select mode="multiple" optionFilterProp="label" options={people} />
        </Form.Item>
        <Form.Item name="everyDays" label={t('enterprises.team.everyDays')} rules={needed}>
          <InputNumber min={1} max={366} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t('ui.save')}
        </Button>
      </Form>
    </Modal>
  )
}
