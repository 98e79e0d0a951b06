import { PhoneOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { useName } from '../names.ts'
import { Attachments } from './attachments.tsx'
import { ContactWord } from './contact-word.tsx'
import type { Hands } from './hands.ts'
import { Line } from './line.tsx'
import { standing, type Told } from './moments.ts'
import { Rate } from './rate.tsx'
import { Withdraw } from './withdraw.tsx'
import { Words } from './words.tsx'

interface Props {
  told: Told
  hands: Hands
  /** Shows another matter of the same receipt. */
  show?: (number: string) => void
}

/** One request for the firm: where it stands, who has it, what was promised, what to do now. */
export function Story({ told, hands, show }: Props) {
  const t = useWords()
  const nameOf = useName()
  const { number, title, handledBy, mergedInto, refusal, refusalNote } = told
  const unit = handledBy.unit ? nameOf(handledBy.unit) : t('requests.page.withDesk')
  const [said, say] = useState<'rated' | 'redone' | null>(null)
  return (
    <article className="requests-front-story" aria-label={title}>
      <p className="requests-front-place">{number}</p>
      <PageTitle title={title} />
      <p className="requests-front-standing" role="status">
        {t(`requests.follow.stands.${standing(told)}`, { unit, number: mergedInto ?? '' })}
      </p>
      {refusal ? (
        <p className="requests-words">
          {t('requests.page.refusedFor', { reason: t(`requests.refusal.${refusal}`) })}
          {refusalNote ? `\n${refusalNote}` : ''}
        </p>
      ) : null}
      {said ? (
        <Alert
          className="requests-front-block"
          type={said === 'redone' ? 'warning' : 'success'}
          showIcon
          role="status"
          title={t(`requests.follow.${said}`)}
        />
      ) : null}
      <Warnings told={told} />
      <Answer told={told} />
      {told.may.includes('rate') ? (
        <Rate key={told.round} told={told} hands={hands} onRated={(isRedone) => say(isRedone ? 'redone' : 'rated')} />
      ) : null}
      {told.isToBeCalled ? <p className="requests-front-note">{t('requests.follow.toBeCalled')}</p> : null}
      <ContactWord told={told} hands={hands} />
      <Line told={told} />
      <Handler told={told} unit={unit} />
      {told.plan ? <Text title={t('requests.page.planOf')} text={told.plan} /> : null}
      <Words told={told} hands={hands} />
      <Attachments told={told} hands={hands} />
      <Asked told={told} />
      {show ? <Others told={told} show={show} /> : null}
      <Withdraw told={told} hands={hands} />
    </article>
  )
}

/** What was not kept, what stands still, and that it is done again. */
function Warnings({ told }: { told: Told }) {
  const t = useWords()
  const present = told.promises.filter(({ round }) => round === told.round)
  const paused = present.find(({ state }) => state === 'paused')
  const isOver = present.some(({ state }) => state === 'overdue')
  return (
    <>
      {told.round > 1 && told.state !== 'closed' ? (
        <p className="requests-front-note">{t('requests.follow.again', { round: told.round })}</p>
      ) : null}
      {isOver ? (
        <Alert
          className="requests-front-block"
          type="error"
          showIcon
          title={t('requests.follow.overdue')}
          description={t('requests.follow.overdue.text')}
        />
      ) : null}
      {paused?.pausedReason ? (
        <Alert
          className="requests-front-block"
          type="info"
          showIcon
          title={t('requests.follow.paused', { reason: t(`requests.pauseReason.${paused.pausedReason}`) })}
          description={t('requests.follow.paused.text')}
        />
      ) : null}
    </>
  )
}

function Answer({ told }: { told: Told }) {
  const t = useWords()
  const format = useFormat()
  const { answer, answerBy, answeredAt } = told
  if (!answer) return null
  const note = [answerBy, answeredAt ? format.moment(answeredAt) : null].filter(Boolean).join(' · ')
  return <Text title={t('requests.page.answerOf')} text={answer} note={note} isSheet />
}

interface TextProps {
  title: string
  text: string
  note?: string
  isSheet?: boolean
}

function Text({ title, text, note, isSheet = false }: TextProps) {
  return (
    <section className={isSheet ? 'requests-front-sheet' : ''} aria-label={title}>
      <h2>{title}</h2>
      <p className="requests-words">{text}</p>
      {note ? <p className="requests-soft">{note}</p> : null}
    </section>
  )
}

function Handler({ told, unit }: { told: Told; unit: string }) {
  const t = useWords()
  const { person, phone } = told.handledBy
  return (
    <section aria-label={t('requests.follow.handler')}>
      <h2>{t('requests.follow.handler')}</h2>
      <p>{[unit, person].filter(Boolean).join(' · ')}</p>
      {phone ? (
        <Button block icon={<PhoneOutlined aria-hidden />} href={`tel:${phone.replace(/[^0-9+]/g, '')}`}>
          {t('requests.follow.call', { phone })}
        </Button>
      ) : (
        <p className="requests-soft">{t('requests.follow.noPhone')}</p>
      )}
    </section>
  )
}

function Asked({ told }: { told: Told }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  const { kind, topic, firmName, body, registeredAt } = told
  return (
    <details className="requests-front-earlier">
      <summary>{t('requests.follow.asked')}</summary>
      <p className="requests-soft">
        {[firmName, t(`requests.kind.${kind}`), nameOf(topic), format.moment(registeredAt)].join(' · ')}
      </p>
      <p className="requests-words">{body}</p>
    </details>
  )
}

/** All matters of the receipt, for one code opens them. */
function Others({ told, show }: { told: Told; show: (number: string) => void }) {
  const t = useWords()
  if (told.others.length === 0) return null
  return (
    <section aria-label={t('requests.follow.others')}>
      <h2>{t('requests.follow.others')}</h2>
      <ul className="requests-front-others">
        {told.others.map(({ number, title, state }) => (
          <li key={number}>
            <Button block onClick={() => show(number)}>
              <span>{title}</span> <span className="requests-soft">{t(`requests.state.${state}`)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
