/** Nothing of a city is seen or changed from another: the database's own check, and requests that forge a city. */
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { routes } from '#app'
import { aSmallCity } from '#organisations/builders.ts'
import { transact } from '#platform/db/transact.ts'
import { store } from '#platform/db/transaction-store.ts'
import { roles } from '#platform/roles.ts'
import { ourTables, rowsOfCity } from '#platform/testing/rows.ts'
import { otherCity, rolledBack, testCity } from '#platform/testing/world.ts'
import { actorIn, aPlace, ask, type Place } from './places.ts'
import { askedOf } from './probes.ts'

async function twoCities(): Promise<[Place, Place]> {
  const { ids } = await aSmallCity()
  const { ids: otherIds } = await aSmallCity(otherCity)
  return [await aPlace(testCity, ids, 'east', '甲东'), await aPlace(otherCity, otherIds, 'east', '乙东')]
}

/** A number of the answer of one row, or the code of the database's refusal. */
async function told(statement: string): Promise<number | string> {
  const open = store.getStore()
  if (!open) throw new Error('outside a transaction')
  await open.client.query('SAVEPOINT told')
  try {
    const { rows } = await open.client.query<{ n: string }>(statement)
    await open.client.query('RELEASE SAVEPOINT told')
    return Number(rows[0]?.n)
  } catch (error) {
    await open.client.query('ROLLBACK TO SAVEPOINT told')
    return (error as { code?: string }).code ?? String(error)
  }
}
const asApplication = (city: string) => `SET LOCAL ROLE daqiao_app; SELECT set_config('daqiao.city', '${city}', true)`

test('without a city, or in another one, no business table shows a row of it or takes one', () =>
  rolledBack(async () => {
    await twoCities()
    const open = store.getStore()
    if (!open) throw new Error('outside a transaction')
    const tables = (await ourTables(open.tx)).filter(({ hasCity }) => hasCity)
    const filled = new Map<string, number>()
    for (const { name } of tables) {
      filled.set(name, Number(await told(`SELECT count(*) AS n FROM ${name} WHERE city = '${otherCity}'`)))
    }
    expect([...filled.values()].filter((count) => count > 0).length).toBeGreaterThan(12)
    // A row of the other city, written down as the owner of the tables and offered again as the application.
    const copies = new Map<string, string>()
    for (const { name } of tables) {
      const { rows } = await open.client.query<{ row: unknown }>(
        `SELECT to_jsonb(t) AS row FROM ${name} t WHERE city = '${otherCity}' LIMIT 1`,
      )
      if (rows[0]) copies.set(name, JSON.stringify(rows[0].row).replaceAll("'", "''"))
    }
    try {
      for (const city of ['', testCity]) {
        await open.client.query(asApplication(city))
        for (const { name } of tables) {
          const shown = `SELECT count(*) AS n FROM ${name} WHERE city NOT IN ('${city}', '000000')`
          expect(await told(shown), `${name} shows rows`).toBe(0)
          const copy = copies.get(name)
          if (!copy) continue
          const offered = `INSERT INTO ${name} OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_record(NULL::${name}, '${copy}')`
          expect(await told(offered), `${name} takes a row`).toBe('42501')
          const moved = `WITH moved AS (UPDATE ${name} SET city = '${otherCity}' RETURNING 1) SELECT count(*) AS n FROM moved`
          expect([0, '42501', '23503', '23505'], `${name} lets a row move`).toContain(await told(moved))
        }
      }
    } finally {
      await open.client.query('RESET ROLE')
    }
  }))

test('what belongs to sign-in is out of the application’s reach, and the list of cities is not its to write', () =>
  rolledBack(async () => {
    const open = store.getStore()
    if (!open) throw new Error('outside a transaction')
    const without = (await ourTables(open.tx)).filter(({ hasCity }) => !hasCity).map(({ name }) => name)
    await open.client.query(asApplication(testCity))
    for (const name of without) {
      const readable = name === 'platform.cities' || name === 'platform.calendar_years'
      const shown = await told(`SELECT count(*) AS n FROM ${name}`)
      expect(readable ? typeof shown : shown, name).toBe(readable ? 'number' : '42501')
      expect(await told(`DELETE FROM ${name}`), name).toBe('42501')
    }
    expect(await told(`UPDATE platform.cities SET name = 'x'`)).toBe('42501')
    expect(
      await told(
        `SELECT count(*) AS n FROM pg_roles WHERE rolname = 'daqiao_app' AND (rolsuper OR rolbypassrls OR rolcanlogin)`,
      ),
    ).toBe(0)
    await open.client.query('RESET ROLE')
  }))

test('a city in the body or in the query changes nothing in that city', () =>
  rolledBack(async () => {
    const [own, other] = await twoCities()
    const before = await rowsOfCity(otherCity)
    const statuses: number[] = []
    for (const { endpoint, reach } of routes) {
      // Where a contract asks for the city itself, somebody who is not signed in turns to it.
      if (reach === 'anyone') continue
      const route = `${endpoint.method.toUpperCase()} ${endpoint.path}`
      const actor = await actorIn(
        own,
        roles.find((role) => typeof reach === 'string' || reach.includes(role)) ?? 'city-leader',
      )
      for (const place of [own, other]) {
        const { body, form, path, method } = askedOf(route, place)
        const forged = {
          city: otherCity,
          cityCode: otherCity,
          division: otherCity,
          accountId: 'nobody',
          role: 'system-administrator',
        }
        const named = z.record(z.string(), z.unknown()).safeParse(body)
        form?.set('city', otherCity)
        const query = `${path.includes('?') ? '&' : '?'}city=${otherCity}`
        const sent = named.success ? { body: { ...named.data, ...forged } } : {}
        const answer = await ask(actor, { method, path: path + query, ...sent, ...(form ? { form } : {}) })
        expect(answer.status, route).toBeLessThan(500)
        statuses.push(answer.status)
      }
    }
    // Those about something of the own city are done there, whatever city they name.
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(60)
    expect(await rowsOfCity(otherCity)).toEqual(before)
    const shown = await transact({ city: testCity }, (tx) =>
      tx.execute(sql`SELECT DISTINCT city FROM organisations.units`),
    )
    expect(shown.rows).toEqual([{ city: testCity }])
  }))
