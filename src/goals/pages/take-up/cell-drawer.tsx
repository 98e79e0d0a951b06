import { Button, Drawer } from 'antd'
import { useSend } from '#platform/ui/calls.ts'
import { useIsPhone } from '#platform/ui/screen.ts'
import { useWords } from '#platform/ui/words.tsx'
import { type Evidence, type TakeUpView, takeUpApi } from '../../take-up/contract.ts'
import type { Cell, Column, Demand } from './cells.ts'
import { EvidenceQuote, placeKey } from './evidence-quote.tsx'
import { OtherSentences } from './other-sentences.tsx'

interface Props {
  matrix: TakeUpView
  demand: Demand
  column: Column
  cell: Cell
  onLeave: () => void
}

type Correction = { kind: 'none' } | { kind: 'evidence'; evidence: Evidence } | null

/** One cell: what is asked, the sentence with the way to it, and for the preparing office what else it may be. */
export function CellDrawer({ matrix, demand, column, cell, onLeave }: Props) {
  const t = useWords()
  const isPhone = useIsPhone()
  const { correct, isSending } = useCorrection(matrix, demand, column)
  const { evidence, others, shared, correctedByName } = cell
  return (
    <Drawer open title={column.name} size={isPhone ? '100%' : 560} onClose={onLeave}>
      <h3 className="goals-drawer-head">{t('goals.takeUp.asked')}</h3>
      <EvidenceQuote evidence={demand.citation} />
      <h3 className="goals-drawer-head">{t('goals.takeUp.evidence', { name: column.name })}</h3>
      {evidence ? <EvidenceQuote evidence={evidence} /> : <p className="goals-none">{t('goals.takeUp.none')}</p>}
      {evidence && shared.length > 0 ? (
        <p className="goals-hint">{t('goals.takeUp.shared', { words: shared.join(t('goals.comma')) })}</p>
      ) : null}
      {correctedByName ? <p className="goals-hint">{t('goals.takeUp.byHand', { name: correctedByName })}</p> : null}
      {matrix.mayChange ? (
        <>
          <div className="form-buttons">
            {evidence ? (
              <Button disabled={isSending} onClick={() => correct({ kind: 'none' })}>
                {t('goals.takeUp.setNone')}
              </Button>
            ) : null}
            {correctedByName ? (
              <Button disabled={isSending} onClick={() => correct(null)}>
                {t('goals.takeUp.takeBack')}
              </Button>
            ) : null}
          </div>
          {others.length > 0 ? (
            <>
              <h3 className="goals-drawer-head">{t('goals.takeUp.others')}</h3>
              <ul className="goals-others">
                {others.map((one) => (
                  <li key={placeKey(one)}>
                    <EvidenceQuote evidence={one} />
                    <Button
                      size="small"
                      disabled={isSending}
                      onClick={() => correct({ kind: 'evidence', evidence: one })}
                    >
                      {t('goals.takeUp.choose')}
                    </Button>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
          <OtherSentences
            documentId={matrix.documentId}
            column={column}
            isSending={isSending}
            onChoose={(one) => correct({ kind: 'evidence', evidence: one })}
          />
        </>
      ) : null}
    </Drawer>
  )
}

/** Puts a correction into the cell, or takes it back with null. */
function useCorrection({ documentId }: TakeUpView, { demandId }: Demand, { kind, id }: Column) {
  const send = useSend(takeUpApi.correct, { stale: [takeUpApi.matrix] })
  const correct = (correction: Correction) => {
    const owner = { kind, id }
    const body: Parameters<typeof send.mutate>[0]['body'] = {
      ...{ demandId, owner },
      correction: correction?.kind === 'evidence' ? { kind: 'evidence', ...placeOf(correction.evidence) } : correction,
    }
    send.mutate({ params: { documentId }, body })
  }
  return { correct, isSending: send.isPending }
}

const placeOf = ({ readingId, article, paragraph, start, end }: Evidence) => ({
  ...{ readingId, article, paragraph, start, end },
})
