import { Link } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import type { RequestRow } from '../../contract.ts'
import { handOverApi } from '../../hand-over/contract.ts'
import { ClockLight } from '../clock-light.tsx'
import { newId } from '../new-id.ts'

/** Words to what breaks next, and a note on the whole; the numbers are taken by the server. */
export function GiveForm({ breaking }: { breaking: readonly RequestRow[] }) {
  const t = useWords()
  const [handOverId, setHandOverId] = useState(newId)
  const [note, setNote] = useState('')
  const [words, setWords] = useState<Readonly<Record<string, string>>>({})
  const send = useSend(handOverApi.give, { stale: [handOverApi.shift], quiet: true })
  const items = breaking.flatMap(({ id }) => {
    const said = words[id]?.trim() ?? ''
    return said === '' ? [] : [{ requestId: id, note: said }]
  })
  const give = (event: FormEvent) => {
    event.preventDefault()
    const onSuccess = () => {
      setHandOverId(newId())
      setNote('')
      setWords({})
    }
    send.mutate({ body: { handOverId, note, items } }, { onSuccess })
  }
  return (
    <form onSubmit={give} aria-labelledby="shift-give" className="requests-shift-note">
      <h2 id="shift-give">{t('requests.page.shift.give')}</h2>
      {breaking.length === 0 ? <p className="requests-soft">{t('requests.page.shift.nothingBreaks')}</p> : null}
      {breaking.map(({ id, number, title, next }) => (
        <div key={id} className="requests-handed">
          <div>
            <Link to="/requests" search={{ case: id }}>
              {number} {title}
            </Link>
          </div>
          {next ? <ClockLight clock={next} name={t(`requests.clock.${next.name}`)} /> : null}
          <Input
            value={words[id] ?? ''}
            maxLength={500}
            aria-label={t('requests.page.shift.itemNote', { number })}
            placeholder={t('requests.page.shift.itemNote.hint')}
            onChange={(event) => setWords({ ...words, [id]: event.target.value })}
          />
        </div>
      ))}
      <p>
        <label htmlFor="shift-note">{t('requests.page.shift.note')}</label>
        <Input.TextArea
          id="shift-note"
          value={note}
          maxLength={2000}
          autoSize={{ minRows: 3 }}
          onChange={(event) => setNote(event.target.value)}
        />
      </p>
      {send.error ? <Alert type="error" showIcon role="alert" title={refusalText(t, send.error)} /> : null}
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        {t('requests.page.shift.doGive')}
      </Button>
    </form>
  )
}
