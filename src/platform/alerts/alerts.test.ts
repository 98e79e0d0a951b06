import { and, asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { Context } from '../actor.ts'
import { read, transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { alertDeliveries, alertSettings, alerts, auditDetails, events } from '../tables.ts'
import { aContext, anActor, rolledBack, serverFor, testCity, testMoment, testPool } from '../testing/world.ts'
import { setAlertWords, setChannels } from './channels/configuration.ts'
import { mailBy } from './channels/mail.ts'
import type { Letter } from './channels/outbound.ts'
import { acknowledgeAbout, acknowledgeAlerts, type NewAlert, raiseAlert, wakeDue } from './commands.ts'
import { deliverDue } from './deliver.ts'
import { countOpen, listAlerts, listChannels } from './queries.ts'
import { routes } from './routes.ts'
import { type DeliveryError, disturbableFrom, retryAfter, sentenceOf } from './rules.ts'
import { changeSettings, getSettings } from './settings.ts'
import { testChannel } from './test-message.ts'
import { aMailServer, testCertificate } from './testing/servers.ts'

beforeAll(async () => {
  await testPool()
})
afterEach(() => setChannels({}))

const at = (ctx: Context, minutes: number): Context => ({ ...ctx, now: () => testMoment.add({ minutes }) })
const who = (accountId: string, role: 'unit-handler' | 'system-administrator' = 'unit-handler') =>
  aContext(anActor(role, { accountId }))
const system = who('system', 'system-administrator')
const [first, second, desk] = [who('first'), who('second'), who('desk')]

/** Of a kind that has no page of its own. */
const about = { kind: 'thing', id: 'r-1' }
const raise = (alert: Partial<NewAlert> = {}, ctx = system) =>
  transact(ctx, (tx) =>
    raiseAlert(ctx, tx, {
      ...{ kind: 'channel-test', subject: about, recipients: ['first', 'second'], fallback: ['desk', 'desk-2'] },
      ...{ facts: { sentAt: testMoment.toString() }, ...alert },
    }),
  )
const off = { mail: false, messenger: false, sms: false }
const wants = (ctx: Context, changed: Partial<Parameters<typeof changeSettings>[1]> = {}) =>
  changeSettings(ctx, {
    ...{ version: 0, mail: `${ctx.actor.accountId}@city.example`, mobile: '000-5550001', quiet: null },
    ...{ channels: { ...off, mail: true }, ...changed },
  })
const opens = (...people: Context[]) => inTurn(people, countOpen)
async function inTurn<In, Out>(list: readonly In[], work: (one: In) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = []
  for (const one of list) done.push(await work(one))
  return done
}
const outside = (id: string | null) =>
  read(system, (tx) =>
    tx
      .select()
      .from(alertDeliveries)
      .where(and(eq(alertDeliveries.city, testCity), eq(alertDeliveries.alertId, id ?? '')))
      .orderBy(asc(alertDeliveries.createdAt), asc(alertDeliveries.id)),
  ).then((rows) => rows.filter(({ channel }) => channel !== 'in-app'))
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? `${error.fault} ${error.key}` : String(error)),
  )
/** A channel that answers as told and remembers what was sent. */
function sending(...answers: (DeliveryError | null)[]) {
  const sent: Letter[] = []
  setChannels({
    mail: async (letter) => {
      sent.push(letter)
      return answers.shift() ?? null
    },
  })
  return sent
}

test('the first is woken at once, the next when nobody takes it up, at last the whole desk', () =>
  rolledBack(async () => {
    await raise({ urgency: 'urgent' })
    expect(await opens(first, second, desk)).toEqual([1, 0, 0])
    expect(await wakeDue(at(system, 9))).toBe(0)
    expect(await wakeDue(at(system, 10))).toBe(1)
    expect(await wakeDue(at(system, 10))).toBe(0)
    expect(await opens(first, second, desk)).toEqual([1, 1, 0])
    expect(await wakeDue(at(system, 20))).toBe(1)
    expect(await opens(first, second, desk, who('desk-2'))).toEqual([1, 1, 1, 1])
    expect(await wakeDue(at(system, 999))).toBe(0)
  }))

test('who takes an alert up ends it for everybody; twice is once, and nobody takes up what is not theirs', () =>
  rolledBack(async () => {
    const id = (await raise()) ?? ''
    expect(await refusal(acknowledgeAlerts(second, [id]))).toBe('not-found alerts.noSuch')
    expect(await acknowledgeAlerts(first, [id, id])).toEqual({ acknowledged: 1 })
    expect(await acknowledgeAlerts(first, [id])).toEqual({ acknowledged: 0 })
    expect(await wakeDue(at(system, 999))).toBe(0)
    expect(await opens(first, second)).toEqual([0, 0])
    const told = await read(first, (tx) => tx.select().from(events).where(eq(events.subjectId, id)))
    expect(told.map(({ kind }) => kind)).toEqual(['alert-acknowledged'])
    expect((await listAlerts(first, { show: 'all', page: 1 })).rows).toMatchObject([
      { id, page: '/alerts', byAnother: false },
    ])
  }))

test('acting on the matter takes its alerts up, those of other matters stay', () =>
  rolledBack(async () => {
    await raise()
    await raise({ subject: { kind: 'thing', id: 'r-2' } })
    await transact(first, (tx) => acknowledgeAbout(first, tx, about, ['channel-test']))
    expect(await opens(first)).toEqual([1])
  }))

test('an alert for nobody is none, and a person named twice is woken once', () =>
  rolledBack(async () => {
    expect(await raise({ recipients: [], fallback: [] })).toBeNull()
    await raise({ recipients: ['first', 'first'], fallback: ['first'] })
    expect(await wakeDue(at(system, 999))).toBe(0)
    expect(await opens(first)).toEqual([1])
  }))

test('the group of the messenger is written to once for each round, however many are woken in it', () =>
  rolledBack(async () => {
    const sent: Letter[] = []
    setChannels({
      messenger: async (letter) => {
        sent.push(letter)
        return null
      },
    })
    const group = { channels: { ...off, messenger: true } }
    for (const one of [desk, who('desk-2')]) await wants(one, group)
    const id = await raise({ recipients: ['first'] })
    expect(await wakeDue(at(system, 120))).toBe(1)
    expect(await outside(id)).toMatchObject([{ channel: 'messenger', state: 'waiting' }])
    expect(await deliverDue(at(system, 120))).toBe(1)
    expect(sent).toHaveLength(1)
  }))

test('a mail server that was down gets the mail once it is up, and what fails is seen by the administrator', () =>
  rolledBack(async () => {
    const gone = await aMailServer()
    await gone.stop()
    const url = new URL(`smtp://localhost:${gone.port}`)
    setChannels({ mail: mailBy({ url, from: 'd@city.example', mayBePlain: false, certificates: testCertificate }) })
    await wants(first)
    const id = await raise()
    expect(await deliverDue(system)).toBe(0)
    expect(await outside(id)).toMatchObject([{ state: 'waiting', attempts: 1, lastError: 'unreachable' }])
    expect((await listChannels(system)).find(({ channel }) => channel === 'mail')).toMatchObject({
      ...{ isConfigured: true, lastSentAt: null, waiting: 1, retried: 1, failed: 0 },
      lastFailure: { error: 'unreachable' },
    })
    // Nothing is tried before its time.
    expect(await deliverDue(at(system, 0))).toBe(0)
    const back = await aMailServer(gone.port)
    expect(await deliverDue(at(system, 1))).toBe(1)
    expect(await deliverDue(at(system, 2))).toBe(0)
    await back.stop()
    expect(back.mails).toHaveLength(1)
    expect(await outside(id)).toMatchObject([{ state: 'sent', attempts: 2, lastError: null }])
  }))

test('what failed for good wakes the next person at once; a wrong address is not tried again', () =>
  rolledBack(async () => {
    const sent = sending('address-refused', 'unreachable')
    await wants(first)
    await wants(second)
    const id = await raise()
    await deliverDue(system)
    expect(await outside(id)).toMatchObject([{ state: 'failed', attempts: 1 }])
    expect(await wakeDue(system)).toBe(1)
    await deliverDue(system)
    expect(sent.map(({ to }) => to)).toEqual(['first@city.example', 'second@city.example'])
  }))

test('nothing is sent twice, nor after somebody took it up; a process that died while sending sends again with one id', () =>
  rolledBack(async () => {
    const sent = sending('unreachable', 'timed-out')
    await wants(first)
    const id = (await raise()) ?? ''
    await deliverDue(system)
    // As a process leaves it that was killed after claiming: still waiting, its lease running out.
    expect(await deliverDue(at(system, 1))).toBe(0)
    expect(new Set(sent.map((letter) => letter.id)).size).toBe(1)
    await acknowledgeAlerts(first, [id])
    await deliverDue(at(system, 100))
    expect(sent).toHaveLength(2)
    expect(await outside(id)).toMatchObject([{ state: 'dropped' }])
  }))

test('quiet hours hold back what is ordinary until they end, and the next person too; what is urgent comes', () =>
  rolledBack(async () => {
    const sent = sending()
    // It is 09:30 in the city.
    await wants(first, { quiet: { from: '21:00', to: '10:00' } })
    await raise()
    await deliverDue(system)
    await wakeDue(at(system, 130))
    expect(sent).toEqual([])
    await raise({ urgency: 'urgent', subject: { kind: 'thing', id: 'r-2' } })
    await deliverDue(system)
    expect(sent).toHaveLength(1)
    await deliverDue(at(system, 30))
    expect(sent).toHaveLength(2)
    expect(await opens(second)).toEqual([0])
    await wakeDue(at(system, 150))
    expect(await opens(second)).toEqual([2])
  }))

test('quiet hours end when they say, over midnight too, and never hold anything for a day', () => {
  const hour = 3_600_000
  const time = fc.integer({ min: 0, max: 23 }).map((at) => `${String(at).padStart(2, '0')}:30`)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), time, time, (minutes, quietFrom, quietTo) => {
      fc.pre(quietFrom !== quietTo)
      const wishes = { mail: null, mobile: null, channels: [], quietFrom, quietTo }
      const now = minutes * 60_000
      const from = disturbableFrom(now, wishes, 'ordinary')
      expect(disturbableFrom(now, wishes, 'urgent')).toBe(now)
      expect(from).toBeGreaterThanOrEqual(now)
      expect(from - now).toBeLessThan(24 * hour)
      // Whenever it is, is no quiet hour.
      expect(disturbableFrom(from, wishes, 'ordinary')).toBe(from)
    }),
  )
})

test('tries come further and further apart and end', () => {
  const rule = { acknowledgeMinutes: { urgent: 1, ordinary: 1 }, retryMinutes: [1, 2, 5] }
  expect([1, 2, 3, 4].map((attempts) => retryAfter(rule, attempts, 'unreachable'))).toEqual([1, 2, 5, null])
  expect(retryAfter(rule, 1, 'no-address')).toBeNull()
})

test('the words of an alert say a moment as people do, and a word in their language', () => {
  const t = (key: string, facts: object = {}) =>
    key === 'alerts.x' ? `{number} ${JSON.stringify(facts)}` : key === 'clock' ? '联系' : key
  const alert = { kind: 'x', facts: { number: '1', dueAt: '2026-03-10T02:00:00Z', clockWord: 'clock' } }
  const said = sentenceOf(t, 'zh', { ...alert, raisedAt: '2026-03-10T01:00:00Z' })
  expect(said).toContain('"dueAt":"3月10日 周二 10:00","clockWord":"联系"')
})

test('addresses are encrypted, one’s own to read, changed against a version, and in no audit', () =>
  rolledBack(async () => {
    setAlertWords({ address: 'https://city.example' })
    const sent = sending()
    await wants(first)
    expect(await getSettings(first)).toMatchObject({ mail: 'first@city.example', version: 1, configured: ['mail'] })
    expect(await refusal(wants(first))).toBe('conflict platform.changedMeanwhile')
    expect(await refusal(wants(first, { version: 1, mail: null }))).toBe('invalid alerts.mailNeeded')
    expect(await refusal(wants(first, { version: 1, mobile: null, channels: { ...off, sms: true } }))).toBe(
      'invalid alerts.mobileNeeded',
    )
    const raw = await read(first, (tx) => tx.select({ id: alertSettings.id }).from(alertSettings))
    expect(raw).toHaveLength(1)
    const kept = await read(first, (tx) => tx.select({ details: auditDetails.details }).from(auditDetails))
    expect(JSON.stringify(kept)).not.toContain('@')
    await raise()
    await deliverDue(system)
    expect(sent[0]?.lines.at(-1)).toBe('https://city.example/alerts')
  }))

test('a test message goes the way of every alert, from the system administrator to themselves', () =>
  rolledBack(async () => {
    const administrator = who('admin', 'system-administrator')
    expect(await refusal(testChannel(first, 'mail'))).toBe('forbidden platform.forbidden')
    expect(await refusal(testChannel(administrator, 'mail'))).toBe('conflict alerts.notConfigured')
    const sent = sending()
    expect(await refusal(testChannel(administrator, 'mail'))).toBe('invalid alerts.mailNeeded')
    await wants(administrator)
    await testChannel(administrator, 'mail')
    await deliverDue(system)
    expect(sent).toMatchObject([{ to: 'admin@city.example' }])
    const answer = await serverFor(routes, anActor('unit-head')).request('/api/alerts/channels')
    expect(answer.status).toBe(403)
  }))

test('another city sees nothing of it', () =>
  rolledBack(async () => {
    await raise()
    const elsewhere = aContext(anActor('unit-handler', { city: '990200', accountId: 'first' }))
    expect(await countOpen(elsewhere)).toBe(0)
    expect(await read(elsewhere, (tx) => tx.select().from(alerts))).toEqual([])
  }))
