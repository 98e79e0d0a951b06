import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { aFirm } from './builders.ts'
import { amountOf } from './engine/amounts.ts'
import { checkRuleText, checkVersions } from './engine/check.ts'
import { judge } from './engine/judge.ts'
import { plan } from './engine/plan.ts'
import type { CriterionResult, Evaluation } from './engine/results.ts'
import type { RuleText } from './engine/text.ts'
import { shippedAt, shippedRules } from './queries.ts'
import { factCatalogue } from './rules.ts'

const Words = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
const Case = z.strictObject({
  set: Words,
  criterion: z.string().optional(),
  verdict: z.string().optional(),
  indicator: z.string().optional(),
  points: z.number().optional(),
  total: z.number().optional(),
})
const Cases = z.array(z.strictObject({ rule: z.string(), on: z.string(), firm: Words, cases: z.array(Case) }))

const rules = shippedRules()
const blocks = Cases.parse(parse(readFileSync(new URL('cases/edges.yaml', import.meta.url), 'utf8'))).map((block) => {
  const version = shippedAt(rules, block.rule, block.on)
  if (!version) throw new Error(`${block.rule} is not in force on ${block.on}`)
  const firm = aFirm(block.firm)
  return {
    ...{ version, on: block.on },
    cases: block.cases.map((one) => ({ ...one, facts: { ...firm, ...aFirm(one.set) } })),
  }
})

const within = (criteria: readonly CriterionResult[], id: string): CriterionResult | undefined =>
  criteria.flatMap((one) => [one, ...one.parts]).find((one) => one.id === id)

function differs(one: z.output<typeof Case>, { basis, criteria, groups, total }: Evaluation): string | null {
  const verdict = within([...criteria, ...basis], one.criterion ?? '')?.verdict
  const points = groups.flatMap(({ indicators }) => indicators).find(({ id }) => id === one.indicator)?.points
  if (one.verdict !== undefined && verdict !== one.verdict) return `${one.criterion} is ${verdict}, not ${one.verdict}`
  if (one.points !== undefined && (points?.atLeast !== one.points || points.atMost !== one.points))
    return `${one.indicator} has ${points?.atLeast} to ${points?.atMost} points, not ${one.points}`
  if (one.total !== undefined && total?.atLeast !== one.total) return `the total is ${total?.atLeast}, not ${one.total}`
  return null
}

const failures = (text: RuleText, block: (typeof blocks)[number]): string[] => {
  const judged = plan(text, factCatalogue, block.on)
  return block.cases.flatMap((one) => {
    const difference = differs(one, judge(judged, one.facts))
    return difference === null
      ? []
      : [`${block.version.rule} on ${block.on}, ${JSON.stringify(one.set)}: ${difference}`]
  })
}

test('every edge of every rule is judged as its text says, on both sides', () => {
  expect(blocks.flatMap((block) => failures(block.version.text, block))).toEqual([])
  expect(blocks.reduce((sum, { cases }) => sum + cases.length, 0)).toBeGreaterThan(280)
})

/** Every number of a rule text that decides something, with the next smaller and the next larger one in its place. */
function* nudged(text: unknown, path: (string | number)[] = []): Generator<{ at: string; text: unknown }> {
  if (typeof text !== 'object' || text === null) return
  for (const [key, value] of Object.entries(text)) {
    const put = (changed: unknown) =>
      Array.isArray(text) ? text.with(Number(key), changed) : { ...text, [key]: changed }
    const at = [...path, key].join('.')
    if (typeof value === 'object' && value !== null) {
      for (const inner of nudged(value, [...path, key])) yield { at: inner.at, text: put(inner.text) }
    } else if (decides(key, text)) {
      for (const next of neighbours(key, value)) yield { at: `${at}: ${value} → ${next}`, text: put(next) }
    }
  }
}

const amounts = ['atLeast', 'moreThan', 'atMost', 'lessThan', 'from', 'to']
/** The worse of two bands that meet has its edge from the better one. */
function decides(key: string, holder: object): boolean {
  if (key === 'points' || key === 'total' || key === 'withinYears' || key === 'every') return true
  if (key === 'innovation' || key === 'growth' || key === 'specialisation')
    return 'growth' in holder && 'innovation' in holder
  return amounts.includes(key) && !isWorseEdge(key, holder)
}
const isWorseEdge = (key: string, holder: object): boolean =>
  'points' in holder && (key === 'to' || key === 'from') && worse.has(`${key} ${JSON.stringify(holder)}`)

/** Points that all go by fives make a total of 59 the same as 60. */
let allByFive = false
/** Found per text: the ends of bands that their better neighbour decides. */
const worse = new Set<string>()
function rememberWorse(text: RuleText): void {
  worse.clear()
  allByFive = [...JSON.stringify(text).matchAll(/"(?:points|class-[\w-]+)":(\d+)/g)].every(
    ([, points]) => Number(points) % 5 === 0,
  )
  const bands = [...JSON.stringify(text).matchAll(/"at":(\[.*?\])/g)].map(
    ([, list = '']) => JSON.parse(list) as { from?: string; points: number }[],
  )
  for (const list of bands) {
    const best = list.reduce((a, b) => (a.points > b.points ? a : b))
    for (const band of list) worse.add(`${best.from === undefined ? 'from' : 'to'} ${JSON.stringify(band)}`)
  }
}

function neighbours(key: string, value: unknown): (string | number)[] {
  // Of the better of two scores nobody sees that the worst of one is worse than none.
  if (key === 'points' && value === 0) return [1]
  if (typeof value === 'number') {
    const step = key === 'points' || key === 'withinYears' || key === 'every' || value % 5 > 0 || !allByFive ? 1 : 5
    return [value - step, value + step]
  }
  const [, number = '', unit = ''] = /^(-?[\d.]+)(.*)$/.exec(String(value)) ?? []
  const step = unit === '%' || unit === '分' ? 0.01 : 1
  if (unit !== '万元' && unit !== '亿元')
    return [-step, step].map((by) => `${Number((Number(number) + by).toFixed(2))}${unit}`)
  const yuan = amountOf(String(value)).over
  return [`${yuan - 1n}元`, `${yuan + 1n}元`]
}

/** Where two sizes of firm meet, the stricter bound of the one implies that of the other: no firm sees which holds. */
const unobservable = [
  'high-tech 2016-01-01 pass.allOf.4.anyOf.0.allOf.0.atMost: 5000万元 → 50000001元',
  'high-tech 2016-01-01 pass.allOf.4.anyOf.1.allOf.1.atMost: 2亿元 → 200000001元',
  'little-giant 2022-08-01 pass.allOf.8.anyOf.0.allOf.0.anyOf.1.allOf.1.lessThan: 1亿元 → 100000001元',
]

test('no number of a shipped rule can change a little without a case that sees it', () => {
  const unseen = rules.flatMap((version) => {
    rememberWorse(version.text)
    const own = blocks.filter((block) => block.version === version)
    return [...nudged({ pass: version.text.pass, groups: version.text.groups })].flatMap(({ at, text }) => {
      const changed = { ...version.text, ...(text as Pick<RuleText, 'pass' | 'groups'>) }
      return own.some((block) => failures(changed, block).length > 0)
        ? []
        : [`${version.rule} ${version.validFromOn} ${at}`]
    })
  })
  expect(unseen).toEqual(unobservable)
})

test('what ships may be put in force: no gap and no overlap of bands or of days, every number with its source', () => {
  for (const { rule, text, source, validFromOn } of rules) {
    expect(checkRuleText(text, factCatalogue), `${rule} ${validFromOn}`).toEqual([])
    expect(source).toMatch(/\d{4}/)
    const criteria = 'allOf' in text.pass ? text.pass.allOf : 'anyOf' in text.pass ? text.pass.anyOf : [text.pass]
    for (const one of [...criteria, ...text.basis, ...text.groups.flatMap(({ indicators }) => indicators)]) {
      expect(one.sure, `${rule} ${one.id}`).toBeDefined()
      expect(one.zh && one.en && (one.article || one.sure === 'memory'), `${rule} ${one.id}`).toBeTruthy()
    }
  }
  const names = [...new Set(rules.map(({ rule }) => rule))]
  for (const name of names) {
    const versions = rules.filter(({ rule }) => rule === name)
    expect(
      checkVersions(versions.map(({ validFromOn, text }) => ({ validFromOn, validToOn: text.validToOn }))),
    ).toEqual([])
  }
  expect(names).toHaveLength(7)
})
