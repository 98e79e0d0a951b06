import { Alert, Button } from 'antd'
import { refusalOf, signOnApi } from '#platform/sign-in/single-sign-on/contract.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useLanguage, useWords } from '#platform/ui/words.tsx'

/** The city's own sign-on beside user name and password, where it is offered; and why it sent somebody back. */
export function SingleSignOn() {
  const t = useWords()
  const { language } = useLanguage()
  const { data } = useCall(signOnApi.signInWays, {})
  const begin = useSend(signOnApi.beginSignOn, { quiet: true, onDone: ({ url }) => location.assign(url) })
  const refusal = refusalOf(location.search)
  const problem = begin.error
    ? refusalText(t, begin.error)
    : refusal && !begin.isPending
      ? t(`platform.signOn.refused.${refusal}`)
      : null
  if (!data?.singleSignOn && !problem) return null
  return (
    <div className="doorway-sign-on">
      {problem ? <Alert className="form-refusal" type="error" showIcon role="alert" title={problem} /> : null}
      {data?.singleSignOn ? (
        <>
          <p className="doorway-or">{t('web.signIn.or')}</p>
          <Button block loading={begin.isPending} onClick={() => begin.mutate({ body: { to: ownAddress() } })}>
            {data.singleSignOn.button[language]}
          </Button>
        </>
      ) : null}
    </div>
  )
}

/** The page that was asked for; not the one that only tells of a refusal. */
const ownAddress = (): string => (refusalOf(location.search) ? '/' : `${location.pathname}${location.search}`)
