import { Button } from 'antd'
import { useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type BreakdownRow, breakdownApi } from '../../breakdown/contract.ts'
import { goalsApi } from '../../contract.ts'
import { Reason } from '../goal/lead-proposals.tsx'

const stale = [breakdownApi.list, goalsApi.cascade]

interface Props {
  row: BreakdownRow
  proposed: NonNullable<BreakdownRow['proposedLead']>
}

/** A proposed lead unit with its reason, taken over by one press. */
export function AcceptLead({ row: { id, code, version }, proposed }: Props) {
  const t = useWords()
  const send = useSend(breakdownApi.acceptLeads, { stale })
  return (
    <div className="goals-proposed">
      <span className="goals-proposed-name">{t('goals.breakdown.proposed', { name: proposed.name })}</span>
      <Reason duty={proposed.duty} words={proposed.words} />
      <Button
        size="small"
        loading={send.isPending}
        onClick={() => send.mutate({ body: { tasks: [{ id, unitId: proposed.id, version }] } })}
      >
        {t('goals.lead.take')}
        <span className="visually-hidden"> {t('goals.breakdown.acceptOf', { code, name: proposed.name })}</span>
      </Button>
    </div>
  )
}

const mostAtOnce = 500

/** Takes over all proposed lead units that are shown. */
export function AcceptAllLeads({ rows }: { rows: readonly BreakdownRow[] }) {
  const t = useWords()
  const send = useSend(breakdownApi.acceptLeads, { stale })
  const tasks = rows.flatMap(({ id, version, proposedLead }) =>
    proposedLead ? [{ id, version, unitId: proposedLead.id }] : [],
  )
  if (tasks.length === 0) return null
  const count = Math.min(tasks.length, mostAtOnce)
  return (
    <ConfirmButton
      className="list-export"
      loading={send.isPending}
      question={t('goals.breakdown.acceptAll.question', { count })}
      consequence={t('goals.breakdown.acceptAll.consequence')}
      onConfirm={() => send.mutate({ body: { tasks: tasks.slice(0, mostAtOnce) } })}
    >
      {t('goals.breakdown.acceptAll', { count })}
    </ConfirmButton>
  )
}
