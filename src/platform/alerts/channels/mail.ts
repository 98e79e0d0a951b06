import { createTransport, type SendMailOptions } from 'nodemailer'
import type { DeliveryError } from '../rules.ts'
import { type Letter, longestMilliseconds, type Send } from './outbound.ts'

export interface MailServer {
  /** smtp:// (with STARTTLS) or smtps://, with user and password where the server asks for them. */
  url: URL
  from: string
  /** The operator allows mail without TLS: an old server of the house. */
  mayBePlain: boolean
  /** More certificate authorities, for tests with their own. */
  certificates?: string
}

const isLoopback = (host: string) => ['localhost', '127.0.0.1', '[::1]', '::1'].includes(host)

/** Sends mail by SMTP. Without TLS nothing goes out, unless to this very machine or where the operator allows it. */
export function mailBy({ url, from, mayBePlain, certificates }: MailServer): Send {
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    ...(url.port ? { port: Number(url.port) } : {}),
    secure: url.protocol === 'smtps:',
    requireTLS: !mayBePlain && !isLoopback(url.hostname),
    ...(url.username
      ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
      : {}),
    tls: { minVersion: 'TLSv1.2', ...(certificates ? { ca: certificates } : {}) },
    connectionTimeout: longestMilliseconds,
    greetingTimeout: longestMilliseconds,
    socketTimeout: longestMilliseconds,
    dnsTimeout: longestMilliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async (letter) => {
    try {
      await transport.sendMail(mailOf(letter, from))
      return null
    } catch (error) {
      return errorOf(error)
    }
  }
}

/** One Message-ID for every attempt, so that a mail server or a reader knows a repeat. */
const mailOf = ({ id, to, subject, lines }: Letter, from: string): SendMailOptions => ({
  from,
  to: { name: '', address: to },
  subject,
  text: `${lines.join('\n\n')}\n`,
  textEncoding: 'base64',
  messageId: `<${id}@${from.split('@').at(-1)?.replace(/>.*$/, '') ?? 'daqiao.invalid'}>`,
  headers: { 'Auto-Submitted': 'auto-generated' },
})

/** What the mail server says may hold an address: only a code of the list is kept. */
function errorOf(error: unknown): DeliveryError {
  const { code, responseCode = 0, message = '' } = error as { code?: string; responseCode?: number; message?: string }
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'sign-in-refused'
  if (code === 'ETLS' || /certificate|\bSSL\b|\bTLS\b/i.test(message)) return 'not-secure'
  if (code === 'ETIMEDOUT') return 'timed-out'
  if (code === 'EENVELOPE' && responseCode >= 500) return 'address-refused'
  return responseCode > 0 ? 'refused' : 'unreachable'
}
