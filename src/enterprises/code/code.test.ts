import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCharacter } from '../rules.ts'
import { readCreditCode } from './rules.ts'

const right = '914403001922038216'

test('what is typed in small letters, full width or with dashes is put right without asking', () => {
  for (const typed of ['９１４４０３００１９２２０３８２１６', '914403-0019 2203 8216', right]) {
    expect(readCreditCode(typed)).toEqual({ kind: 'right', code: right })
  }
  expect(readCreditCode('91350100m000100y43')).toEqual({ kind: 'right', code: '91350100M000100Y43' })
})

test('a letter O for a zero is proposed, never put right by itself', () => {
  expect(readCreditCode('9144O3001922O38216')).toMatchObject({ kind: 'wrong', fault: 'characters', proposals: [right] })
  expect(readCreditCode('9I4403001922038216')).toMatchObject({ proposals: [right] })
})

test('two neighbours exchanged are proposed; nothing is made up for a wrong length', () => {
  expect(readCreditCode('914403001922038126')).toMatchObject({ kind: 'wrong', fault: 'checkCharacter' })
  const exchanged = readCreditCode('914403001922038126')
  expect(exchanged.kind === 'wrong' && exchanged.proposals).toContain(right)
  expect(readCreditCode('91440300192203821')).toMatchObject({ kind: 'wrong', fault: 'length', proposals: [] })
})

test('fifteen digits are a registration number of before, and nothing is a firm without a code', () => {
  expect(readCreditCode('440701000012345')).toEqual({ kind: 'old-number', number: '440701000012345' })
  expect(readCreditCode(' ')).toEqual({ kind: 'none' })
})

test('whatever is proposed has a right check character, and one mistaken character is always among the proposals', () => {
  const digits = fc.stringMatching(/^[0-9]{15}$/)
  fc.assert(
    fc.property(digits, fc.nat(16), (body, place) => {
      const first17 = `91${body}`
      const code = first17 + checkCharacter(first17)
      const mistaken = ({ 0: 'O', 1: 'I', 2: 'Z', 5: 'S' } as Record<string, string>)[code.charAt(place)]
      if (mistaken === undefined) return
      const read = readCreditCode(code.slice(0, place) + mistaken + code.slice(place + 1))
      if (read.kind !== 'wrong') throw new Error('a code with a letter outside the alphabet is wrong')
      expect(read.proposals).toContain(code)
      for (const proposal of read.proposals) expect(readCreditCode(proposal).kind).toBe('right')
    }),
    { numRuns: 300, seed: 20260310 },
  )
})
