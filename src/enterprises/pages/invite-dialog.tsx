import './enterprises.css'
import { Alert, Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCall, useOneAtATime, useSend } from '#platform/ui/calls.ts'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { registrationApi as api } from '../registration/contract.ts'

/** Makes a code of one use for one firm; it is shown here and nowhere again. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useWords()
  const format = useFormat()
  const [asked, ask] = useState('')
  const [enterpriseId, choose] = useState<string | undefined>()
  const firms = useCall(api.firms, { query: { q: asked } })
  const invite = useSend(api.invite, { quiet: true })
  const once = useOneAtATime()
  const make = () =>
    once((onSettled) => (enterpriseId ? invite.mutate({ body: { enterpriseId } }, { onSettled }) : onSettled()))
  return (
    <Modal open title={t('enterprises.registration.invite')} onCancel={onClose} footer={null}>
      {invite.data ? (
        <>
          <p>{t('enterprises.registration.inviteOnce', { day: format.day(invite.data.expiresAt) })}</p>
          <p className="enterprises-code">{invite.data.code}</p>
          <CopyButton text={invite.data.code} />
        </>
      ) : (
        <>
          <p>{t('enterprises.registration.inviteText')}</p>
          {invite.error ? (
            <Alert className="form-refusal" type="error" showIcon role="alert" title={refusalText(t, invite.error)} />
          ) : null}
          <Select
            className="enterprises-wide"
            aria-label={t('enterprises.registration.firm')}
            placeholder={t('enterprises.registration.search')}
            showSearch={{ filterOption: false, onSearch: ask }}
            loading={firms.isFetching}
            value={enterpriseId}
            onChange={choose}
            options={(firms.data ?? []).map(({ id, name, creditCode }) => ({
              value: id,
              label: creditCode ? `${name} · ${creditCode}` : name,
            }))}
          />
          <Button type="primary" block disabled={!enterpriseId} loading={invite.isPending} onClick={make}>
            {t('enterprises.registration.makeCode')}
          </Button>
        </>
      )}
    </Modal>
  )
}
