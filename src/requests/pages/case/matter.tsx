import { Link } from '@tanstack/react-router'
import { FactList } from '#platform/ui/detail-page.tsx'
import { Light } from '#platform/ui/light.tsx'
import { useMe } from '#platform/ui/me.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { RequestRow, RequestView } from '../../contract.ts'
import { useDivisions, useName } from '../names.ts'

const lights = {
  registered: 'amber',
  accepted: 'amber',
  dispatched: 'amber',
  working: 'blue',
  'answer-proposed': 'blue',
  answered: 'green',
  closed: 'grey',
  refused: 'grey',
} as const

/** The state of a request, and how it ended. */
export function StateLight({ request }: { request: Pick<RequestRow, 'state' | 'outcome'> }) {
  const t = useWords()
  const { state, outcome } = request
  const words = t(`requests.state.${state}`)
  return (
    <Light colour={lights[state]}>
      {outcome && state === 'closed' ? `${words} · ${t(`requests.outcome.${outcome}`)}` : words}
    </Light>
  )
}

/** What the firm asks, who it is, with whom the request stands, and what was answered so far. */
export function Matter({ request }: { request: RequestView }) {
  const t = useWords()
  const { body, refusal, refusalNote, mergedInto, plan, answer, answerBy, approvedBy } = request
  const by = [answerBy, approvedBy ? t('requests.page.approvedBy', { name: approvedBy }) : null].filter(Boolean)
  return (
    <>
      <section aria-label={t('requests.page.matter')}>
        <h3>{t('requests.page.matter')}</h3>
        <p className="requests-words">{body}</p>
        <Facts request={request} />
      </section>
      {refusal ? (
        <Told title={t('requests.page.refusedFor', { reason: t(`requests.refusal.${refusal}`) })} text={refusalNote} />
      ) : null}
      {mergedInto ? (
        <p>
          {t('requests.page.mergedInto')}{' '}
          <Link to="." search={{ case: mergedInto.id }}>
            {mergedInto.number}
          </Link>
        </p>
      ) : null}
      {plan ? <Told title={t('requests.page.planOf')} text={plan} /> : null}
      {answer ? (
        <Told
          title={t(request.state === 'answer-proposed' ? 'requests.page.answerProposed' : 'requests.page.answerOf')}
          text={answer}
          note={by.join(' · ')}
        />
      ) : null}
      <EarlierRounds rounds={request.earlierRounds} />
    </>
  )
}

function Told({ title, text, note }: { title: string; text: string | null; note?: string }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {text ? <p className="requests-words">{text}</p> : null}
      {note ? <p className="requests-soft">{note}</p> : null}
    </section>
  )
}

function Facts({ request }: { request: RequestView }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const { role } = useMe()
  const isFirm = role === 'enterprise-user'
  const divisions = useDivisions(!isFirm)
  const { contactName, contactPhone, isPhoneWhole, leadUnit, handlerName, aboutUnit, suggestedUnit } = request
  const phone =
    contactPhone && isPhoneWhole ? (
      <a href={`tel:${contactPhone.replace(/[^0-9+]/g, '')}`}>{contactPhone}</a>
    ) : (
      contactPhone
    )
  const facts = [
    { label: t('requests.page.firm'), value: request.firmName },
    { label: t('requests.page.creditCode'), value: request.creditCode },
    {
      label: t('requests.page.contactPerson'),
      value: (
        <>
          {contactName} {phone}
        </>
      ),
    },
    { label: t('requests.page.kind'), value: t(`requests.kind.${request.kind}`) },
    { label: t('requests.page.topic'), value: nameOf(request.topic) },
    { label: t('requests.page.division'), value: isFirm ? null : divisions.nameOf(request.divisionCode) },
    {
      label: t('requests.page.came'),
      value: `${t(`requests.channel.${request.channel}`)} · ${format.moment(request.registeredAt)}`,
    },
    {
      label: t('requests.page.with'),
      value: leadUnit ? [nameOf(leadUnit), handlerName].filter(Boolean).join(' · ') : t('requests.page.withDesk'),
    },
    { label: t('requests.page.about'), value: aboutUnit ? nameOf(aboutUnit) : null },
    { label: t('requests.page.suggestedUnit'), value: suggestedUnit ? nameOf(suggestedUnit) : null },
    {
      label: t('requests.page.field.jobsAtRisk'),
      value:
        request.jobsAtRisk === null ? null : t('requests.page.people', { count: format.number(request.jobsAtRisk) }),
    },
    {
      label: t('requests.page.outputAtRisk'),
      value: request.outputAtRiskYuan === null ? null : format.money(request.outputAtRiskYuan),
    },
  ]
  return <FactList facts={facts} />
}

/** What the firm was told before it was done again. */
function EarlierRounds({ rounds }: { rounds: RequestView['earlierRounds'] }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  if (rounds.length === 0) return null
  return (
    <details className="requests-earlier">
      <summary>{t('requests.page.earlierAnswers', { count: rounds.length })}</summary>
      {rounds.map(({ round, leadUnit, answer, answerBy, answeredAt }) => (
        <section key={round}>
          <h3>{t('requests.page.roundOf', { round })}</h3>
          <p className="requests-words">{answer}</p>
          <p className="requests-soft">
            {[leadUnit ? nameOf(leadUnit) : null, answerBy, format.moment(answeredAt)].filter(Boolean).join(' · ')}
          </p>
        </section>
      ))}
    </details>
  )
}
