import { expect, test } from 'vitest'
import { transactAsOwner } from '../db/transact.ts'
import { signInFailures, verifications } from '../tables.ts'
import { rolledBack, testCity, testMoment } from '../testing/world.ts'
import { sweepSignIn } from './sweep.ts'

test('old failures and codes that ran out go, fresh ones stay', () =>
  rolledBack(async () => {
    const days = (count: number) => new Date(testMoment.epochMilliseconds + count * 86_400_000)
    await transactAsOwner(testCity, async (tx) => {
      await tx.insert(signInFailures).values([
        { nameHash: 'old', failures: 5, lastAt: days(-31) },
        { nameHash: 'fresh', failures: 5, lastAt: days(-29) },
      ])
      await tx.insert(verifications).values([
        { id: 'old', identifier: 'a', value: 'b', expiresAt: days(-1) },
        { id: 'fresh', identifier: 'a', value: 'b', expiresAt: days(1) },
      ])
    })
    await sweepSignIn(testMoment)
    const left = await transactAsOwner(testCity, async (tx) => [
      ...(await tx.select({ key: signInFailures.nameHash }).from(signInFailures)),
      ...(await tx.select({ key: verifications.id }).from(verifications)),
    ])
    expect(left).toEqual([{ key: 'fresh' }, { key: 'fresh' }])
  }))
