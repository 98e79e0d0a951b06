import { call, type Letter, type Send } from './outbound.ts'

/** Any SMS gateway that is called over HTTP: what to call is a template of the operator. */
export interface SmsGateway {
  method: 'GET' | 'POST'
  /** Templates know {mobile}, {text}, {id} and {secret}; each place is written in the way of where it stands. */
  url: string
  headers: Readonly<Record<string, string>>
  body: string | null
  secret: string
  /** Text the answer must hold; null: any 2xx is success. */
  success: string | null
}

type Write = (value: string) => string
const forUrl: Write = encodeURIComponent
const forJson: Write = (value) => JSON.stringify(value).slice(1, -1)
const forXml: Write = (value) => value.replace(/[<>&'"]/g, (mark) => `&#${mark.charCodeAt(0)};`)
/** A line break would begin another header. */
const forHeader: Write = (value) => value.replace(/[^\x20-\x7e]/g, '')

/** How a value is written into the body, by its media type. */
function forBody(headers: SmsGateway['headers']): Write {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  if (type.includes('json')) return forJson
  if (type.includes('xml')) return forXml
  return type.includes('form-urlencoded') ? forUrl : (value) => value
}

/** The call that the templates say. */
export function requestOf(gateway: SmsGateway, { to, lines, id }: Letter) {
  const values: Record<string, string> = { mobile: to, text: lines.join(' '), id, secret: gateway.secret }
  const filled = (template: string, write: Write) =>
    template.replace(/\{(mobile|text|id|secret)\}/g, (_place, name: string) => write(values[name] ?? ''))
  const headers = Object.entries(gateway.headers).map(([name, value]) => [name, filled(value, forHeader)])
  return {
    url: filled(gateway.url, forUrl),
    method: gateway.method,
    headers: Object.fromEntries(headers) as Record<string, string>,
    ...(gateway.body === null || gateway.method === 'GET'
      ? {}
      : { body: filled(gateway.body, forBody(gateway.headers)) }),
  }
}

export const smsBy =
  (gateway: SmsGateway): Send =>
  async (letter) => {
    const { url, ...init } = requestOf(gateway, letter)
    const answer = await call(url, init)
    if (typeof answer === 'string') return answer
    if (answer.status < 200 || answer.status > 299) return answer.status === 401 ? 'sign-in-refused' : 'refused'
    return gateway.success === null || answer.text.includes(gateway.success) ? null : 'refused'
  }
