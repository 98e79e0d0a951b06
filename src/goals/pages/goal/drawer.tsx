import { Drawer, Modal, Skeleton } from 'antd'
import { useRef, useState } from 'react'
import { useCall } from '#platform/ui/calls.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useIsPhone } from '#platform/ui/screen.ts'
import { useWords } from '#platform/ui/words.tsx'
import { goalsApi } from '../../contract.ts'
import { GoalDetails } from './details.tsx'
import { GoalForm } from './form.tsx'

interface Props {
  /** A goal's id, or `new` for one entered by hand. */
  id: string
  /** Opens another goal, or none. */
  onOpen: (id: string | undefined) => void
}

/** One goal beside the page it was opened from: its form for whoever may change it, its facts for others. */
export function GoalDrawer({ id, onOpen }: Props) {
  const t = useWords()
  const isPhone = useIsPhone()
  const { data, error, refetch } = useCall(goalsApi.cascade, { query: {} })
  const isDirty = useRef(false)
  const [isAsked, ask] = useState(false)
  const goal = data?.rows.find((one) => one.id === id) ?? null
  const isNew = id === 'new'
  const leave = () => {
    if (isDirty.current) ask(true)
    else onOpen(undefined)
  }
  const title = isNew ? t('goals.add') : goal ? `${t(`goals.kind.${goal.kind}`)} ${goal.code}` : t('goals.goal')

  return (
    <Drawer open title={title} size={isPhone ? '100%' : 620} onClose={leave}>
      {error ? <RefusalNotice error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton active={false} paragraph={{ rows: 8 }} aria-label={t('ui.loading')} /> : null}
      {data && !goal && !isNew ? <p className="empty-state">{t('goals.notFound')}</p> : null}
      {data && (isNew || goal?.mayChange) ? (
        <GoalForm
          goal={goal}
          cascade={data}
          refresh={() => void refetch()}
          setDirty={(value) => {
            isDirty.current = value
          }}
          onLeave={leave}
          onDone={() => {
            isDirty.current = false
            onOpen(undefined)
          }}
        />
      ) : null}
      {goal && !goal.mayChange ? <GoalDetails goal={goal} rows={data?.rows ?? []} onOpen={onOpen} /> : null}
      <Modal
        open={isAsked}
        title={t('ui.leave.title')}
        okText={t('ui.leave.leave')}
        cancelText={t('ui.leave.stay')}
        okButtonProps={{ type: 'default', danger: true }}
        cancelButtonProps={{ type: 'primary' }}
        onOk={() => onOpen(undefined)}
        onCancel={() => ask(false)}
      >
        {t('ui.leave.text')}
      </Modal>
    </Drawer>
  )
}
