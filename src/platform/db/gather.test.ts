import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { announce } from '../events.ts'
import { auditRows, cities, events } from '../tables.ts'
import { aContext, rolledBack, testCity } from '../testing/world.ts'
import { gather } from './gather.ts'
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
