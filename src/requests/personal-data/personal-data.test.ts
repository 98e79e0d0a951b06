/** The contact of a request as personal data: found, put right, and erased once the case has ended. */
import { expect, test } from 'vitest'
import type { Context } from '#platform/actor.ts'
import { transact } from '#platform/db/transact.ts'
import type { PlaceKey } from '#platform/personal-data/contract.ts'
import { entered, refusal, seen, withPeople } from '../builders.ts'
import { getRequest } from '../detail/queries.ts'
import { withdrawRequest } from '../ending/commands.ts'
import { correctContact, eraseContacts } from './commands.ts'
import { findContacts, lookAtContacts } from './queries.ts'

const found = (ctx: Context, name: string | null, phone: string | null) =>
  transact(ctx, (tx) => findContacts(ctx, tx, { name, phone }))

test(
  'a contact is found by name or phone, put right, kept while the case runs and erased after it',
  withPeople(async ({ world, desk }) => {
    const id = await entered(desk, world)
    expect(await found(desk, '李四', '13900000000')).toEqual([])
    expect(await found(desk, null, null)).toEqual([])
    const places = await found(desk, '张三', '138 0000 1234')
    expect(places.map(({ field, value, full, keptKey }) => [field, value, full, keptKey])).toEqual([
      ['contactName', '张*', '张三', 'requests.personalData.caseRuns'],
      ['contactPhone', '138****1234', '13800001234', 'requests.personalData.caseRuns'],
    ])
    const keys: PlaceKey[] = places.map(({ source, kind, id: of, field }) => ({ source, kind, id: of, field }))
    const [name] = keys
    if (!name) throw new Error('the name was found')
    await transact(desk, (tx) => correctContact(desk, tx, name, '张珊'))
    expect((await found(desk, '张珊', null)).length).toBe(2)
    expect(await refusal(transact(desk, (tx) => correctContact(desk, tx, name, '')))).toEqual([
      'invalid',
      'requests.personalData.valueForm',
    ])
    const gone = { ...name, field: 'body' }
    expect(await refusal(transact(desk, (tx) => correctContact(desk, tx, gone, '甲')))).toEqual([
      'invalid',
      'platform.personalData.placeGone',
    ])

    await transact(desk, (tx) => eraseContacts(desk, tx, keys))
    expect((await getRequest(desk, id)).contactName).toBe('张珊')
    await withdrawRequest(desk, id, { ...(await seen(desk, id)), note: '撤回' })
    await transact(desk, (tx) => eraseContacts(desk, tx, keys))
    await transact(desk, (tx) => eraseContacts(desk, tx, keys))
    expect(await getRequest(desk, id)).toMatchObject({ contactName: '（已删除）', contactPhone: null })
    expect(await transact(desk, (tx) => lookAtContacts(desk, tx, keys))).toEqual([])
  }),
)
