import './imports.css'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { useWords } from '../../ui/words.tsx'
import type { ImportShown } from '../contract.ts'
import { isBusy } from '../rules.ts'

interface Given {
  one: ImportShown
  resume: () => void
  giveUp: () => void
  isSending: boolean
  /** The step of its kind: the button that starts the import, the way to what was imported. */
  children?: ReactNode
}

/** What can be done with an import now. */
export function ImportSteps({ one, resume, giveUp, isSending, children }: Given) {
  const t = useWords()
  const { state, endedAt } = one
  const isFailed = state === 'failed'
  return (
    <div className="import-steps">
      {children}
      {isBusy(state) || isFailed ? (
        <>
          <p>{t(isFailed ? 'platform.imports.failedHint' : 'platform.imports.leave')}</p>
          <Button type={isFailed ? 'primary' : 'default'} loading={isSending} onClick={resume}>
            {t(isFailed ? 'platform.imports.again' : 'platform.imports.resume')}
          </Button>
        </>
      ) : null}
      {endedAt === null || isFailed ? (
        <ConfirmButton question={t('platform.imports.giveUpQuestion')} loading={isSending} onConfirm={giveUp}>
          {t('platform.imports.giveUp')}
        </ConfirmButton>
      ) : null}
    </div>
  )
}
