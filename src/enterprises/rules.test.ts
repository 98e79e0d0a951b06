import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { checkCharacter, creditCodeFault, normalizeCreditCode } from './rules.ts'

test.each(['91350100M000100Y43', '91440300192317458F', '9144030071526726XG', '91990103MAWL01015H'])(
  'the code %s is right',
  (code) => {
    expect(creditCodeFault(code)).toBe(null)
  },
)

test.each([
  ['914403001922038217', 'checkCharacter', 'its last character changed'],
  ['914403001922038126', 'checkCharacter', 'two characters exchanged'],
  ['91440300192203821', 'length', '17 characters'],
  ['9144030019220382160', 'length', '19 characters'],
  ['', 'length', 'nothing'],
  ['9144O3001922038216', 'characters', 'the letter O for a zero'],
  ['91350100M000100Y4Z', 'characters', 'Z, which the standard leaves out'],
  ['0144030019220382160'.slice(0, 18), 'form', 'no registration department'],
])('the code %s is refused for its %s: %s', (code, fault) => {
  expect(creditCodeFault(code)).toBe(fault)
})

test('a remainder of zero gives the character 0, and one of thirty the character 1', () => {
  const bodies = Array.from({ length: 400 }, (_, at) => `9199010${String(at).padStart(10, '0')}`)
  const last = new Set(bodies.map(checkCharacter))
  // All 31 characters occur, none is missing from the alphabet.
  expect([...last].toSorted().join('')).toBe('0123456789ABCDEFGHJKLMNPQRTUWXY')
  for (const body of bodies) {
    expect(creditCodeFault(body + checkCharacter(body))).toBe(null)
    expect(creditCodeFault(body + (checkCharacter(body) === '0' ? '1' : '0'))).toBe('checkCharacter')
  }
})

test('spaces, small letters and full-width characters are put right before checking', () => {
  expect(normalizeCreditCode(' ９1350100 m000100y43 ')).toBe('91350100M000100Y43')
})

const facts = new URL('../../../shared/domain/uscc.json', import.meta.url)

test.runIf(existsSync(facts))('all worked codes of the field notes come out as noted', () => {
  const Code = z.object({ code: z.string() })
  const Notes = z.object({
    valid: z.array(Code),
    invalid: z.array(Code),
    synthetic: z.object({ codes: z.array(z.string()) }),
  })
  const notes = Notes.parse(JSON.parse(readFileSync(facts, 'utf8')))
  const right = [...notes.valid.map(({ code }) => code), ...notes.synthetic.codes]
  expect(right.filter((code) => creditCodeFault(code) !== null)).toEqual([])
  expect(notes.invalid.filter(({ code }) => creditCodeFault(code) === null)).toEqual([])
})
