import { type ReactNode, useId } from 'react'
import './account.css'

interface Props {
  title: string
  /** At the right of the heading: a state, the first action. */
  aside?: ReactNode
  children: ReactNode
}

/** A part of the page of one's own account. */
export function Part({ title, aside, children }: Props) {
  const id = useId()
  return (
    <section className="account-part" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}
