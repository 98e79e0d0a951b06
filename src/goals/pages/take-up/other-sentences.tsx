import { Button, Input } from 'antd'
import { useState } from 'react'
import { useCall } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'
import { type Evidence, takeUpApi } from '../../take-up/contract.ts'
import type { Column } from './cells.ts'
import { EvidenceQuote, placeKey } from './evidence-quote.tsx'

interface Props {
  documentId: string
  column: Column
  isSending: boolean
  onChoose: (evidence: Evidence) => void
}

const shownAtOnce = 30

/** All sentences of the unit, searched by words: what the comparison missed is found here. */
export function OtherSentences({ documentId, column: { kind, id, name }, isSending, onChoose }: Props) {
  const t = useWords()
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const { data } = useCall(takeUpApi.sentences, { params: { documentId }, query: { kind, id } }, { enabled: isOpen })
  if (!isOpen) {
    return (
      <Button type="link" className="goals-more" onClick={() => setOpen(true)}>
        {t('goals.takeUp.all', { name })}
      </Button>
    )
  }
  const wanted = typed.trim()
  const found = (data?.rows ?? []).filter(({ quote }) => quote.includes(wanted))
  return (
    <section aria-label={t('goals.takeUp.all', { name })}>
      <h3 className="goals-drawer-head">{t('goals.takeUp.all', { name })}</h3>
      <Input
        type="search"
        allowClear
        autoFocus
        aria-label={t('goals.takeUp.search')}
        placeholder={t('goals.takeUp.search')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p role="status" className="goals-hint">
        {data ? t('goals.takeUp.found', { count: found.length }) : t('ui.loading')}
      </p>
      <ul className="goals-others">
        {found.slice(0, shownAtOnce).map((one) => (
          <li key={placeKey(one)}>
            <EvidenceQuote evidence={one} />
            <Button size="small" disabled={isSending} onClick={() => onChoose(one)}>
              {t('goals.takeUp.choose')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
