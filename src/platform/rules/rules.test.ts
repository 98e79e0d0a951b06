import { and, eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { read, transactAsOwner } from '../db/transact.ts'
import { auditRows, ruleVersions } from '../tables.ts'
import { aContext, anActor, otherCity, rolledBack, testCity, testMoment } from '../testing/world.ts'
import { enactRule, listRuleVersions, loadRules, nation, ruleAt } from './index.ts'

const Limits = z.strictObject({ days: z.int().min(1).max(30) })
const name = 'test/limits'
const security = aContext(anActor('security-administrator'))
const day = (text: string) => Temporal.PlainDate.from(text)

const shipped = (validFromOn: string, days: number) =>
  transactAsOwner(nation, (tx) =>
    tx.insert(ruleVersions).values({
      city: nation,
      id: crypto.randomUUID(),
      rule: name,
      validFromOn,
      body: { days },
      source: 'a paper',
      enactedBy: 'system',
      enactedAt: '2026-01-01T00:00:00Z',
    }),
  )

const inForce = (city: string, on: string) =>
  read({ city }, async (tx) => {
    const { body, isNational } = await ruleAt(tx, city, name, Limits, day(on))
    return `${isNational ? 'nation' : 'city'} ${body.days}`
  })

test('a city works by the version of the nation until the day its own begins', () =>
  rolledBack(async () => {
    await shipped('2025-01-01', 10)
    await shipped('2026-02-01', 7)
    const own = { rule: name, shape: Limits, body: { days: 5 }, source: '市府办〔2026〕1号', basedOn: null }
    await enactRule(security, { ...own, validFromOn: '2026-03-15' })

    expect(await inForce(testCity, '2026-01-31')).toBe('nation 10')
    expect(await inForce(testCity, '2026-02-01')).toBe('nation 7')
    expect(await inForce(testCity, '2026-03-14')).toBe('nation 7')
    expect(await inForce(testCity, '2026-03-15')).toBe('city 5')
    expect(await inForce(otherCity, '2026-03-15')).toBe('nation 7')
    await expect(inForce(testCity, '2024-12-31')).rejects.toThrow('no version of the rule')
  }))

test('what was in force is never rewritten, and nobody enacts over a version they have not seen', () =>
  rolledBack(async () => {
    await shipped('2025-01-01', 10)
    const change = { rule: name, shape: Limits, body: { days: 5 }, source: '一份文件', validFromOn: '2026-03-10' }
    await expect(enactRule(security, { ...change, validFromOn: '2026-03-09', basedOn: null })).rejects.toMatchObject({
      fault: 'invalid',
      key: 'platform.ruleInThePast',
    })
    const first = await enactRule(security, { ...change, basedOn: null })
    const seen = { ...change, body: { days: 4 }, basedOn: first.id }
    await enactRule({ ...security, now: () => testMoment.add({ minutes: 1 }) }, seen)
    await expect(enactRule(security, seen)).rejects.toMatchObject({ key: 'platform.changedMeanwhile' })
    expect(await inForce(testCity, '2026-03-10')).toBe('city 4')

    const versions = await read(security, (tx) => listRuleVersions(tx, testCity, name, Limits))
    expect(versions.map(({ body }) => body.days)).toEqual([4, 5, 10])
    const written = await read(security, (tx) =>
      tx
        .select()
        .from(auditRows)
        .where(and(eq(auditRows.city, testCity), eq(auditRows.action, 'rule-enacted'))),
    )
    expect(written).toHaveLength(2)
  }))

test('loading the shipped rules again adds nothing; a changed text becomes a further version', () =>
  rolledBack(async () => {
    expect(await loadRules(testMoment)).toBe(0)
    await transactAsOwner(nation, (tx) =>
      tx.update(ruleVersions).set({ source: 'an older text' }).where(eq(ruleVersions.rule, 'sign-in')),
    )
    expect(await loadRules(testMoment)).toBe(1)
    const rows = await transactAsOwner(nation, (tx) =>
      tx.select().from(ruleVersions).where(eq(ruleVersions.rule, 'sign-in')),
    )
    expect(rows).toHaveLength(2)
  }))
