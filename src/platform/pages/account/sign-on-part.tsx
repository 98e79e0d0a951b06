import { Button } from 'antd'
import { signOnApi } from '#platform/sign-in/single-sign-on/contract.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { Light } from '#platform/ui/light.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { Part } from './part.tsx'

/** The link to oneself at the city's sign-on, where the city has one. */
export function SignOnPart() {
  const t = useWords()
  const { data } = useCall(signOnApi.mySignOn, {})
  const link = useSend(signOnApi.linkSignOn, { onDone: ({ url }) => location.assign(url) })
  const unlink = useSend(signOnApi.unlinkSignOn, { stale: [signOnApi.mySignOn] })
  if (!data?.isOffered) return null
  const { isLinked, canUnlink } = data
  return (
    <Part
      title={t('account.signOn')}
      aside={
        <Light colour={isLinked ? 'green' : 'grey'}>{t(isLinked ? 'account.signOn.on' : 'account.signOn.off')}</Light>
      }
    >
      <p className="account-soft">{t('account.signOn.text')}</p>
      <div className="page-actions">
        {isLinked ? null : (
          <Button loading={link.isPending} onClick={() => link.mutate({ body: { to: '/account' } })}>
            {t('account.signOn.link')}
          </Button>
        )}
        {canUnlink ? (
          <ConfirmButton
            question={t('account.signOn.unlinkQuestion')}
            loading={unlink.isPending}
            onConfirm={() => unlink.mutate({})}
          >
            {t('account.signOn.unlink')}
          </ConfirmButton>
        ) : null}
      </div>
    </Part>
  )
}
