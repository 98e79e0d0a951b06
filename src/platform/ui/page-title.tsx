import { type ReactNode, useEffect } from 'react'
import { useWords } from './words.tsx'

interface Props {
  /** The question this page answers, or the name of the thing it shows. */
  title: string
  /** One sentence under it. */
  lead?: ReactNode
  /** Buttons at its right. */
  actions?: ReactNode
}

/** The one heading of a page; it also names the window. */
export function PageTitle({ title, lead, actions }: Props) {
  const t = useWords()
  useEffect(() => {
    document.title = `${title} · ${t('platform.product')}`
  }, [title, t])
  return (
    <header className="page-title">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {lead ? <p className="page-lead">{lead}</p> : null}
      </div>
      {actions ? <div className="page-actions">{actions}</div> : null}
    </header>
  )
}
