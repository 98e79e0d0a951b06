import { readFileSync } from 'node:fs'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { CalendarState, NoticeOutcome } from '../calendar/contract.ts'
import { forgetCalendar } from '../calendar/stored.ts'
import { read } from '../db/transact.ts'
import type { Role } from '../roles.ts'
import { auditRows } from '../tables.ts'
import { aContext, anActor, rolledBack, serverFor, testPool } from '../testing/world.ts'
import { calendarRoutes } from './calendar-routes.ts'

beforeAll(async () => {
  await testPool()
})
afterEach(() => forgetCalendar())

/** Invented, in the form of the real ones; it fits the law's days. */
const notice = readFileSync(new URL('./cases/notice-2027.txt', import.meta.url), 'utf8')

const ask = async (role: Role, method: 'GET' | 'POST', path: string, body?: unknown) => {
  const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const answer = await serverFor(calendarRoutes, anActor(role)).request(`/api/calendar${path}`, { method, ...sent })
  return { status: answer.status, body: (await answer.json()) as unknown }
}

test('everybody in the organs sees how far the calendar reaches; the system administrator alone extends it', () =>
  rolledBack(async () => {
    const state = CalendarState.parse((await ask('unit-handler', 'GET', '')).body)
    expect(state.to).toBe('2026-12-31')
    expect(state.years.at(-1)).toMatchObject({ year: 2026, workingDays: 248 })
    const sent = { text: notice, source: '测试用', number: '国办发明电〔2026〕0号' }
    expect((await ask('planning-officer', 'POST', '/notice', { ...sent, apply: 'yes' })).status).toBe(403)
    expect((await ask('enterprise-user', 'GET', '')).status).toBe(403)

    const checked = await ask('system-administrator', 'POST', '/notice', { ...sent, apply: 'no' })
    expect(NoticeOutcome.parse(checked.body)).toMatchObject({ outcome: 'checked', problems: [] })
    expect(CalendarState.parse((await ask('unit-handler', 'GET', '')).body).to).toBe('2026-12-31')

    const kept = await ask('system-administrator', 'POST', '/notice', { ...sent, apply: 'yes' })
    expect(NoticeOutcome.parse(kept.body).outcome).toBe('imported')
    expect(CalendarState.parse((await ask('unit-handler', 'GET', '')).body).to).toBe('2027-12-31')
    const again = await ask('system-administrator', 'POST', '/notice', { ...sent, apply: 'yes' })
    expect(NoticeOutcome.parse(again.body).outcome).toBe('same')
    const audited = await read(aContext(), (tx) => tx.select().from(auditRows))
    expect(audited.filter(({ action }) => action === 'calendar-extended')).toMatchObject([
      { role: 'system-administrator', accountId: 'account-system-administrator' },
    ])
  }))

test('a notice without a year, and one that contradicts itself, are refused in words', () =>
  rolledBack(async () => {
    const bad = await ask('system-administrator', 'POST', '/notice', { text: '今年放假安排另行通知。', apply: 'yes' })
    expect(bad).toMatchObject({ status: 400, body: { key: 'calendar.noYearInNotice' } })
    const contradicting = {
      text: notice.replace('（周五）', '（周一）'),
      source: '测试用',
      number: '0号',
      apply: 'yes',
    }
    const refused = await ask('system-administrator', 'POST', '/notice', contradicting)
    const { outcome, problems } = NoticeOutcome.parse(refused.body)
    expect(outcome).toBe('refused')
    expect(problems.map(({ key }) => key)).toContain('calendar.weekdayWrong')
  }))
