import type { Tx } from './transact.ts'

interface Connection {
  query<Row>(query: { name: undefined; text: string; values: unknown[] }): Promise<{ rows: Row[] }>
}

/**
 * Sends a text that was built once, on the connection that a transaction holds. It has the field of a name, as what Drizzle
 * sends: on a server the second use is prepared (`naming-client.ts`).
 */
export async function send<Row>(tx: Tx, text: string, values: unknown[]): Promise<Row[]> {
  const connection: Connection = Reflect.get(tx, '$client')
  const { rows } = await connection.query<Row>({ name: undefined, text, values })
  return rows
}
