/** Pure decisions about alerts: which channels, when, how often. Runs in the browser too. */
import { z } from 'zod'
import { dayOfMoment, formatMoment } from '../format.ts'
import type { Language } from '../i18n.ts'

export const urgencies = ['urgent', 'ordinary'] as const
export type Urgency = (typeof urgencies)[number]

/** Channels that leave the house: each is on only where the operator configured it. */
export const outsideChannels = ['mail', 'messenger', 'sms'] as const
export type OutsideChannel = (typeof outsideChannels)[number]
export type Channel = OutsideChannel | 'in-app'

/** Why a delivery did not arrive: a closed list, since what another server says may hold anything. */
export const deliveryErrors = [
  'unreachable',
  'timed-out',
  'not-secure',
  'sign-in-refused',
  'address-refused',
  'refused',
  'no-address',
  'not-configured',
] as const
export type DeliveryError = (typeof deliveryErrors)[number]

export const wakingRule = 'platform/alerts/waking'

/** The rule `platform/alerts/waking`. */
export const Waking = z.strictObject({
  acknowledgeMinutes: z.strictObject({ urgent: z.int().min(1).max(10_080), ordinary: z.int().min(1).max(10_080) }),
  retryMinutes: z.array(z.int().min(1).max(10_080)).min(1).max(20),
})
export type Waking = z.output<typeof Waking>

/** What cannot be mended by trying again. */
const hopeless: readonly DeliveryError[] = ['address-refused', 'no-address']

/** Minutes to the next try after so many attempts; null: it has failed for good. */
export const retryAfter = ({ retryMinutes }: Waking, attempts: number, error: DeliveryError): number | null =>
  hopeless.includes(error) ? null : (retryMinutes[attempts - 1] ?? null)

/** Where a person wants to be woken. */
export interface Wishes {
  mail: string | null
  mobile: string | null
  channels: readonly string[]
  quietFrom: string | null
  quietTo: string | null
}

/** Channels by which a person is told: those that are on for them, configured, and have somewhere to go. */
export const channelsFor = (wishes: Wishes | undefined, configured: readonly OutsideChannel[]): OutsideChannel[] =>
  outsideChannels.filter(
    (channel) =>
      configured.includes(channel) &&
      wishes?.channels.includes(channel) === true &&
      (channel !== 'mail' || wishes.mail !== null) &&
      (channel !== 'sms' || wishes.mobile !== null),
  )

const cityOffset = 8 * 3_600_000
const dayLength = 86_400_000
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/**
 * The moment at which a person may be disturbed: now, or the end of the quiet hours now lies in. Milliseconds. Quiet hours
 * begin with `quietFrom` and end before `quietTo`, the next day where that is not later.
 */
export function disturbableFrom(now: number, wishes: Wishes | undefined, urgency: Urgency): number {
  if (urgency === 'urgent' || !wishes?.quietFrom || !wishes.quietTo) return now
  const [from, to] = [minutesOf(wishes.quietFrom), minutesOf(wishes.quietTo)]
  const startOfDay = Math.floor((now + cityOffset) / dayLength) * dayLength - cityOffset
  const minute = (now - startOfDay) / 60_000
  const end = (days: number) => startOfDay + days * dayLength + to * 60_000
  if (from < to) return minute >= from && minute < to ? end(0) : now
  if (minute < to) return end(0)
  return minute >= from ? end(1) : now
}

export type AlertFacts = Readonly<Record<string, string | number>>
type Translate = (key: string, facts?: AlertFacts) => string

/** What an alert says. Facts named `…At` are moments, those named `…Word` are keys of messages. */
export function sentenceOf(
  t: Translate,
  language: Language,
  { kind, facts, raisedAt }: { kind: string; facts: AlertFacts; raisedAt: string },
): string {
  const today = dayOfMoment(raisedAt)
  const spoken = Object.entries(facts).map(([name, value]) => {
    if (name.endsWith('At')) return [name, formatMoment(language, String(value), today)]
    return [name, name.endsWith('Word') ? t(String(value)) : value]
  })
  return t(`alerts.${kind}`, Object.fromEntries(spoken))
}
