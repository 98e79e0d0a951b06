import { useBlocker } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useCallback, useRef } from 'react'
import { useWords } from './words.tsx'

/** Asks before a page with unsaved typing is left, by link, back button or closing the window. */
export function useDirtyGuard() {
  const t = useWords()
  // A ref, so that saving and then leaving in the same moment is not stopped by a state not yet drawn.
  const dirty = useRef(false)
  const setDirty = useCallback((value: boolean) => {
    dirty.current = value
  }, [])
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty.current,
    withResolver: true,
  })
  const dialog = (
    <Modal
      open={blocker.status === 'blocked'}
      title={t('ui.leave.title')}
      okText={t('ui.leave.leave')}
      cancelText={t('ui.leave.stay')}
      okButtonProps={{ type: 'default', danger: true }}
      cancelButtonProps={{ type: 'primary' }}
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      {t('ui.leave.text')}
    </Modal>
  )
  return { setDirty, dialog }
}
