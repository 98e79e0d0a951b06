/** Channels out of the house, as the operator configured them by the environment. Nothing of it is shown or logged but the host. */
import { z } from 'zod'
import { AppError, type Facts } from '../../errors.ts'
import type { Language } from '../../i18n.ts'
import type { OutsideChannel } from '../rules.ts'
import { outsideChannels } from '../rules.ts'
import { mailBy } from './mail.ts'
import { messageBy, messengerKinds } from './messenger.ts'
import type { Send } from './outbound.ts'
import { smsBy } from './sms.ts'

export type Channels = Partial<Record<OutsideChannel, Send>>

interface Configured {
  channels: Channels
  /** Host of each, for whoever keeps them running. */
  hosts: Partial<Record<OutsideChannel, string>>
}

let configured: Configured = { channels: {}, hosts: {} }

/** Named once at start, and by tests. */
export const setChannels = (channels: Channels, hosts: Configured['hosts'] = {}): void => {
  configured = { channels, hosts }
}
export const channels = (): Channels => configured.channels
export const hosts = (): Configured['hosts'] => configured.hosts
export const configuredChannels = (): OutsideChannel[] => outsideChannels.filter((one) => configured.channels[one])

interface Words {
  translate: (language: Language, key: string, facts?: Facts) => string
  /** Address of the product, for links. */
  address: string
}
let words: Words = { translate: (_language, key) => key, address: '' }

/** Wired at start: what alerts say, and where their links lead. */
export const setAlertWords = (wired: Partial<Words>): void => {
  words = { ...words, ...wired }
}
export const wordsOfAlerts = (): Words => words

const Headers = z.record(z.string().regex(/^[\w-]{1,60}$/), z.string().max(1000))

/**
 * Reads `DAQIAO_SMTP_URL`, `DAQIAO_MAIL_FROM`, `DAQIAO_MESSENGER_*`, `DAQIAO_SMS_*`.
 *
 * @throws AppError invalid `alerts.badConfiguration`, naming the setting and never its value
 */
export function readChannels(env: NodeJS.ProcessEnv = process.env): Configured {
  const read: Configured = { channels: {}, hosts: {} }
  if (env.DAQIAO_SMTP_URL) {
    const url = addressOf('DAQIAO_SMTP_URL', env.DAQIAO_SMTP_URL, ['smtp:', 'smtps:'])
    const from = env.DAQIAO_MAIL_FROM ?? ''
    if (!/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(from)) throw wrong('DAQIAO_MAIL_FROM')
    read.channels.mail = mailBy({ url, from, mayBePlain: env.DAQIAO_SMTP_PLAIN === 'yes' })
    read.hosts.mail = url.host
  }
  if (env.DAQIAO_MESSENGER_URL) {
    const url = addressOf('DAQIAO_MESSENGER_URL', env.DAQIAO_MESSENGER_URL, ['http:', 'https:'])
    const kind = messengerKinds.find((one) => one === env.DAQIAO_MESSENGER_KIND)
    if (!kind) throw wrong('DAQIAO_MESSENGER_KIND')
    read.channels.messenger = messageBy({ kind, url, secret: env.DAQIAO_MESSENGER_SECRET || null })
    read.hosts.messenger = url.host
  }
  if (env.DAQIAO_SMS_URL) {
    // Places in the path or the query are filled later; the host is fixed here.
    const { host } = addressOf('DAQIAO_SMS_URL', env.DAQIAO_SMS_URL, ['http:', 'https:'])
    if (/[{}]/.test(host)) throw wrong('DAQIAO_SMS_URL')
    read.channels.sms = smsBy({
      method: env.DAQIAO_SMS_METHOD === 'GET' ? 'GET' : 'POST',
      url: env.DAQIAO_SMS_URL,
      headers: headersOf(env.DAQIAO_SMS_HEADERS),
      body: env.DAQIAO_SMS_BODY ?? null,
      secret: env.DAQIAO_SMS_SECRET ?? '',
      success: env.DAQIAO_SMS_SUCCESS || null,
    })
    read.hosts.sms = host
  }
  return read
}

const wrong = (setting: string) => new AppError('invalid', 'alerts.badConfiguration', { setting })

function addressOf(setting: string, text: string, protocols: readonly string[]): URL {
  const url = URL.parse(text)
  if (!url || !protocols.includes(url.protocol) || url.hostname === '') throw wrong(setting)
  return url
}

function headersOf(text: string | undefined): Record<string, string> {
  if (!text) return {}
  try {
    return Headers.parse(JSON.parse(text))
  } catch {
    throw wrong('DAQIAO_SMS_HEADERS')
  }
}
