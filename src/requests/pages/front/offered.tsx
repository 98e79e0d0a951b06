import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useCall } from '#platform/ui/calls.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { KnownAnswer } from '../../contract.ts'
import { frontApi } from '../../front/contract.ts'

/** Characters before something is looked for, and the pause in typing that is waited for. */
const shortest = 4
const pauseMilliseconds = 600

interface Props {
  text: string
  topicId: string | null
  city: string | undefined
  /** The firm is known: its own earlier requests are offered too, never another firm's. */
  isSignedIn: boolean
  onSolved: () => void
}

/** While somebody types: answers that the city has approved for all, and what the firm itself asked before. */
export function Offered({ text, topicId, city, isSignedIn, onSolved }: Props) {
  const asked = usePause(text.trim().slice(0, 500))
  const typed = { text: asked, ...(topicId ? { topicId } : {}) }
  const enabled = asked.length >= shortest
  const open = useCall(
    frontApi.knownAnswers,
    { body: { ...(city ? { city } : {}), ...typed } },
    { enabled: enabled && !isSignedIn },
  )
  const own = useCall(frontApi.similar, { body: typed }, { enabled: enabled && isSignedIn })
  if (!enabled) return null
  // An offer that cannot be had is no loss: whoever asks sends as usual.
  const answers = (isSignedIn ? own.data?.answers : open.data) ?? []
  return (
    <>
      <Answers answers={answers.slice(0, 3)} onSolved={onSolved} />
      <Earlier requests={own.data?.requests.slice(0, 3) ?? []} />
    </>
  )
}

function usePause(text: string): string {
  const [rested, rest] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => rest(text), pauseMilliseconds)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}

function Answers({ answers, onSolved }: { answers: readonly KnownAnswer[]; onSolved: () => void }) {
  const t = useWords()
  const format = useFormat()
  if (answers.length === 0) return null
  return (
    <section className="requests-front-offered" aria-label={t('requests.front.answers')}>
      <h2>{t('requests.front.answers')}</h2>
      {answers.map(({ id, question, answer, source, validToOn }) => (
        <details key={id}>
          <summary>{question}</summary>
          <p className="requests-words">{answer}</p>
          <p className="requests-soft">{t('requests.page.knownFrom', { source, day: format.day(validToOn) })}</p>
          <Button onClick={onSolved}>{t('requests.front.solved')}</Button>
        </details>
      ))}
    </section>
  )
}

function Earlier({ requests }: Pick<AnswerOf<typeof frontApi.similar>, 'requests'>) {
  const t = useWords()
  const format = useFormat()
  if (requests.length === 0) return null
  return (
    <section className="requests-front-offered" aria-label={t('requests.front.earlier')}>
      <h2>{t('requests.front.earlier')}</h2>
      <ul>
        {requests.map(({ id, title, state, registeredAt }) => (
          <li key={id}>
            {/* In a window of its own: what is being written stays. */}
            <a href={`/my-requests?case=${id}`} target="_blank" rel="noreferrer">
              {title}
            </a>{' '}
            <span className="requests-soft">
              {t(`requests.state.${state}`)} · {format.moment(registeredAt)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
