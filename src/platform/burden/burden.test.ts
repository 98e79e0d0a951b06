import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Actor } from '../actor.ts'
import { transactAsOwner } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { endpoint } from '../http/endpoint.ts'
import { route } from '../http/route.ts'
import { apiServer } from '../http/server.ts'
import { newId } from '../ids.ts'
import { anActor, rolledBack, testCity } from '../testing/world.ts'
import { countForm } from './index.ts'
import { filledFields, knownFields } from './rules.ts'

test('a field counts where somebody filled it in, however deep; the machinery of a form does not', () => {
  expect(filledFields({ version: 3, id: newId(), name: '某厂', note: ' ', year: 0, tick: false })).toBe(2)
  expect(
    filledFields({ ids: [newId()], kinds: ['a', 'b'], matters: [{ title: '用地', body: '' }, { title: '用工' }] }),
  ).toBe(3)
  expect(filledFields(undefined)).toBe(0)
  expect(['3', '9', '-1', 'x', null].map((said) => knownFields(said, 4))).toEqual([3, 4, 0, 0, 0])
})

const form = endpoint({
  method: 'post',
  path: '/forms',
  summary: 'A form',
  body: z.object({
    version: z.number(),
    output: z.string().max(9),
    staff: z.number(),
    isRefused: z.boolean().optional(),
  }),
  answer: z.object({ done: z.boolean() }),
})
const filled = route(form, 'signed-in', 'taxes.report', async ({ body }) => {
  if (body.isRefused) throw new AppError('conflict', 'platform.changedMeanwhile')
  return { done: true }
})

test('a form that was taken counts for the firm or the unit of whoever filled it in; one that was refused does not', () =>
  rolledBack(async () => {
    const [firm, unit] = [newId(), newId()]
    const send = async (actor: Actor, more: object = {}, known = '1') => {
      const api = apiServer({
        ...{ routes: [filled], actorOf: async () => actor, translate: (_language, key) => key, bodyLimit: 10_000 },
        countForm,
      })
      const body = JSON.stringify({ version: 1, output: '4800', staff: 12, ...more })
      const headers = { 'content-type': 'application/json', 'x-known-fields': known }
      return (await api.request('/api/forms', { method: 'POST', headers, body })).status
    }
    const user = anActor('enterprise-user', { scope: { kind: 'enterprise', id: firm }, unitId: null })
    expect([await send(user), await send(user), await send(user, { isRefused: true })]).toEqual([200, 200, 409])
    expect(await send(anActor('unit-handler', { unitId: unit }), {}, '7')).toBe(200)
    expect(await send(anActor('system-administrator', { unitId: unit }))).toBe(200)
    const { rows } = await transactAsOwner(testCity, (tx) =>
      tx.execute(sql`select subject_kind, subject_id, asker_id, form, forms::int, fields::int, known::int
        from platform.burden order by subject_kind`),
    )
    const row = { asker_id: '', form: 'taxes.report' }
    expect(rows).toEqual([
      { ...row, subject_kind: 'firm', subject_id: firm, forms: 2, fields: 4, known: 2 },
      { ...row, subject_kind: 'unit', subject_id: unit, forms: 1, fields: 2, known: 2 },
    ])
  }))
