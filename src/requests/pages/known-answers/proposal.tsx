import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { knownAnswersApi as api, type ProposalRow } from '../../known-answers/contract.ts'
import { useName } from '../names.ts'
import { NoteForm } from './note-form.tsx'

const stale = [api.proposals, api.list]

/** An answer that waits: read whole, then approved or declined by somebody who did not propose it. */
export function Proposal({ row }: { row: ProposalRow }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const [isDeclining, setDeclining] = useState(false)
  const approve = useSend(api.approve, { stale, quiet: true })
  const decline = useSend(api.decline, { stale, quiet: true })
  const { id, version, question, answer, source, topic, isPublic, ownerUnit, ownerName, validToOn, from } = row
  const owner = [ownerUnit ? nameOf(ownerUnit) : null, ownerName].filter(Boolean).join(' ')
  return (
    <div>
      <p>
        <strong>{question}</strong>
      </p>
      <p className="requests-words">{answer}</p>
      <p className="requests-soft">
        {[
          nameOf(topic),
          t(isPublic ? 'requests.page.known.public' : 'requests.page.known.inside'),
          t('requests.page.known.source', { source }),
          t('requests.page.known.owner', { owner }),
          t('requests.page.known.wantedUntil', { day: format.day(validToOn) }),
        ].join(' · ')}
      </p>
      <p className="requests-soft">
        {t(row.renewsId === null ? 'requests.page.known.proposed' : 'requests.page.known.proposedRenewal', {
          name: row.proposedByName,
          moment: format.moment(row.proposedAt),
        })}
        {from ? (
          <>
            {' · '}
            <Link to="/requests" search={{ view: 'all', case: from.id }}>
              {t('requests.page.known.fromCase', { number: from.number })}
            </Link>
          </>
        ) : null}
      </p>
      {row.state === 'declined' ? (
        <p>{t('requests.page.known.declined', { name: row.decidedByName ?? '', note: row.decisionNote ?? '' })}</p>
      ) : null}
      {row.isOwn && row.state === 'proposed' ? <p className="requests-soft">{t('requests.page.known.isOwn')}</p> : null}
      {approve.error ? <RefusalNotice error={approve.error} /> : null}
      {row.mayDecide && !isDeclining ? (
        <div className="requests-buttons">
          <Button
            type="primary"
            size="small"
            loading={approve.isPending}
            onClick={() => approve.mutate({ params: { id }, body: { version } })}
          >
            {t('requests.page.known.approve')}
          </Button>
          <Button size="small" onClick={() => setDeclining(true)}>
            {t('requests.page.known.decline')}
          </Button>
        </div>
      ) : null}
      {isDeclining ? (
        <NoteForm
          label={t('requests.page.known.decline')}
          hint={t('requests.page.known.decline.hint')}
          error={decline.error}
          isPending={decline.isPending}
          onSend={(note) => decline.mutate({ params: { id }, body: { version, note } })}
          onLeave={() => setDeclining(false)}
        />
      ) : null}
    </div>
  )
}
