import { useQueryClient } from '@tanstack/react-query'
import { type InputRef, Modal } from 'antd'
import { useRef } from 'react'
import { reportSignedIn } from '#platform/ui/signals.ts'
import { useWords } from '#platform/ui/words.tsx'
import type { RestrictedMe } from './restricted.tsx'
import { SignInSteps } from './sign-in-steps.tsx'

interface Props {
  isOpen: boolean
  /** Who was signed in. */
  username: string
  restricted: RestrictedMe | null
  onHold: (isHeld: boolean) => void
}

/** Signs in again over the page when the session has ended, so that nothing typed is lost. */
export function SessionDialog({ isOpen, username, restricted, onHold }: Props) {
  const t = useWords()
  const client = useQueryClient()
  const password = useRef<InputRef>(null)
  const goOn = (signedInAs: string) => {
    // Somebody else at the same machine must not see what the first one left open.
    if (signedInAs !== username) return location.assign('/')
    reportSignedIn()
    void client.invalidateQueries()
  }
  return (
    <Modal
      open={isOpen}
      title={t(restricted ? 'web.session.first' : 'web.session.title')}
      footer={null}
      closable={false}
      keyboard={false}
      destroyOnHidden
      // The dialog would begin at the user name, which is filled in already.
      afterOpenChange={(open) => open && password.current?.focus()}
    >
      <p>{t('web.session.text')}</p>
      <SignInSteps
        username={username}
        passwordRef={password}
        restricted={restricted}
        onHold={onHold}
        onIn={goOn}
        heading={(title) => <h3 className="session-heading">{title}</h3>}
      />
    </Modal>
  )
}
