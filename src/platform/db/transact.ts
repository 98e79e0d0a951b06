import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import type { Context } from '../actor.ts'
import { type OpenTransaction, store } from './transaction-store.ts'

/** A running transaction: select, insert, update, delete. */
export type Tx = NodePgDatabase

/** Role under which every statement of the application runs: it owns nothing, so row level security holds. */
export const applicationRole = 'daqiao_app'

const handles = new WeakMap<pg.PoolClient, Tx>()
let pool: pg.Pool | null = null

/** Named once at start (and by each test worker). */
export function setDatabase(opened: pg.Pool): void {
  pool = opened
}

export function databasePool(): pg.Pool {
  if (!pool) throw new Error('no database is open: call setDatabase first')
  return pool
}

/**
 * Runs `work` in one transaction under the application's role, limited to the actor's city. Inside an open transaction
 * it nests by a savepoint and restores role and city afterwards. Nothing outside may be waited for in `work`.
 */
export const transact = <T>(ctx: Pick<Context, 'city'>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  run(ctx.city, false, '', work)

/** Like `transact`, for reads: the database refuses a write. */
export const read = <T>(ctx: Pick<Context, 'city'>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  run(ctx.city, false, ' READ ONLY', work)

/** Runs as the owner of the tables: migrations, jobs over all cities, sign-in. Not for business commands. */
export const transactAsOwner = <T>(city: string, work: (tx: Tx) => Promise<T>): Promise<T> => run(city, true, '', work)

async function run<T>(city: string, owner: boolean, mode: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!/^\d{6}$/.test(city)) throw new Error(`not a division code of a city: ${city}`)
  const open = store.getStore()
  if (open) return nested(open, city, owner, work)
  const client = await databasePool().connect()
  const begun: OpenTransaction = { client, tx: handle(client), depth: 0, city, owner }
  let broken: Error | undefined
  try {
    await client.query(`BEGIN${mode}; ${session(city, owner)}`)
    const result = await store.run(begun, () => work(begun.tx))
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((failed: Error) => {
      broken = failed
    })
    throw error
  } finally {
    client.release(broken)
  }
}

async function nested<T>(
  open: OpenTransaction,
  city: string,
  owner: boolean,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const name = `nested_${open.depth + 1}`
  const inner: OpenTransaction = { ...open, depth: open.depth + 1, city, owner }
  const restore = session(open.city, open.owner)
  await open.client.query(`SAVEPOINT ${name}; ${session(city, owner)}`)
  try {
    const result = await store.run(inner, () => work(open.tx))
    await open.client.query(`RELEASE SAVEPOINT ${name}; ${restore}`)
    return result
  } catch (error) {
    await open.client.query(`ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}; ${restore}`)
    throw error
  }
}

const session = (city: string, owner: boolean): string =>
  `${owner ? 'RESET ROLE' : `SET LOCAL ROLE ${applicationRole}`}; SELECT set_config('daqiao.city', '${city}', true)`

export function handle(client: pg.PoolClient): Tx {
  const known = handles.get(client)
  if (known) return known
  const made: Tx = drizzle({ client })
  handles.set(client, made)
  return made
}
