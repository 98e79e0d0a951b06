import { Link } from '@tanstack/react-router'
import type { Approval } from '#platform/approvals/contract.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import './approvals.css'
import { sentenceOf } from './said.ts'
import { ApprovalLight } from './state-light.tsx'

/** Proposals about what a page shows, which have no effect yet. */
export function WaitingList({ waiting }: { waiting: readonly Approval[] }) {
  const t = useWords()
  const format = useFormat()
  if (waiting.length === 0) return null
  return (
    <section className="approvals-waiting" aria-label={t('approvals.page.noEffectYet')}>
      <h2>{t('approvals.page.noEffectYet')}</h2>
      <ul>
        {waiting.map((one) => (
          <li key={one.id}>
            <ApprovalLight state={one.state} />
            <Link to="/approvals/$approvalId" params={{ approvalId: one.id }}>
              {sentenceOf(t, format.day, one.said)}
            </Link>
            <span className="approvals-soft">
              {t('approvals.page.proposed', { name: one.proposedByName, moment: format.moment(one.proposedAt) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
