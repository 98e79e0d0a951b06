import type { ReactNode } from 'react'

interface Props {
  /** Ends the address of the section, for the list of sections at the top. */
  id: string
  title: string
  /** What one does here first, beside the heading. */
  action?: ReactNode
  children: ReactNode
}

/** One part of a firm's page. */
export function Section({ id, title, action, children }: Props) {
  return (
    <section className="enterprises-section" aria-labelledby={id}>
      <div className="enterprises-section-head">
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  )
}
