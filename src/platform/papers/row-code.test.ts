import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRowCode, rowCode } from './index.ts'

describe('the code of a row', () => {
  test('comes back however it is typed', () => {
    for (const text of ['N0007H', ' n0007h ', 'Ｎ０００７Ｈ', 'N 0007 H', 'N0007-H']) expect(readRowCode(text)).toBe(7)
    for (const text of ['', '7', 'N0007', 'N0007J', 'X0007H', 'N0000A', '2024'])
      expect(readRowCode(text)).toBeUndefined()
  })

  test('gives away every wrong digit and every swap of neighbours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999 }),
        fc.nat(5),
        fc.integer({ min: 1, max: 9 }),
        (serial, place, shift) => {
          const code = rowCode(serial)
          expect(readRowCode(code)).toBe(serial)
          const at = 1 + (place % (code.length - 2))
          const digit = Number(code[at])
          const wrong = `${code.slice(0, at)}${(digit + shift) % 10}${code.slice(at + 1)}`
          expect(readRowCode(wrong)).toBeUndefined()
          const swapped = `${code.slice(0, at)}${code[at + 1]}${code[at]}${code.slice(at + 2)}`
          if (at < code.length - 2 && code[at] !== code[at + 1]) expect(readRowCode(swapped)).toBeUndefined()
        },
      ),
    )
  })
})
