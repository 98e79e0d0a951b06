import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useCall } from '#platform/ui/calls.ts'
import { Light } from '#platform/ui/light.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { FirmView } from '../../firm/whole/contract.ts'
import { visitsApi as api, type OutcomeView, type VisitView } from '../../visits/contract.ts'
import { NoteVisit } from '../desk/note-visit.tsx'
import { clockTime, useName } from '../names.ts'
import { Section } from './section.tsx'
import { CancelDialog, CloseDialog, PlanDialog } from './visit-dialogs.tsx'

/** Visits, the next one first, with what came out of them. */
export function Visits({ firm }: { firm: FirmView }) {
  const t = useWords()
  const { data } = useCall(api.list, { params: { id: firm.id } })
  const [isNew, plan] = useState(false)
  const [noted, note] = useState<VisitView | null>(null)
  const [cancelled, cancel] = useState<VisitView | null>(null)
  return (
    <Section
      id="firm-visits"
      title={t('enterprises.visits')}
      action={firm.mayKeep ? <Button onClick={() => plan(true)}>{t('enterprises.visits.plan')}</Button> : null}
    >
      {isNew ? <PlanDialog firmId={firm.id} onClose={() => plan(false)} /> : null}
      {noted ? (
        <NoteVisit
          visit={{ ...noted, firmId: firm.id, firmName: firm.name, hasContact: firm.contactPhone !== null }}
          onClose={() => note(null)}
        />
      ) : null}
      {cancelled ? <CancelDialog visit={cancelled} onClose={() => cancel(null)} /> : null}
      {data?.visits.length === 0 ? <p className="enterprises-soft">{t('enterprises.visits.none')}</p> : null}
      <ul className="enterprises-timeline">
        {(data?.visits ?? []).map((visit) => (
          <Visit
            key={visit.id}
            visit={visit}
            {...(firm.mayKeep ? { keeping: { onNote: () => note(visit), onCancel: () => cancel(visit) } } : {})}
          />
        ))}
      </ul>
      {data && data.outcomes.length > 0 ? <Outcomes outcomes={data.outcomes} mayClose={firm.mayKeep} /> : null}
    </Section>
  )
}

interface OneVisit {
  visit: VisitView
  keeping?: { onNote: () => void; onCancel: () => void }
}

function Visit({ visit, keeping }: OneVisit) {
  const t = useWords()
  const format = useFormat()
  const colour = { planned: 'blue', done: 'green', cancelled: 'grey' } as const
  return (
    <li>
      <Light colour={colour[visit.state]}>
        {format.day(visit.day)} {visit.startMinute === null ? '' : clockTime(visit.startMinute)}{' '}
        {t(`enterprises.visit.${visit.state}`)}
      </Light>
      <span>
        {visit.purpose} · {visit.officerName}
      </span>
      {visit.notes ? <p className="enterprises-notes">{visit.notes}</p> : null}
      {visit.questions.map(({ id, question, answer, askedByName }) => (
        <p key={id} className="enterprises-soft">
          {t('enterprises.visit.question', { name: askedByName })} {question}
          {answer ? ` — ${answer}` : ''}
        </p>
      ))}
      {visit.state === 'cancelled' ? <span className="enterprises-soft">{visit.cancelledWhy}</span> : null}
      {visit.state === 'planned' ? (
        <span>
          <Link to={`/firms/visits/${visit.id}`}>{t('enterprises.visit.brief')}</Link>{' '}
          {keeping ? (
            <>
              <Button type="link" size="small" onClick={keeping.onNote}>
                {t('enterprises.visit.note')}
              </Button>
              <Button type="link" size="small" onClick={keeping.onCancel}>
                {t('enterprises.visit.cancel')}
              </Button>
            </>
          ) : null}
        </span>
      ) : null}
    </li>
  )
}

/** Problems, promises and follow-ups; what is open can be settled. */
function Outcomes({ outcomes, mayClose }: { outcomes: readonly OutcomeView[]; mayClose: boolean }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const [closed, close] = useState<OutcomeView | null>(null)
  return (
    <>
      <h3>{t('enterprises.outcomes')}</h3>
      {closed ? <CloseDialog outcome={closed} onClose={() => close(null)} /> : null}
      <ul className="enterprises-timeline">
        {outcomes.map((outcome) => (
          <li key={outcome.id}>
            <Light colour={outcome.state === 'open' ? (outcome.isOverdue ? 'red' : 'blue') : 'grey'}>
              {t(`enterprises.outcome.${outcome.kind}`)} {t(`enterprises.outcome.state.${outcome.state}`)}
            </Light>
            <span>{outcome.title}</span>
            <span className="enterprises-soft">
              {[
                outcome.unit === null ? null : nameOf(outcome.unit),
                outcome.dueOn === null ? null : t('enterprises.outcome.due', { day: format.day(outcome.dueOn) }),
                outcome.closedNote,
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
            {outcome.requestId === null ? null : (
              <Link to="/requests" search={{ view: 'all', case: outcome.requestId }}>
                {outcome.requestNumber === null
                  ? t('enterprises.outcome.request')
                  : t('enterprises.outcome.requestNumber', { number: outcome.requestNumber })}
              </Link>
            )}
            {mayClose && outcome.state === 'open' ? (
              <Button
                type="link"
                size="small"
                aria-label={t('enterprises.outcome.closeOne', { title: outcome.title })}
                onClick={() => close(outcome)}
              >
                {t('enterprises.outcome.close')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}
