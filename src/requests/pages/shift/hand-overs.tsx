import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useSend } from '#platform/ui/calls.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type HandOverView, handOverApi } from '../../hand-over/contract.ts'

interface Props {
  titleKey: string
  rows: readonly HandOverView[]
}

/** Hand-overs with what was open then, what was said, and who took it. */
export function HandOvers({ titleKey, rows }: Props) {
  const t = useWords()
  return (
    <section aria-labelledby={titleKey}>
      <h2 id={titleKey}>{t(titleKey)}</h2>
      {rows.map((row) => (
        <HandOver key={row.id} row={row} />
      ))}
    </section>
  )
}

function HandOver({ row }: { row: HandOverView }) {
  const t = useWords()
  const format = useFormat()
  const send = useSend(handOverApi.take, { stale: [handOverApi.shift] })
  const { id, givenByName, givenAt, open, overdue, soon, note, items, takenByName, takenAt, mayTake } = row
  return (
    <article className="requests-handed" aria-label={t('requests.page.shift.of', { name: givenByName })}>
      <div>{t('requests.page.shift.given', { name: givenByName, at: format.moment(givenAt) })}</div>
      <div className="requests-soft">{t('requests.page.shift.counts', { open, overdue, soon })}</div>
      {note ? <p className="requests-words">{note}</p> : null}
      {items.length > 0 ? (
        <ul>
          {items.map(({ requestId, number, note: words }) => (
            <li key={requestId}>
              <Link to="/requests" search={{ case: requestId }}>
                {number}
              </Link>{' '}
              {words}
            </li>
          ))}
        </ul>
      ) : null}
      {takenAt !== null && takenByName !== null ? (
        <div className="requests-soft">
          {t('requests.page.shift.takenBy', { name: takenByName, at: format.moment(takenAt) })}
        </div>
      ) : null}
      {mayTake ? (
        <Button type="primary" loading={send.isPending} onClick={() => send.mutate({ params: { id } })}>
          {t('requests.page.shift.take')}
        </Button>
      ) : null}
      {takenAt === null && !mayTake ? <div className="requests-soft">{t('requests.page.shift.notYours')}</div> : null}
    </article>
  )
}
