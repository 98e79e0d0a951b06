import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

interface Props {
  /** What is not there, in a sentence. */
  title: string
  /** What to do next. */
  next?: ReactNode
  /** Where that is done; the label of the button. */
  to?: string
  label?: string
}

/** An empty place that says what to do next. */
export function EmptyState({ title, next, to, label }: Props) {
  return (
    <div className="empty-state">
      <p className="empty-title">{title}</p>
      {next ? <p>{next}</p> : null}
      {to && label ? (
        <Link to={to} className="button-link">
          {label}
        </Link>
      ) : null}
    </div>
  )
}
