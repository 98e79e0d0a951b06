import type { InputRef } from 'antd'
import { type ReactNode, type Ref, useState } from 'react'
import { Refused } from '#platform/http/client.ts'
import { useWords } from '#platform/ui/words.tsx'
import { Restricted, type RestrictedMe } from './restricted.tsx'
import { SecondFactorForm } from './second-factor-form.tsx'
import { findOutWho } from './session.ts'
import { type Credentials, SignInForm } from './sign-in-form.tsx'
import { SingleSignOn } from './single-sign-on.tsx'
import { Problem, useStep } from './step.tsx'

interface Props {
  /** Filled in where somebody was signed in a moment ago. */
  username?: string
  passwordRef?: Ref<InputRef>
  /** A session is there, but it must do something first. */
  restricted: RestrictedMe | null
  /** Tells the frame to hold its place: a step is open that must not be taken away. */
  onHold: (isHeld: boolean) => void
  onIn: (username: string) => void
  /** The heading of a step stands where the frame wants it. */
  heading: (title: string) => ReactNode
}

/** Everything between the sign-in form and the pages: second factor, a password to change, a second factor to set up. */
export function SignInSteps({ username, passwordRef, restricted, onHold, onIn, heading }: Props) {
  const t = useWords()
  const step = useStep()
  const [typed, setTyped] = useState<Credentials | null>(null)
  const [asksCode, askCode] = useState(false)
  const [found, setFound] = useState<RestrictedMe | null>(null)
  const held = found ?? restricted

  /** After each step the server says what is next. */
  const goOn = () =>
    step.run(async () => {
      const me = await findOutWho()
      if (!me) throw new Refused(401, 'web.session.lost', '')
      if (me.restriction === null) {
        onHold(false)
        return onIn(me.username)
      }
      onHold(true)
      askCode(false)
      setFound(me)
    })

  if (held) {
    return (
      <>
        <Problem of={step.problem} />
        <Restricted
          key={held.restriction}
          me={held}
          known={typed?.password}
          heading={heading}
          onHold={onHold}
          onDone={(newPassword) => {
            if (newPassword !== undefined) setTyped({ username: held.username, password: newPassword })
            goOn()
          }}
        />
      </>
    )
  }
  if (asksCode) {
    return (
      <>
        {heading(t('web.code.title'))}
        <Problem of={step.problem} />
        <SecondFactorForm onDone={goOn} onBack={() => askCode(false)} />
      </>
    )
  }
  return (
    <>
      {heading(t('web.signIn'))}
      <Problem of={step.problem} />
      <SignInForm
        {...(username === undefined ? {} : { username })}
        {...(passwordRef ? { passwordRef } : {})}
        onDone={(outcome, credentials) => {
          setTyped(credentials)
          if (outcome === 'second-factor') askCode(true)
          else goOn()
        }}
      />
      <SingleSignOn />
    </>
  )
}
