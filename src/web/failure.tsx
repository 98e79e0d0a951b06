import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMe } from '#platform/ui/me.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'

/** A page that broke. A file of the product that cannot be loaded any more means that a newer version is on the server. */
export function Failure({ error, reset }: ErrorComponentProps) {
  const t = useWords()
  const router = useRouter()
  const isOldVersion = /dynamically imported module|module script|Unable to preload/i.test(String(error))
  const again = () => {
    if (isOldVersion) return location.reload()
    reset()
    void router.invalidate()
  }
  return (
    <section role="alert">
      <PageTitle title={t('web.failure.title')} />
      <p className="page-text">{isOldVersion ? t('web.failure.newVersion') : refusalText(t, error)}</p>
      <Button type="primary" onClick={again}>
        {isOldVersion ? t('web.failure.reload') : t('ui.retry')}
      </Button>
    </section>
  )
}

export function NotFound() {
  const t = useWords()
  return (
    <section>
      <PageTitle title={t('web.notFound.title')} lead={t('web.notFound.text')} />
      <Link to="/" className="button-link">
        {t('web.toHome')}
      </Link>
    </section>
  )
}

export function NotAllowed({ titleKey }: { titleKey: string }) {
  const t = useWords()
  const { role } = useMe()
  const lead = t('web.notAllowed.text', { role: t(`ui.role.${role}`), page: t(titleKey) })
  return (
    <section>
      <PageTitle title={t('web.notAllowed.title')} lead={lead} />
      <Link to="/" className="button-link">
        {t('web.toHome')}
      </Link>
    </section>
  )
}
