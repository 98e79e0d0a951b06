import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { reportSignedIn } from '#platform/ui/signals.ts'
import { useWords } from '#platform/ui/words.tsx'
import { Doorway } from './doorway.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** The first page of everybody who is not signed in. */
export function SignInPage() {
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
    <Doorway hint={t('web.signIn.hint')}>
      <h2>{t('web.signIn')}</h2>
      <SignInForm onDone={enter} />
    </Doorway>
  )
}
