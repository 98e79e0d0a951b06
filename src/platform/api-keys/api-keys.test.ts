/** A key for another system: asked for by one, agreed to by another, shown once, and over at once when it is taken back. */
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Actor } from '../actor.ts'
import { decideApproval } from '../approvals/commands.ts'
import { registerApprovals } from '../approvals/kinds.ts'
import { read } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { endpoint } from '../http/endpoint.ts'
import { openLimits, usualRates } from '../http/limits.ts'
import { openApi } from '../http/openapi.ts'
import { type Route, route } from '../http/route.ts'
import { apiKeys, auditRows } from '../tables.ts'
import { aContext, anActor, otherCity, rolledBack, serverFor, testMoment } from '../testing/world.ts'
import { apiKeyApprovals } from './approvals.ts'
import { issueApiKey, proposeApiKey, revokeApiKey } from './commands.ts'
import { bringsKey, keyActor, listApiKeys } from './queries.ts'

registerApprovals(apiKeyApprovals)

const system = aContext(anActor('system-administrator', { accountId: 'system-1', name: '系统管理员' }))
const security = aContext(anActor('security-administrator', { accountId: 'security-1', name: '安全管理员' }))
const wanted = {
  name: '省级入口',
  system: 'province',
  permissions: ['requests:submit' as const],
  expiresOn: '2026-06-30',
  reason: '对接',
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.key : String(error)),
  )

async function agreed(): Promise<string> {
  const { approvalId } = await proposeApiKey(system, wanted)
  await decideApproval(security, approvalId, { version: 1, approve: true, note: '' })
  return (await listApiKeys(system)).rows[0]?.id ?? ''
}
const headers = (key: string) => new Headers({ authorization: `Bearer ${key}` })
const at = () => testMoment

test('a key takes two people, is shown once, and stands in the database as a hash', () =>
  rolledBack(async () => {
    expect(await refusal(proposeApiKey(security, wanted))).toBe('platform.forbidden')
    expect(await refusal(proposeApiKey(system, { ...wanted, expiresOn: '2026-03-09' }))).toBe('platform.keys.term')
    expect(await refusal(proposeApiKey(system, { ...wanted, expiresOn: '2028-03-09' }))).toBe('platform.keys.term')
    const { approvalId } = await proposeApiKey(system, wanted)
    const alone = decideApproval(system, approvalId, { version: 1, approve: true, note: '' })
    expect(await refusal(alone)).toBe('platform.forbidden')
    expect((await listApiKeys(system)).rows).toEqual([])

    const id = await agreed()
    expect(await refusal(issueApiKey(security, id, { version: 1 }))).toBe('platform.keys.noSuch')
    expect(await refusal(issueApiKey(system, id, { version: 2 }))).toBe('platform.changedMeanwhile')
    const { key } = await issueApiKey(system, id, { version: 1 })
    expect(await refusal(issueApiKey(system, id, { version: 2 }))).toBe('platform.keys.cannotIssue')
    const [row] = await read(system, (tx) => tx.select().from(apiKeys).where(eq(apiKeys.id, id)))
    expect(JSON.stringify(row)).not.toContain(key)
    expect(JSON.stringify(await listApiKeys(security))).not.toContain(key)
  }))

test('a key acts as its system in its city until its last day, and ends at once when it is taken back', () =>
  rolledBack(async () => {
    const id = await agreed()
    expect(await keyActor(headers(`dq.990100.${'a'.repeat(43)}`), at)).toBe(null)
    const { key } = await issueApiKey(system, id, { version: 1 })
    expect(await keyActor(headers(key), at)).toMatchObject({
      accountId: `key:${id}`,
      key: { system: 'province', permissions: ['requests:submit'] },
      auditedAs: 'api-key',
    })
    expect((await listApiKeys(system)).rows[0]).toMatchObject({
      state: 'active',
      lastUsedAt: '2026-03-10T01:30:00.000Z',
    })
    expect(await keyActor(headers(key.replace('990100', otherCity)), at)).toBe(null)
    expect(await keyActor(new Headers({ authorization: `Basic ${key}` }), at)).toBe(null)
    const after = testMoment.add({ hours: 24 * 113 })
    expect(await keyActor(headers(key), () => after)).toBe(null)

    expect(await revokeApiKey(system, id, { version: 2 })).toMatchObject({ state: 'revoked' })
    expect(await revokeApiKey(system, id, { version: 2 })).toMatchObject({ state: 'revoked' })
    expect(await keyActor(headers(key), at)).toBe(null)
  }))

test('a key opens the doors made for keys and no other, and its refusals name it in the audit', () =>
  rolledBack(async () => {
    const id = await agreed()
    const { key } = await issueApiKey(system, id, { version: 1 })
    const answer = z.object({ done: z.boolean() })
    const door = (path: `/${string}`, reach: Route['reach']) =>
      route(endpoint({ method: 'get', path, summary: path, answer }), reach, `door${path}`, async () => ({
        done: true,
      }))
    const routes = [door('/v1', 'api-key'), door('/own', 'signed-in'), door('/firm', ['enterprise-user'])]
    const asked = async (path: string, bearer: string | null, who: Actor | null = null) => {
      const server = serverFor(routes, null, {
        actorOf: async (from) => (bringsKey(from) ? keyActor(from, at) : who),
        limits: openLimits({ ...usualRates, key: 4 }, () => 0),
      })
      const reply = await server.request(`/api${path}`, bearer === null ? {} : { headers: headers(bearer) })
      return [reply.status, reply.status === 200 ? '' : z.object({ key: z.string() }).parse(await reply.json()).key]
    }
    expect(await asked('/v1', key)).toEqual([200, ''])
    expect(await asked('/own', key)).toEqual([403, 'platform.keys.onlyRest'])
    expect(await asked('/firm', key)).toEqual([403, 'platform.keys.onlyRest'])
    expect(await asked('/v1', null)).toEqual([403, 'platform.keys.unknown'])
    expect(await asked('/v1', null, anActor('city-leader'))).toEqual([403, 'platform.keys.unknown'])
    expect(await asked('/own', `${key}x`, anActor('city-leader'))).toEqual([403, 'platform.signInFirst'])
    const denied = await read(system, (tx) =>
      tx
        .select({ accountId: auditRows.accountId, role: auditRows.role })
        .from(auditRows)
        .where(and(eq(auditRows.city, '990100'), eq(auditRows.result, 'denied'), eq(auditRows.action, 'door/own'))),
    )
    expect(denied).toEqual([{ accountId: `key:${id}`, role: 'api-key' }])
    expect(openApi(routes, '1').paths).toMatchObject({ '/v1': { get: { security: [{ key: [] }] } } })

    const server = serverFor(routes, null, {
      actorOf: (from) => keyActor(from, at),
      limits: openLimits({ ...usualRates, key: 1 }, () => 0),
    })
    const ask = () => Promise.resolve(server.request('/api/v1', { headers: headers(key) }))
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 429])
  }))
