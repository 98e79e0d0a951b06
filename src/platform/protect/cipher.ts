/**
 * Seals one text for one place. Pure: keys, nonce and place come in, text goes out.
 *
 * `aes`: AES-256-GCM. `sm4`: SM4 in counter mode, then HMAC-SM3 over everything (encrypt-then-MAC), since Node's OpenSSL
 * has no SM4-GCM. Both bind the text to its place and to the version of its key.
 */
import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'

export const ciphers = ['aes', 'sm4'] as const
export type Cipher = (typeof ciphers)[number]

export interface SealedText {
  nonce: Buffer
  text: Buffer
  tag: Buffer
}

export const nonceLength = { aes: 12, sm4: 16 } as const satisfies Record<Cipher, number>

/** `secret` has 32 bytes. A nonce is used once with a secret. */
export function seal(cipher: Cipher, secret: Buffer, nonce: Buffer, place: string, plain: string): SealedText {
  if (cipher === 'sm4') {
    const { key, macKey } = sm4Keys(secret)
    const counter = createCipheriv('sm4-ctr', key, nonce)
    const text = Buffer.concat([counter.update(plain, 'utf8'), counter.final()])
    return { nonce, text, tag: macOf(macKey, place, nonce, text) }
  }
  const gcm = createCipheriv('aes-256-gcm', secret, nonce, { authTagLength: 16 })
  gcm.setAAD(Buffer.from(place, 'utf8'))
  const text = Buffer.concat([gcm.update(plain, 'utf8'), gcm.final()])
  return { nonce, text, tag: gcm.getAuthTag() }
}

/** The text, or null where it was changed, moved to another place, or sealed with another secret. */
export function open(cipher: Cipher, secret: Buffer, place: string, { nonce, text, tag }: SealedText): string | null {
  if (nonce.length !== nonceLength[cipher]) return null
  if (cipher === 'sm4') {
    const { key, macKey } = sm4Keys(secret)
    const expected = macOf(macKey, place, nonce, text)
    if (tag.length !== expected.length || !timingSafeEqual(tag, expected)) return null
    const counter = createDecipheriv('sm4-ctr', key, nonce)
    return Buffer.concat([counter.update(text), counter.final()]).toString('utf8')
  }
  if (tag.length !== 16) return null
  const gcm = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: 16 })
  gcm.setAAD(Buffer.from(place, 'utf8'))
  gcm.setAuthTag(tag)
  try {
    return Buffer.concat([gcm.update(text), gcm.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** Keyed hash by which equal texts are found without being readable: HMAC-SHA256, or HMAC-SM3 beside SM4. */
export const blindHash = (cipher: Cipher, secret: Buffer, place: string, text: string): string =>
  createHmac(cipher === 'sm4' ? 'sm3' : 'sha256', secret)
    .update(framed(place, Buffer.from(text, 'utf8')))
    .digest('base64url')

function sm4Keys(secret: Buffer): { key: Buffer; macKey: Buffer } {
  const derive = (purpose: string) => createHmac('sm3', secret).update(purpose).digest()
  return { key: derive('daqiao encrypt').subarray(0, 16), macKey: derive('daqiao authenticate') }
}

const macOf = (macKey: Buffer, place: string, nonce: Buffer, text: Buffer): Buffer =>
  createHmac('sm3', macKey)
    .update(framed(place, Buffer.concat([nonce, text])))
    .digest()

/** The place with its length before it, so that no part can be taken for the other. */
function framed(place: string, rest: Buffer): Buffer {
  const name = Buffer.from(place, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(name.length)
  return Buffer.concat([length, name, rest])
}
