import { type ReactNode, useId } from 'react'
import { useWords } from '#platform/ui/words.tsx'

/** What a field gives to its input. */
export interface FieldParts {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean
  status: 'error' | ''
}

interface Props {
  label: string
  hint?: ReactNode
  /** Names the message `requests.front.problem.<problem>`. */
  problem?: string | undefined
  isOptional?: boolean
  children: (parts: FieldParts) => ReactNode
}

/** A label above, an input of a thumb's size, a hint and what is wrong below. */
export function Field({ label, hint, problem, isOptional = false, children }: Props) {
  const t = useWords()
  const id = useId()
  const described = [hint ? `${id}-hint` : null, problem ? `${id}-problem` : null].filter(Boolean).join(' ')
  return (
    <div className="requests-front-field">
      <label htmlFor={id}>
        {label}
        {isOptional ? <span className="requests-soft"> {t('requests.front.optional')}</span> : null}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': problem !== undefined,
        status: problem ? 'error' : '',
      })}
      {hint ? (
        <p id={`${id}-hint`} className="requests-front-hint">
          {hint}
        </p>
      ) : null}
      <Problem id={`${id}-problem`} of={problem} />
    </div>
  )
}

export function Problem({ id, of }: { id?: string; of: string | undefined }) {
  const t = useWords()
  if (!of) return null
  return (
    <p id={id} className="requests-front-problem">
      {t(`requests.front.problem.${of}`)}
    </p>
  )
}

/** Puts the cursor where the first thing is missing. */
export function focusFirstProblem(): void {
  const first = document.querySelector<HTMLElement>('main [aria-invalid="true"]')
  first?.focus()
  first?.scrollIntoView({ block: 'center' })
}
