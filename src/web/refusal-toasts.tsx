import { App } from 'antd'
import { useEffect } from 'react'
import { refusalText } from '#platform/ui/refusal.tsx'
import { onRefusal } from '#platform/ui/signals.ts'
import { useWords } from '#platform/ui/words.tsx'

const shownSeconds = 12

/** Shows a refused action that no page shows itself. */
export function RefusalToasts() {
  const { notification } = App.useApp()
  const t = useWords()
  useEffect(
    () =>
      onRefusal((error) =>
        notification.error({ title: t('web.refused'), description: refusalText(t, error), duration: shownSeconds }),
      ),
    [notification, t],
  )
  return null
}
