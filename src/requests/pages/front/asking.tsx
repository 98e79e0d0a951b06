import { Alert, Button } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { FrontChoices, MyFirm, Submitted } from '../../front/contract.ts'
import { Check } from './check.tsx'
import {
  type Draft,
  emptyDraft,
  isEmptyDraft,
  keepDraft,
  keptDraft,
  type Problems,
  problemsOfMatter,
  problemsOfWho,
} from './draft.ts'
import { focusFirstProblem } from './field.tsx'
import { type FilesOf, What } from './what.tsx'
import { Who } from './who.tsx'

const steps = ['who', 'what', 'check'] as const
type Step = (typeof steps)[number]

interface Props {
  choices: FrontChoices
  mine: MyFirm | null
  city: string | undefined
  /** Where on this device the draft is kept. */
  place: string
  send: (draft: Draft) => Promise<Submitted>
  onSent: (receipt: Submitted, files: FilesOf, draft: Draft) => void
  onSolved: () => void
}

/** Who, what, check: three steps, kept as a draft until it is sent. */
export function Asking({ choices, mine, city, place, send, onSent, onSolved }: Props) {
  const t = useWords()
  const today = useFormat().today()
  const [kept] = useState(() => keptDraft(place, today))
  const [draft, setDraft] = useState<Draft>(() => kept ?? emptyDraft())
  const [files, setFiles] = useState<FilesOf>({})
  const known = { isSignedIn: mine !== null, hasContact: Boolean(mine?.contactPhone) }
  // Who is known whole begins with the matter.
  const [step, setStep] = useState<Step>(known.isSignedIn && known.hasContact ? 'what' : 'who')
  const [isTried, tried] = useState(false)
  const [error, fail] = useState<unknown>(null)
  const [isSending, setSending] = useState(false)
  const isBusy = useRef(false)
  useEffect(() => {
    keepDraft(place, today, isEmptyDraft(draft) ? null : draft)
  }, [place, today, draft])
  const change = useCallback((by: Partial<Draft>) => setDraft((before) => ({ ...before, ...by })), [])

  const ofWho = problemsOfWho(draft, known)
  const ofMatters = Object.fromEntries(draft.matters.map((one) => [one.key, problemsOfMatter(one, choices.topics)]))
  const isWhole = step === 'who' ? isNone(ofWho) : step === 'what' ? Object.values(ofMatters).every(isNone) : true
  const go = (next: Step) => {
    tried(false)
    fail(null)
    setStep(next)
  }
  const goOn = () => {
    if (isWhole) return go(step === 'who' ? 'what' : 'check')
    tried(true)
    requestAnimationFrame(focusFirstProblem)
  }
  const submit = async () => {
    // A second tap comes before the button is drawn busy.
    if (isBusy.current) return
    isBusy.current = true
    setSending(true)
    fail(null)
    try {
      const receipt = await send(draft)
      keepDraft(place, today, null)
      onSent(receipt, files, draft)
    } catch (refusal) {
      fail(refusal)
    } finally {
      isBusy.current = false
      setSending(false)
    }
  }
  const clear = () => {
    setDraft(emptyDraft())
    setFiles({})
    go(known.isSignedIn && known.hasContact ? 'what' : 'who')
  }
  const at = steps.indexOf(step)
  useFocusOnStep(step)

  return (
    <>
      <p className="requests-front-place">{t('requests.front.stepOf', { at: at + 1, all: steps.length })}</p>
      <PageTitle title={t(`requests.front.step.${step}`)} lead={step === 'who' ? t('requests.front.lead') : null} />
      {kept && at === 0 ? <p className="requests-front-hint">{t('requests.front.draft.back')}</p> : null}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (step === 'check') void submit()
          else goOn()
        }}
      >
        {step === 'who' ? (
          <Who {...{ draft, change, choices, city, mine }} problems={isTried ? ofWho : {}} />
        ) : step === 'what' ? (
          <What
            {...{ draft, change, files, setFiles, choices, city, onSolved }}
            isSignedIn={known.isSignedIn}
            problems={isTried ? ofMatters : {}}
          />
        ) : (
          <Check {...{ draft, files, choices, mine }} back={go} />
        )}
        {error ? (
          <Alert
            className="requests-front-block"
            type="error"
            showIcon
            role="alert"
            title={refusalText(t, error)}
            description={t('requests.front.failed')}
          />
        ) : null}
        <div className="requests-front-buttons">
          <Button type="primary" htmlType="submit" block loading={isSending}>
            {t(step === 'check' ? 'requests.front.send' : 'requests.front.goOn')}
          </Button>
          {at > 0 ? (
            <Button block onClick={() => go(steps[at - 1] ?? 'who')}>
              {t('requests.front.goBack')}
            </Button>
          ) : null}
        </div>
      </form>
      {isEmptyDraft(draft) ? null : (
        <p className="requests-front-draft">
          {t('requests.front.draft')}{' '}
          <Button type="link" onClick={clear}>
            {t('requests.front.draft.clear')}
          </Button>
        </p>
      )}
    </>
  )
}

const isNone = (problems: Problems): boolean => Object.keys(problems).length === 0

/** Another step is another page to who reads it aloud; it begins at its top. */
function useFocusOnStep(step: Step): void {
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the step changes, and at no other time
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    window.scrollTo(0, 0)
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
  }, [step])
}
