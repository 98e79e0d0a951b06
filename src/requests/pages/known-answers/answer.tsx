import { Button } from 'antd'
import { useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { Light } from '#platform/ui/light.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type AnswerRow, knownAnswersApi as api } from '../../known-answers/contract.ts'
import { useName } from '../names.ts'
import { NoteForm } from './note-form.tsx'
import { ProposeForm } from './propose-form.tsx'

const colours = { 'in-force': 'green', expiring: 'amber', ended: 'grey' } as const

/** An approved answer with its source, its owner and its last day. */
export function Answer({ row }: { row: AnswerRow }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const [opened, open] = useState<'renew' | 'end' | null>(null)
  const close = () => open(null)
  const end = useSend(api.end, { stale: [api.list], quiet: true, onDone: close })
  const { id, version, question, answer, source, topic, standing, isPublic, ownerUnit, ownerName, validToOn } = row
  const owner = [ownerUnit ? nameOf(ownerUnit) : null, ownerName].filter(Boolean).join(' ')
  return (
    <div className={standing === 'ended' ? 'is-ended' : ''}>
      <p>
        <strong>{question}</strong>{' '}
        <Light colour={colours[standing]}>
          {t(`requests.page.known.until.${standing}`, { day: format.day(validToOn) })}
        </Light>
      </p>
      <p className="requests-words">{answer}</p>
      <p className="requests-soft">
        {[
          nameOf(topic),
          t(isPublic ? 'requests.page.known.public' : 'requests.page.known.inside'),
          t('requests.page.known.source', { source }),
          owner ? t('requests.page.known.owner', { owner }) : t('requests.page.known.noOwner'),
          t('requests.page.known.approved', { name: row.approvedByName, moment: format.moment(row.approvedAt) }),
        ].join(' · ')}
      </p>
      {row.endedByName ? (
        <p className="requests-soft">
          {t('requests.page.known.endedBy', { name: row.endedByName, note: row.endedNote ?? '' })}
        </p>
      ) : null}
      {row.isBeingRenewed ? <p className="requests-soft">{t('requests.page.known.beingRenewed')}</p> : null}
      {opened === null && (row.mayRenew || row.mayEnd) ? (
        <div className="requests-buttons">
          {row.mayRenew ? (
            <Button size="small" onClick={() => open('renew')}>
              {t('requests.page.known.renew')}
            </Button>
          ) : null}
          {row.mayEnd ? (
            <Button size="small" onClick={() => open('end')}>
              {t('requests.page.known.end')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {opened === 'renew' ? <ProposeForm renewed={row} onDone={close} /> : null}
      {opened === 'end' ? (
        <NoteForm
          label={t('requests.page.known.end')}
          hint={t('requests.page.known.end.hint')}
          error={end.error}
          isPending={end.isPending}
          onSend={(note) => end.mutate({ params: { id }, body: { version, note } })}
          onLeave={close}
        />
      ) : null}
    </div>
  )
}
