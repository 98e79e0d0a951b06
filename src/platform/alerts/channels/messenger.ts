import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { now } from '../../clock.ts'
import { call, type Letter, type Send } from './outbound.ts'

/** Office messengers (企业微信, 钉钉, 飞书) by the web hook of a group. */
export const messengerKinds = ['wecom', 'dingtalk', 'feishu'] as const
export type MessengerKind = (typeof messengerKinds)[number]

export interface Messenger {
  kind: MessengerKind
  url: URL
  /** Signs the call where the messenger asks for it; WeCom has its key in the address. */
  secret: string | null
}

/** What to call, as each messenger documents it. `moment` in milliseconds. */
export function requestTo({ kind, url, secret }: Messenger, { lines }: Letter, moment: number) {
  const content = lines.join('\n')
  if (kind === 'feishu') {
    const timestamp = String(Math.floor(moment / 1000))
    // The text to sign is the key of the hash, and what is hashed is empty.
    const sign = secret === null ? {} : { timestamp, sign: base64Of(`${timestamp}\n${secret}`, '') }
    return { url, body: { ...sign, msg_type: 'text', content: { text: content } } }
  }
  const body = { msgtype: 'text', text: { content } }
  if (kind === 'wecom' || secret === null) return { url, body }
  const signed = new URL(url)
  signed.searchParams.set('timestamp', String(moment))
  signed.searchParams.set('sign', base64Of(secret, `${moment}\n${secret}`))
  return { url: signed, body }
}

const base64Of = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64')

const Answer = z.looseObject({
  errcode: z.number().optional(),
  code: z.number().optional(),
  StatusCode: z.number().optional(),
})

/** Writes into the group; these servers answer 200 with a code of their own where they refuse. */
export const messageBy =
  (messenger: Messenger): Send =>
  async (letter) => {
    const { url, body } = requestTo(messenger, letter, now().epochMilliseconds)
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    const answer = await call(url, { method: 'POST', headers, body: JSON.stringify(body) })
    if (typeof answer === 'string') return answer
    if (answer.status !== 200) return 'refused'
    const said = Answer.safeParse(jsonOf(answer.text))
    const code = said.data?.errcode ?? said.data?.code ?? said.data?.StatusCode
    return code === 0 ? null : 'refused'
  }

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
