import { EditOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { organisationsApi } from '#organisations/contract.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'
import { type ArticleView, type DocumentView, documentsApi } from '../../contract.ts'

const places: readonly string[] = ['city', 'district', 'town']

/** Whose article it is, why, and a way to say otherwise. */
export function ArticleOwner({ document, article }: { document: DocumentView; article: ArticleView }) {
  const t = useWords()
  const [isOpen, setOpen] = useState(false)
  const send = useSend(documentsApi.setOwner, { stale: [documentsApi.get], onDone: () => setOpen(false) })
  const mayChange = document.mayChange && document.isPresent
  const { owner, ownerReason } = article
  const said = owner
    ? t('documents.owner.is', { name: owner.name, reason: ownerReason ?? '' })
    : t('documents.owner.nobody')

  if (isOpen) {
    const params = { id: document.id, position: article.position }
    return (
      <OwnerChoice
        value={owner ? `${owner.kind} ${owner.id}` : null}
        isSending={send.isPending}
        onLeave={() => setOpen(false)}
        onChoose={(chosen) => {
          const [kind, id = ''] = chosen?.split(' ') ?? []
          const isOwner = kind === 'division' || kind === 'unit'
          send.mutate({ params, body: isOwner ? { kind, id } : { kind: null, id: null } })
        }}
      />
    )
  }
  return (
    <p className="documents-owner">
      <span>{said}</span>
      {mayChange ? (
        <Button
          type="link"
          size="small"
          icon={<EditOutlined aria-hidden />}
          aria-label={t('documents.owner.changeOf', { headline: article.headline ?? t('documents.noHeadline') })}
          onClick={() => setOpen(true)}
        >
          {t('documents.owner.change')}
        </Button>
      ) : null}
    </p>
  )
}

interface ChoiceProps {
  value: string | null
  isSending: boolean
  onChoose: (chosen: string | null) => void
  onLeave: () => void
}

function OwnerChoice({ value, isSending, onChoose, onLeave }: ChoiceProps) {
  const t = useWords()
  const divisions = useCall(organisationsApi.listDivisions, {})
  const units = useCall(organisationsApi.listUnits, {})
  // Divisions first, then units, each in official order. No groups: their heads break the list for screen readers.
  const options = [
    ...(divisions.data ?? []).map(({ code, name }) => ({ value: `division ${code}`, label: name })),
    ...(units.data ?? [])
      .filter(({ kind }) => !places.includes(kind))
      .map(({ id, shortName }) => ({ value: `unit ${id}`, label: shortName })),
  ]
  return (
    <p className="documents-owner">
      <Select
        className="documents-owner-choice"
        aria-label={t('documents.owner.choose')}
        placeholder={t('documents.owner.choose')}
        autoFocus
        defaultOpen
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        loading={divisions.isPending || units.isPending || isSending}
        disabled={isSending}
        value={value}
        options={options}
        onChange={(chosen) => onChoose(chosen ?? null)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onLeave()
        }}
      />
      <Button type="link" size="small" onClick={onLeave}>
        {t('ui.cancel')}
      </Button>
    </p>
  )
}
