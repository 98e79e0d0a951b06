import { expect, test } from 'vitest'
import { announce } from '../events.ts'
import { auditRows, events } from '../tables.ts'
import { aContext, anActor, otherCity, rolledBack } from '../testing/world.ts'
import { databasePool, read, transact } from './transact.ts'

const subject = { kind: 'thing', id: '1' }

test('a command writes its event and its audit row together, and another city sees neither', () =>
  rolledBack(async () => {
    const ctx = aContext()
    await transact(ctx, (tx) => announce(ctx, tx, { kind: 'thing-done', subject }))
    expect(await read(ctx, (tx) => tx.select().from(events))).toHaveLength(1)
    expect(await read(ctx, (tx) => tx.select().from(auditRows))).toHaveLength(1)
    const elsewhere = aContext(anActor('planning-officer', { city: otherCity }))
    expect(await read(elsewhere, (tx) => tx.select().from(events))).toHaveLength(0)
  }))

test('a row of another city cannot be written, whatever the body says', () =>
  rolledBack(async () => {
    const ctx = aContext()
    const forged = { ...ctx, city: otherCity }
    await expect(transact(ctx, (tx) => announce(forged, tx, { kind: 'thing-done', subject }))).rejects.toThrow()
  }))

test('nobody changes or takes away an audit row', () =>
  rolledBack(async () => {
    const ctx = aContext()
    await transact(ctx, (tx) => announce(ctx, tx, { kind: 'thing-done', subject }))
    await expect(transact(ctx, (tx) => tx.delete(auditRows))).rejects.toThrow()
    await expect(transact(ctx, (tx) => tx.update(auditRows).set({ action: 'x' }))).rejects.toThrow()
  }))

test('a failed inner transaction leaves the outer one whole', () =>
  rolledBack(async () => {
    const ctx = aContext()
    await transact(ctx, async (tx) => {
      await announce(ctx, tx, { kind: 'kept', subject })
      const failing = transact(ctx, async (inner) => {
        await announce(ctx, inner, { kind: 'lost', subject })
        throw new Error('inner')
      })
      await expect(failing).rejects.toThrow('inner')
    })
    const kinds = await read(ctx, (tx) => tx.select({ kind: events.kind }).from(events))
    expect(kinds).toEqual([{ kind: 'kept' }])
  }))

test('using the pool inside a transaction is an error at once, not a wait for ever', () =>
  rolledBack(async () => {
    await expect(transact(aContext(), async () => databasePool().query('select 1'))).rejects.toThrow(
      'inside an open transaction',
    )
  }))
