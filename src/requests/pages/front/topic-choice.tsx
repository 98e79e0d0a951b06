import { CheckOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useWords } from '#platform/ui/words.tsx'
import type { Topic } from '../../contract.ts'
import { findTopics } from '../enter/topic-find.ts'
import { useName } from '../names.ts'
import { Field, Problem } from './field.tsx'

interface Props {
  topics: readonly Topic[]
  value: string | null
  problem: string | undefined
  onChoose: (id: string | null) => void
}

/** What it is about: tapped, or found by typing a word, its first letters, or a sentence. */
export function TopicChoice({ topics, value, problem, onChoose }: Props) {
  const t = useWords()
  const nameOf = useName()
  const [typed, type] = useState('')
  const chosen = topics.find(({ id }) => id === value)
  if (chosen) {
    return (
      <div className="requests-front-chosen">
        <span>
          <CheckOutlined aria-hidden /> {t('requests.front.topicIs', { topic: nameOf(chosen) })}
        </span>
        <Button type="link" onClick={() => onChoose(null)}>
          {t('requests.front.change')}
        </Button>
      </div>
    )
  }
  const found = findTopics(topics, typed)
  return (
    <>
      <Field label={t('requests.front.topic')} hint={t('requests.front.topic.hint')}>
        {(parts) => (
          <Input
            {...parts}
            aria-invalid={problem !== undefined}
            value={typed}
            maxLength={60}
            autoComplete="off"
            enterKeyHint="search"
            onChange={({ target }) => type(target.value)}
            onPressEnter={() => {
              if (found[0] && typed.trim() !== '') onChoose(found[0].id)
            }}
          />
        )}
      </Field>
      <ul className="requests-front-topics" aria-label={t('requests.front.topics')}>
        {found.map((topic) => (
          <li key={topic.id}>
            <Button block onClick={() => onChoose(topic.id)}>
              {nameOf(topic)}
            </Button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <NoneFound topics={topics} onChoose={onChoose} /> : null}
      <Problem of={problem} />
    </>
  )
}

/** Words that fit no topic are no reason to give up. */
function NoneFound({ topics, onChoose }: Pick<Props, 'topics' | 'onChoose'>) {
  const t = useWords()
  const nameOf = useName()
  const other = topics.find(({ slug }) => slug === 'other') ?? topics.at(-1)
  return (
    <p role="status" className="requests-front-none">
      {t('requests.front.topic.none')}{' '}
      {other ? <Button onClick={() => onChoose(other.id)}>{nameOf(other)}</Button> : null}
    </p>
  )
}
