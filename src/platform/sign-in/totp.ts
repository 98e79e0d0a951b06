import { createHmac, timingSafeEqual } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
export const periodSeconds = 30

/** Base32 without padding (RFC 4648): the form in which authenticators take a secret. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

export function fromBase32(text: string): Uint8Array {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}

/** The code of one period of 30 seconds (RFC 6238 with SHA-1 and six digits, which every authenticator knows). */
export function totpCode(secret: Uint8Array, period: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(period))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const at = digest.readUInt8(digest.length - 1) & 0xf
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Whether a code is that of now, or of a period before or after: clocks of telephones are not exact. */
export function isCodeOf(secret: Uint8Array, code: string, milliseconds: number): boolean {
  const period = Math.floor(milliseconds / (periodSeconds * 1000))
  const given = Buffer.from(code)
  return [period - 1, period, period + 1].some((one) => {
    const expected = Buffer.from(totpCode(secret, one))
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}
