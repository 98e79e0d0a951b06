import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useSignals } from '#platform/ui/signals.ts'
import { useWords } from '#platform/ui/words.tsx'

/** Says that the server is not reached, until an answer comes again. */
export function Unreachable() {
  const t = useWords()
  const client = useQueryClient()
  const { reachable } = useSignals()
  return (
    <div role="status" className={reachable ? undefined : 'unreachable'}>
      {reachable ? null : (
        <>
          <span>{t('platform.offline')}</span>
          <Button size="small" onClick={() => void client.invalidateQueries()}>
            {t('ui.retry')}
          </Button>
        </>
      )}
    </div>
  )
}
