import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { reportSignedIn } from '#platform/ui/signals.ts'
import { useWords } from '#platform/ui/words.tsx'
import { Doorway } from './doorway.tsx'
import type { RestrictedMe } from './restricted.tsx'
import { SignInSteps } from './sign-in-steps.tsx'

interface Props {
  restricted: RestrictedMe | null
  onHold: (isHeld: boolean) => void
}

/** The first page of everybody who is not signed in, or must do something before they are. */
export function SignInPage({ restricted, onHold }: Props) {
  const t = useWords()
  const client = useQueryClient()
  useEffect(() => {
    document.title = `${t('web.signIn')} · ${t('platform.product')}`
  }, [t])
  const enter = () => {
    reportSignedIn()
    void client.resetQueries()
  }
  return (
    <Doorway {...(restricted ? {} : { hint: t('web.signIn.hint') })}>
      <SignInSteps restricted={restricted} onHold={onHold} onIn={enter} heading={(title) => <h2>{title}</h2>} />
      {restricted ? null : (
        <p className="doorway-other">
          <a href="/register">{t('enterprises.page.register')}</a>
          <a href="/ask">{t('requests.front.to.ask')}</a>
          <a href="/follow">{t('requests.front.to.follow')}</a>
        </p>
      )}
    </Doorway>
  )
}
