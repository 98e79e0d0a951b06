import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { rolledBack, testCity } from '../testing/world.ts'
import { auditedCity, rowAt, tamper } from './testing.ts'

const inCity = sql`city = ${testCity}`
const otherId = '01900000-0000-7000-8000-000000000001'
const length = 7

/** Each way to break the chain at one link, and what the verifier must say. */
const breaks: Record<string, { fault: string; spoil: (position: number) => ReturnType<typeof sql> }> = {
  'a row taken away': {
    fault: 'row-missing',
    spoil: (at) => sql`DELETE FROM platform.audit_rows WHERE ${inCity} AND id = ${rowAt(at)}`,
  },
  'a link that points to another row': {
    fault: 'row-missing',
    spoil: (at) => sql`UPDATE platform.audit_links SET audit_id = ${otherId} WHERE ${inCity} AND position = ${at}`,
  },
  ...Object.fromEntries(
    Object.entries({
      at: sql`at + interval '1 microsecond'`,
      account_id: sql`'someone-else'`,
      role: sql`'city-leader'`,
      action: sql`'thing-undone'`,
      subject_kind: sql`'goal'`,
      subject_id: sql`NULL`,
      result: sql`'denied'`,
      request_id: sql`'0'`,
      grant_id: sql`${otherId}::uuid`,
      acting_for: sql`''`,
      address: sql`'203.0.113.8'`,
      details_digest: sql`NULL`,
      digest: sql`translate(digest, '0123456789', '9876543210')`,
      digest_form: sql`1`,
    }).map(([column, value]) => [
      `another ${column} in a row`,
      {
        fault: 'row-changed',
        spoil: (at: number) =>
          sql`UPDATE platform.audit_rows SET ${sql.raw(column)} = ${value} WHERE ${inCity} AND id = ${rowAt(at)}`,
      },
    ]),
  ),
  'other details': {
    fault: 'details-changed',
    spoil: (at) =>
      sql`UPDATE platform.audit_details SET details = jsonb_set(details, '{after,name}', '"丙"') WHERE ${inCity} AND id = ${rowAt(at)}`,
  },
  'a number that is rounded the same': {
    fault: 'details-changed',
    spoil: (at) =>
      sql`UPDATE platform.audit_details SET details = jsonb_set(details, '{after,count}', '1.50000000000000000001') WHERE ${inCity} AND id = ${rowAt(at)}`,
  },
  'another salt': {
    fault: 'details-changed',
    spoil: (at) => sql`UPDATE platform.audit_details SET salt = '0' WHERE ${inCity} AND id = ${rowAt(at)}`,
  },
  'details taken away': {
    fault: 'details-changed',
    spoil: (at) => sql`DELETE FROM platform.audit_details WHERE ${inCity} AND id = ${rowAt(at)}`,
  },
  'details emptied': {
    fault: 'details-changed',
    spoil: (at) => sql`UPDATE platform.audit_details SET details = NULL WHERE ${inCity} AND id = ${rowAt(at)}`,
  },
  'details erased without a record': {
    fault: 'details-erased-unrecorded',
    spoil: (at) =>
      sql`UPDATE platform.audit_details SET details = NULL, salt = '', erased_at = now() WHERE ${inCity} AND id = ${rowAt(at)}`,
  },
  'another hash': {
    fault: 'hash-wrong',
    spoil: (at) =>
      sql`UPDATE platform.audit_links SET hash = translate(hash, '0123', '3210') WHERE ${inCity} AND position = ${at}`,
  },
  'another algorithm': {
    fault: 'hash-wrong',
    spoil: (at) => sql`UPDATE platform.audit_links SET algorithm = 'sm3' WHERE ${inCity} AND position = ${at}`,
  },
  'another moment of sealing': {
    fault: 'hash-wrong',
    spoil: (at) =>
      sql`UPDATE platform.audit_links SET sealed_at = sealed_at + interval '1 microsecond' WHERE ${inCity} AND position = ${at}`,
  },
}

describe.each(Object.entries(breaks))('%s', (_, { fault, spoil }) => {
  test.each([1, 4, length])('is found at link %i', (position) =>
    rolledBack(async () => {
      const city = auditedCity()
      await city.act(length)
      expect(await city.seal()).toBe(length)
      expect(await city.verify()).toMatchObject({ broken: null, links: length, waiting: 0 })
      expect(await tamper(spoil(position))).toBe(1)
      const { broken } = await city.verify()
      expect(broken).toMatchObject({ fault, position })
      expect(broken?.at).toMatch(/^\d{4}-/)
      if (fault !== 'row-missing') expect(broken?.action).toBeTruthy()
    }),
  )
})

test.each([1, 4])('a link taken away at %i is missing, even where its row is sealed anew', (position) =>
  rolledBack(async () => {
    const city = auditedCity()
    await city.act(length)
    await city.seal()
    await tamper(sql`DELETE FROM platform.audit_links WHERE ${inCity} AND position = ${position}`)
    expect((await city.verify()).broken).toMatchObject({ fault: 'link-missing', position })
  }),
)

test('a tail that was cut off shows against a head that somebody kept', () =>
  rolledBack(async () => {
    const city = auditedCity()
    await city.act(length)
    await city.seal()
    const { head } = await city.verify()
    expect((await city.verify(head)).broken).toBeNull()
    for (const table of ['audit_details', 'audit_rows'])
      await tamper(sql`DELETE FROM ${sql.raw(`platform.${table}`)} WHERE ${inCity} AND id = ${rowAt(length)}`)
    await tamper(sql`DELETE FROM platform.audit_links WHERE ${inCity} AND position = ${length}`)
    expect((await city.verify()).broken).toBeNull()
    expect((await city.verify(head)).broken).toMatchObject({ fault: 'head-not-on-chain', position: length })
  }))

test('a chain written anew from some link shows against a head that somebody kept', () =>
  rolledBack(async () => {
    const city = auditedCity()
    await city.act(3)
    await city.seal()
    const { head } = await city.verify()
    await tamper(sql`DELETE FROM platform.audit_links WHERE ${inCity}`)
    city.wait({ minutes: 1 })
    await city.act(2)
    expect((await city.verify()).broken).toBeNull()
    expect((await city.verify(head)).broken).toMatchObject({ fault: 'head-not-on-chain', position: 3 })
  }))

test('two links in each other’s place do not hold', () =>
  rolledBack(async () => {
    const city = auditedCity()
    await city.act(length)
    await city.seal()
    for (const [from, to] of [
      [3, 100],
      [4, 3],
      [100, 4],
    ])
      await tamper(sql`UPDATE platform.audit_links SET position = ${to} WHERE ${inCity} AND position = ${from}`)
    expect((await city.verify()).broken).toMatchObject({ fault: 'hash-wrong', position: 3 })
  }))

test('a row put in behind the back of the product is found, since nothing seals it', () =>
  rolledBack(async () => {
    const city = auditedCity()
    await city.act(3)
    await city.seal()
    city.wait({ hours: 3 })
    await city.act(1)
    await city.seal()
    await tamper(sql`
      INSERT INTO platform.audit_rows (city, id, at, account_id, role, action, subject_kind, result, request_id, digest)
      VALUES (${testCity}, ${otherId}, ${city.moment().subtract({ hours: 2 }).toString()}, 'someone', 'planning-officer', 'thing-done', 'thing', 'done', '1', '00')`)
    expect((await city.verify()).broken).toMatchObject({ fault: 'row-not-sealed', position: null, auditId: otherId })
  }))
