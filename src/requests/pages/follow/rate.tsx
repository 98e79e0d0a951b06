import { Button, Input } from 'antd'
import { useState } from 'react'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { Field, Problem } from '../front/field.tsx'
import { type Hands, type RatingLevel, ratingLevels, useDeed } from './hands.ts'
import type { Told } from './moments.ts'

/** How satisfied the firm is, and whether it is solved. A low rating begins it anew. */
export function Rate({ told, hands, onRated }: { told: Told; hands: Hands; onRated: (isRedone: boolean) => void }) {
  const t = useWords()
  const [level, choose] = useState<RatingLevel | null>(null)
  const [isSolved, say] = useState<boolean | null>(null)
  const [words, write] = useState('')
  const [isTried, tried] = useState(false)
  const { run, isBusy, error } = useDeed(hands.refresh)
  const isLow = (level !== null && level <= 2) || isSolved === false
  const send = async () => {
    if (level === null || isSolved === null) return tried(true)
    await run(async () => {
      const { state } = await hands.rate(told.round, { level, isSolved, words: words.trim() })
      onRated(state !== 'answered' && state !== 'closed')
    })
  }
  return (
    <section className="requests-front-sheet is-asking" aria-label={t('requests.follow.rate')}>
      <h2>{t('requests.follow.rate')}</h2>
      <Choices
        label={t('requests.follow.rate.level')}
        options={ratingLevels.map((value) => ({ value, label: t(`requests.ratingLevel.${value}`) }))}
        value={level}
        onChoose={choose}
      />
      <Problem of={isTried && level === null ? 'choose' : undefined} />
      <Choices
        isRow
        label={t('requests.follow.solved')}
        options={[true, false].map((value) => ({ value, label: t(`requests.follow.solved.${value ? 'yes' : 'no'}`) }))}
        value={isSolved}
        onChoose={say}
      />
      <Problem of={isTried && isSolved === null ? 'choose' : undefined} />
      <Field
        label={t(isLow ? 'requests.follow.rate.why' : 'requests.follow.rate.words')}
        isOptional
        hint={isLow ? t('requests.follow.rate.low') : null}
      >
        {(parts) => (
          <Input.TextArea
            {...parts}
            value={words}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={({ target }) => write(target.value)}
          />
        )}
      </Field>
      {error ? <RefusalNotice error={error} /> : null}
      <Button type="primary" block loading={isBusy} onClick={() => void send()}>
        {t('requests.follow.rate.send')}
      </Button>
    </section>
  )
}

interface ChoicesProps<Value> {
  label: string
  options: readonly { value: Value; label: string }[]
  value: Value | null
  onChoose: (value: Value) => void
  isRow?: boolean
}

/** One of a few, each a button of a thumb's size. */
function Choices<Value extends number | boolean>({ label, options, value, onChoose, isRow }: ChoicesProps<Value>) {
  return (
    <fieldset className={`requests-front-choices${isRow ? ' is-row' : ''}`}>
      <legend>{label}</legend>
      {options.map((one) => (
        <label key={String(one.value)} className={one.value === value ? 'is-chosen' : ''}>
          <input type="radio" name={label} checked={one.value === value} onChange={() => onChoose(one.value)} />
          {one.label}
        </label>
      ))}
    </fieldset>
  )
}
