/** What went wrong, in the six ways an API can refuse. Anything else is a bug. */
export type Fault = 'invalid' | 'forbidden' | 'not-found' | 'conflict' | 'too-many' | 'unavailable'

export type Facts = Readonly<Record<string, string | number>>

/** HTTP status of each fault. */
export const statusOf = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-many': 429,
  unavailable: 503,
} as const

/** The one error of the product: `key` names a message in both languages, `facts` fill it. */
export class AppError extends Error {
  readonly fault: Fault
  readonly key: string
  readonly facts: Facts

  constructor(fault: Fault, key: string, facts: Facts = {}) {
    super(`${fault}: ${key} ${JSON.stringify(facts)}`)
    this.name = 'AppError'
    this.fault = fault
    this.key = key
    this.facts = facts
  }
}

/** The single row of a result. @throws Error when there is not exactly one: a bug, not a user's mistake. */
export function one<T>(rows: readonly T[]): T {
  const [row] = rows
  if (rows.length !== 1 || row === undefined) throw new Error(`expected one row, got ${rows.length}`)
  return row
}

/** The value, or not-found with the message `key`. */
export function found<T>(value: T | null | undefined, key: string, facts: Facts = {}): T {
  if (value === null || value === undefined) throw new AppError('not-found', key, facts)
  return value
}
