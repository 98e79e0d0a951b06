import { expect, test } from 'vitest'
import type { CriterionText } from '../../engine/text.ts'
import { shippedRules } from '../../queries.ts'
import { checkLadderText, factCatalogue } from '../../rules.ts'
import { begunWith, criterionOf, formOf, freeId } from './rules.ts'

test('what the form can say comes back from it as it was, and what it cannot is left alone', () => {
  const criteria = shippedRules().flatMap(({ text }) => ('allOf' in text.pass ? text.pass.allOf : [text.pass]))
  const told = criteria.map((one) => ({ one, form: formOf(one) }))
  for (const { one, form } of told) {
    if (form) expect({ ...criterionOf(form), sure: one.sure }, one.id).toEqual(asTyped(one))
  }
  expect(told.filter(({ form }) => form === null).length).toBeGreaterThan(5)
  expect(told.filter(({ form }) => form !== null).length).toBeGreaterThan(15)
})

/** Numbers come back as they are typed. */
const asTyped = (one: CriterionText): unknown =>
  JSON.parse(JSON.stringify(one), (key, value) =>
    typeof value === 'number' && ['atLeast', 'moreThan', 'atMost', 'lessThan'].includes(key) ? String(value) : value,
  )

test('a list may begin with any fact of the catalogue', () => {
  for (const fact of Object.keys(factCatalogue).filter((code) => code !== 'review')) {
    const pass = { allOf: [criterionOf(begunWith(fact, 'c1'))] }
    expect(checkLadderText({ zh: '试', en: 'x', regime: '1', document: '文', sure: 'verified', pass }), fact).toEqual(
      [],
    )
  }
  expect(freeId(['c1', 'c2', 'size'])).toBe('c4')
  expect(freeId(['c2'])).toBe('c3')
})
