import { describe, expect, test } from 'vitest'
import { cleanText } from './clean.ts'
import { decodeText } from './decode.ts'

const sentence = '云山市召开新型工业化推进会，部署2026年工作。'
const bytes = (...list: number[]) => Uint8Array.from(list)

function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const little = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
  return new Uint8Array(order === 'le' ? little : little.swap16())
}

/** 云山市 in GB18030, written by hand because Node has no encoder. */
const gb = bytes(0xd4, 0xc6, 0xc9, 0xbd, 0xca, 0xd0, 0xa3, 0xac, 0xb9, 0xa4, 0xd2, 0xb5, 0xa1, 0xa3)

describe('decoding', () => {
  test.each([
    ['UTF-8', Buffer.from(sentence)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${sentence}`)],
    ['UTF-16 LE with a mark', utf16(sentence, 'le', true)],
    ['UTF-16 BE with a mark', utf16(sentence, 'be', true)],
    ['UTF-16 LE', utf16(sentence, 'le', false)],
    ['UTF-16 BE', utf16(sentence, 'be', false)],
  ])('%s gives the text', (_, encoded) => {
    expect(cleanText(decodeText(new Uint8Array(encoded), 'a.txt'))).toBe(sentence)
  })

  test('GB18030 gives the text', () => {
    expect(decodeText(gb, 'a.txt')).toBe('云山市，工业。')
  })

  test('a file cut inside a character loses only that character', () => {
    const cut = Buffer.from(sentence.repeat(20)).subarray(0, -1)
    expect(decodeText(new Uint8Array(cut), 'a.txt')).toBe(sentence.repeat(20).slice(0, -1))
  })

  test('plain ASCII and English are not taken for UTF-16', () => {
    const english = 'Industry grew by 5 percent in the first quarter, said the bureau.\n'.repeat(10)
    expect(decodeText(new Uint8Array(Buffer.from(english)), 'a.txt')).toBe(english)
  })

  test('an empty file and binary bytes are refused', () => {
    expect(() => decodeText(bytes(), 'a.txt')).toThrow('documents.emptyFile')
    const noise = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3)) % 256)
    expect(() => decodeText(noise, 'a.txt')).toThrow('documents.binary')
  })
})

describe('cleaning', () => {
  test('radicals that look like characters become characters; punctuation keeps its width', () => {
    expect(cleanText('⼯业⻓期增⻓,(⼆)')).toBe('工业长期增长,(二)')
  })

  test('control and zero-width characters go, line ends become one kind', () => {
    expect(cleanText('工\u0000业\u200b增\u00ad长\r\n第二行\r第三行')).toBe('工业增长\n第二行\n第三行')
  })

  test('stray tags go, a strong paragraph of its own becomes a heading', () => {
    expect(
      cleanText('<p><strong>快讯一</strong></p><p>正文<script>alert(1)</script>。</p>').replace(/\n+/g, '\n').trim(),
    ).toBe('###### 快讯一\n正文。')
  })
})
