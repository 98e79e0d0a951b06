import { Alert } from 'antd'
import { type Approval, approvalsApi as api } from '#platform/approvals/contract.ts'
import { useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { DetailPage, FactList } from '#platform/ui/detail-page.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import './approvals.css'
import { DecideForm } from './decide-form.tsx'
import { sentenceOf } from './said.ts'
import { ApprovalLight } from './state-light.tsx'

/** One proposal: what will happen in plain words, why, and the decision. */
export function ApprovalPage() {
  const t = useWords()
  const format = useFormat()
  const id = useParam('approvalId')
  const result = useCall(api.get, { params: { id } })
  return (
    <DetailPage
      titleKey="approvals.page"
      result={result}
      title={({ said }) => sentenceOf(t, format.day, said)}
      lead={(one) => t('approvals.page.proposed', { name: one.proposedByName, moment: format.moment(one.proposedAt) })}
    >
      {(one) => (
        <>
          <WhatHappens approval={one} />
          <Decision approval={one} onSeeNewest={() => void result.refetch()} />
        </>
      )}
    </DetailPage>
  )
}

function WhatHappens({ approval: one }: { approval: Approval }) {
  const t = useWords()
  const format = useFormat()
  const { state, lines, reason, expiresAt, decidedByName, decidedAt, decisionNote } = one
  return (
    <section className="approvals-sheet" aria-labelledby="approvals-what">
      <h2 id="approvals-what">
        {t(state === 'waiting' ? 'approvals.page.willHappen' : 'approvals.page.proposedWas')}
        <ApprovalLight state={state} />
      </h2>
      <ul>
        {lines.map((line) => {
          const sentence = sentenceOf(t, format.day, line)
          return <li key={sentence}>{sentence}</li>
        })}
      </ul>
      <FactList
        facts={[
          { label: t('approvals.page.reason'), value: reason },
          {
            label: t('approvals.page.expires'),
            value: state === 'waiting' || state === 'expired' ? format.moment(expiresAt) : null,
          },
          { label: t('approvals.page.decidedBy'), value: decidedByName },
          { label: t('approvals.page.decidedAt'), value: decidedAt ? format.moment(decidedAt) : null },
          { label: t('approvals.page.note'), value: decisionNote },
        ]}
      />
    </section>
  )
}

function Decision({ approval, onSeeNewest }: { approval: Approval; onSeeNewest: () => void }) {
  const t = useWords()
  const { state, isMine, may, id, version } = approval
  const withdraw = useSend(api.withdraw, { stale: [api.get, api.list, api.count] })
  if (state !== 'waiting') return null
  if (may.decide) return <DecideForm key={id} approval={approval} onSeeNewest={onSeeNewest} />
  return (
    <Alert
      type="info"
      showIcon
      title={t(isMine ? 'approvals.page.ownProposal' : 'approvals.page.notYours')}
      description={t(isMine ? 'approvals.page.ownProposal.text' : 'approvals.page.notYours.text')}
      action={
        may.withdraw ? (
          <ConfirmButton
            question={t('approvals.page.withdrawQuestion')}
            loading={withdraw.isPending}
            onConfirm={() => withdraw.mutate({ params: { id }, body: { version } })}
          >
            {t('approvals.page.withdraw')}
          </ConfirmButton>
        ) : null
      }
    />
  )
}
