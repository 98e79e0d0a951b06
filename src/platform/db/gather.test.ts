import { and, asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { announce } from '../events.ts'
import { auditRows, cities, events } from '../tables.ts'
import { aContext, rolledBack, testCity } from '../testing/world.ts'
import { gather, gathering } from './gather.ts'
import { transact } from './transact.ts'

test('several reads in one statement find what each finds by itself, in its order', () =>
  rolledBack(async () => {
    const ctx = aContext()
    await transact(ctx, async (tx) => {
      for (const kind of ['c', 'a', 'b']) {
        await announce(ctx, tx, { kind, subject: { kind: 'thing', id: '1' }, facts: { n: 1, words: '“话”' } })
      }
      const kinds = () => tx.select().from(events).where(eq(events.subjectId, '1')).orderBy(asc(events.kind))
      const city = () => tx.select().from(cities).where(eq(cities.code, testCity))
      const nothing = () => tx.select().from(auditRows).where(eq(auditRows.action, 'none'))
      const found = await gather(tx, { kinds: kinds(), city: city(), nothing: nothing() })
      expect(found).toEqual({ kinds: await kinds(), city: await city(), nothing: [] })
      expect(found.kinds.map(({ kind }) => kind)).toEqual(['a', 'b', 'c'])
    })
  }))

test('a text that is built once finds what each call asks for', () =>
  rolledBack(async () => {
    const ctx = aContext()
    const about = gathering((tx, { city, id }: { city: string; id: string }) => ({
      events: tx
        .select({ kind: events.kind })
        .from(events)
        .where(and(eq(events.city, city), eq(events.subjectId, id))),
      cities: tx.select({ code: cities.code }).from(cities).where(eq(cities.code, city)),
    }))
    await transact(ctx, async (tx) => {
      for (const id of ['1', '2']) await announce(ctx, tx, { kind: `kind-${id}`, subject: { kind: 'thing', id } })
      for (const id of ['1', '2']) {
        const found = await about(tx, { city: testCity, id })
        expect(found).toEqual({ events: [{ kind: `kind-${id}` }], cities: [{ code: testCity }] })
      }
    })
  }))
