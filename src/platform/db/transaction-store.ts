import { AsyncLocalStorage } from 'node:async_hooks'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { PoolClient } from 'pg'

/** The transaction that is open in this chain of calls. */
export interface OpenTransaction {
  client: PoolClient
  tx: NodePgDatabase
  depth: number
  /** City and role that the session is set to now. */
  city: string
  owner: boolean
}

export const store = new AsyncLocalStorage<OpenTransaction | null>()

export const insideTransaction = (): boolean => Boolean(store.getStore())
