import { availableParallelism } from 'node:os'
import pg from 'pg'
import { NamingClient } from './naming-client.ts'
import { insideTransaction } from './transaction-store.ts'

/** bigint columns come as numbers: money is whole yuan and never beyond the safe integers (checked where it is written). */
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`a bigint beyond the safe integers was read: ${text}`)
  return value
})
/** Days stay text `YYYY-MM-DD`; the driver's Date would move them by the zone of the machine. */
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/** How to reach a database. `single` for the embedded one: all share its one session. */
export interface Connection {
  host?: string
  connectionString?: string
  single: boolean
}

/**
 * A pool that refuses to be used while a transaction is open in the same chain of calls: on the embedded database, which
 * has one session, such a query would wait for itself for ever.
 */
export function openPool(connection: Connection): pg.Pool {
  const pool = new pg.Pool({
    ...(connection.connectionString
      ? { connectionString: connection.connectionString }
      : { host: connection.host, user: 'postgres', database: 'postgres', port: 5432 }),
    max: connection.single ? 1 : Math.max(8, 2 * availableParallelism()),
    idleTimeoutMillis: connection.single ? 0 : 30_000,
    application_name: 'daqiao',
    ...(connection.single ? {} : { Client: NamingClient }),
  })
  pool.on('error', () => {
    // A connection that breaks while idle is replaced by the next use; that use reports what is wrong.
  })
  const connect = pool.connect.bind(pool)
  const guarded = (...args: Parameters<typeof connect>) => {
    if (insideTransaction()) {
      throw new Error('the pool was used inside an open transaction; pass the transaction on instead')
    }
    return connect(...args)
  }
  return Object.assign(pool, { connect: guarded })
}
