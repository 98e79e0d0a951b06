import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { useIsPhone } from '#platform/ui/screen.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type TakeUpView, takeUpApi } from '../../take-up/contract.ts'
import '../goals.css'
import { CellDrawer } from './cell-drawer.tsx'
import { type Chosen, findChosen } from './cells.ts'
import { DemandCards } from './demand-cards.tsx'
import { Matrix } from './matrix.tsx'

/** What the city asks against what each district and department took up in its own words: a working aid, never a verdict. */
export function TakeUpPage() {
  const t = useWords()
  const documentId = useParam('documentId')
  const isPhone = useIsPhone()
  const result = useCall(takeUpApi.matrix, { params: { documentId } })
  const [chosen, choose] = useState<Chosen | null>(null)
  useWidePaper()
  const open = useCallback((cell: Chosen) => choose(cell), [])
  return (
    <div className="goals-take-up">
      <DetailPage
        titleKey="goals.page.takeUp"
        result={result}
        title={() => t('goals.page.takeUp')}
        lead={({ title }) => <span lang="zh-CN">{title}</span>}
        actions={(matrix) => <Actions matrix={matrix} />}
      >
        {(matrix) => {
          const cell = chosen ? findChosen(matrix, chosen) : null
          return (
            <>
              <Standing matrix={matrix} />
              {matrix.rows.length === 0 ? <p className="empty-state">{t('goals.takeUp.noDemands')}</p> : null}
              {matrix.rows.length > 0 && matrix.columns.length === 0 ? (
                <p className="empty-state">{t('goals.takeUp.noColumns')}</p>
              ) : null}
              {matrix.rows.length > 0 && matrix.columns.length > 0 ? (
                isPhone ? (
                  <DemandCards matrix={matrix} onOpen={open} />
                ) : (
                  <Matrix matrix={matrix} onOpen={open} />
                )
              ) : null}
              {cell ? <CellDrawer matrix={matrix} {...cell} onLeave={() => choose(null)} /> : null}
            </>
          )
        }}
      </DetailPage>
    </div>
  )
}

/** A matrix needs wide paper. The whole page says so, since a part of it alone would leave an empty sheet before it. */
function useWidePaper(): void {
  useEffect(() => {
    document.body.classList.add('goals-wide-paper')
    return () => document.body.classList.remove('goals-wide-paper')
  }, [])
}

/** Whose working aid it is, and who sees it. */
function Standing({ matrix: { confirmed, mayChange } }: { matrix: TakeUpView }) {
  const t = useWords()
  const format = useFormat()
  const facts = { name: confirmed?.byName ?? '', moment: confirmed ? format.moment(confirmed.at) : '' }
  const key = !mayChange ? 'read' : confirmed ? 'confirmed' : 'working'
  return (
    <aside className="goals-standing" aria-label={t('goals.takeUp.standing')}>
      <p>{t(`goals.takeUp.standing.${key}`, facts)}</p>
      <p className="goals-hint">{t('goals.takeUp.aid')}</p>
    </aside>
  )
}

function Actions({ matrix: { documentId, confirmed, mayChange } }: { matrix: TakeUpView }) {
  const t = useWords()
  const confirm = useSend(takeUpApi.confirm, { stale: [takeUpApi.matrix, takeUpApi.documents] })
  return (
    <>
      <Button icon={<PrinterOutlined aria-hidden />} onClick={() => print()}>
        {t('goals.takeUp.print')}
      </Button>
      {mayChange ? (
        <ConfirmButton
          type="primary"
          loading={confirm.isPending}
          question={t('goals.takeUp.confirm.question')}
          consequence={t('goals.takeUp.confirm.consequence')}
          onConfirm={() => confirm.mutate({ params: { documentId } })}
        >
          {t(confirmed ? 'goals.takeUp.confirmAgain' : 'goals.takeUp.confirm')}
        </ConfirmButton>
      ) : null}
    </>
  )
}
