import { CatchBoundary } from '@tanstack/react-router'
import { Alert, Button, Spin } from 'antd'
import { type ComponentType, lazy, Suspense, useRef, useState } from 'react'
import { MeContext, type SignedInMe } from '#platform/ui/me.ts'
import type { OpenPageEntry } from '#platform/ui/pages.ts'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useSignals } from '#platform/ui/signals.ts'
import { useWords } from '#platform/ui/words.tsx'
import { useSignedIn } from './session.ts'
import { SessionDialog } from './session-dialog.tsx'
import { SignInPage } from './sign-in.tsx'

const Inside = lazy(() => import('./inside.tsx').then((m) => ({ default: m.Inside })))
const ofModules = import.meta.glob<readonly OpenPageEntry[]>('../*/pages/open-entries.tsx', {
  eager: true,
  import: 'openPages',
})
/** Pages open to who is not signed in, by their address. */
const openPages: Readonly<Record<string, ComponentType>> = {
  '/setup': lazy(() => import('./set-up.tsx').then((m) => ({ default: m.SetUpPage }))),
  '/register': lazy(() => import('./register.tsx').then((m) => ({ default: m.RegisterPage }))),
  ...Object.fromEntries(
    Object.values(ofModules)
      .flat()
      .map(({ path, load }) => [path, lazy(async () => ({ default: await load() }))]),
  ),
}

/** Signed in: the product. Not signed in: the sign-in page, at the same address, so that a link leads on afterwards. */
export function Gate() {
  const Page = openPages[location.pathname] ?? SignedInOnly
  return (
    <CatchBoundary getResetKey={() => 0} errorComponent={Broken}>
      <Suspense fallback={<Waiting />}>
        <Page />
      </Suspense>
    </CatchBoundary>
  )
}

function SignedInOnly() {
  const t = useWords()
  const { data, error, isPending, refetch } = useSignedIn()
  const { sessionEnded } = useSignals()
  // A step of signing in that shows something once (recovery codes) stays, even when the session is whole meanwhile.
  const [isHeld, hold] = useState(false)
  // Once inside, an ended session asks for the password over the page: what was typed there stays.
  const inside = useRef<SignedInMe | null>(null)
  if (data?.restriction === null && !isHeld) inside.current = data
  const me = inside.current
  const restricted = data && data.restriction !== null ? data : null

  if (me) {
    const isOpen = sessionEnded || data === null || restricted !== null || isHeld
    return (
      <MeContext value={me}>
        <Inside />
        <SessionDialog isOpen={isOpen} username={me.username} restricted={restricted} onHold={hold} />
      </MeContext>
    )
  }
  if (isPending && !error) return <Waiting />
  if (error) {
    return (
      <main className="plain-page">
        <h1>{t('platform.product')}</h1>
        <RefusalNotice error={error} retry={() => void refetch()} />
      </main>
    )
  }
  return <SignInPage restricted={restricted} onHold={hold} />
}

function Waiting() {
  const t = useWords()
  return (
    <main className="plain-page" aria-busy="true">
      <Spin size="large" aria-label={t('ui.loading')} />
    </main>
  )
}

/** The frame itself did not load: the files of an older version are gone, or the network is. */
function Broken() {
  const t = useWords()
  return (
    <main className="plain-page">
      <h1>{t('platform.product')}</h1>
      <Alert
        type="error"
        showIcon
        role="alert"
        title={t('web.failure.newVersion')}
        action={<Button onClick={() => location.reload()}>{t('web.failure.reload')}</Button>}
      />
    </main>
  )
}
