import './calendar.css'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { calendarApi, calendarKeepers, type HolidayView } from '#platform/calendar/contract.ts'
import { useCall } from '#platform/ui/calls.ts'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { useMe } from '#platform/ui/me.ts'
import { StatNumber } from '#platform/ui/stat-number.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'

/** How far does the calendar of working days reach, and what does each year order? */
export function CalendarPage() {
  const t = useWords()
  const format = useFormat()
  const { role } = useMe()
  const result = useCall(calendarApi.state, {})
  return (
    <DetailPage
      titleKey="calendar.page"
      result={result}
      title={({ to }) => t('calendar.reaches', { to: format.day(to) })}
      lead={() => t('calendar.page.lead')}
      actions={() =>
        calendarKeepers.includes(role) ? (
          <Link to="/calendar/import" className="button-link">
            {t('calendar.page.import')}
          </Link>
        ) : null
      }
    >
      {({ daysLeft, waiting, isNear, years, to }) => (
        <>
          {isNear ? <CalendarWarning daysLeft={daysLeft} waiting={waiting} to={to} /> : null}
          <div className="calendar-stats">
            <StatNumber label={t('calendar.daysLeft')} value={daysLeft} />
            <StatNumber label={t('calendar.waiting')} value={waiting} />
          </div>
          {years.map(({ year, workingDays, notices, holidays }) => (
            <section key={year} aria-labelledby={`calendar-${year}`}>
              <h2 id={`calendar-${year}`}>{t('calendar.year', { year, count: workingDays })}</h2>
              <p className="calendar-source">{t('calendar.source', { notices: notices.join(' ') })}</p>
              <Holidays holidays={holidays} />
            </section>
          ))}
        </>
      )}
    </DetailPage>
  )
}

/** The end is near, or clocks wait for what comes after it. */
export function CalendarWarning({ daysLeft, waiting, to }: { daysLeft: number; waiting: number; to: string }) {
  const t = useWords()
  const format = useFormat()
  return (
    <Alert
      type="warning"
      showIcon
      className="calendar-warning"
      title={t('calendar.near', { to: format.day(to), days: daysLeft })}
      description={waiting > 0 ? t('calendar.nearWaiting', { count: waiting }) : null}
    />
  )
}

/** Days off and days worked instead, holiday by holiday. */
export function Holidays({ holidays }: { holidays: readonly HolidayView[] }) {
  const t = useWords()
  const format = useFormat()
  const days = (all: readonly string[]) =>
    all.length === 0 ? t('calendar.none') : all.map((day) => format.day(day)).join('\u3000')
  return (
    <div className="list-scroll">
      <table className="list-table">
        <thead>
          <tr>
            <th scope="col">{t('calendar.holiday')}</th>
            <th scope="col">{t('calendar.daysOff')}</th>
            <th scope="col">{t('calendar.daysWorked')}</th>
          </tr>
        </thead>
        <tbody>
          {holidays.map(({ name, off, work }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{days(off)}</td>
              <td>{days(work)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
