import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { calendarApi, calendarKeepers } from '#platform/calendar/contract.ts'
import { useWaitingCount } from '#platform/pages/approvals/count.ts'
import { CalendarWarning } from '#platform/pages/calendar/calendar.tsx'
import { useCall } from '#platform/ui/calls.ts'
import { useMe } from '#platform/ui/me.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { mayOpen } from '#platform/ui/pages.ts'
import { useLanguage, useWords } from '#platform/ui/words.tsx'
import { firstSteps } from './home-steps.ts'
import { pages } from './pages.ts'

/** The first page inside: what to do first in this post. */
export function HomePage() {
  const t = useWords()
  const { language } = useLanguage()
  const { name, role, city } = useMe()
  const canOpen = (path: string) => pages.some((entry) => entry.path === path && mayOpen(entry, role))
  const steps = firstSteps(role, canOpen)
  const cityName = language === 'en' && city.nameEn ? city.nameEn : city.name
  return (
    <>
      <PageTitle
        title={t('web.home.title', { city: cityName })}
        lead={t('web.home.lead', { name, role: t(`ui.role.${role}`) })}
      />
      <Waiting />
      {calendarKeepers.includes(role) ? <CalendarEnds /> : null}
      {steps.length > 0 ? (
        <ol className="steps">
          {steps.map((step, index) => (
            <li key={step.name}>
              <span className="step-number" aria-hidden="true">
                {index + 1}
              </span>
              <div>
                <h2>
                  <Link to={step.to} search={step.query ?? {}}>
                    {t(`web.step.${step.name}`)}
                  </Link>
                </h2>
                <p>{t(`web.step.${step.name}.text`)}</p>
              </div>
            </li>
          ))}
        </ol>
      ) : (
        <p className="page-text">{t('web.home.nothing')}</p>
      )}
      <p className="home-line">{t('web.line')}</p>
    </>
  )
}

/** What waits for a second person stands before everything else. */
function Waiting() {
  const t = useWords()
  const count = useWaitingCount()
  if (count === 0) return null
  return (
    <Alert
      className="home-waiting"
      type="info"
      showIcon
      title={t('web.home.waiting', { count })}
      action={
        <Link to="/approvals" className="button-link">
          {t('web.home.toWaiting')}
        </Link>
      }
    />
  )
}

/** Told to who can do something about it, a quarter before the calendar of working days ends. */
function CalendarEnds() {
  const t = useWords()
  const { data } = useCall(calendarApi.state, {})
  if (!data?.isNear) return null
  return (
    <>
      <CalendarWarning {...data} />
      <p>
        <Link to="/calendar/import">{t('calendar.page.import')}</Link>
      </p>
    </>
  )
}
