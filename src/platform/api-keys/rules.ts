/** What a key may do. */
export const keyPermissions = ['requests:submit', 'requests:read-state', 'requests:add-words'] as const
export type KeyPermission = (typeof keyPermissions)[number]

/** `agreed`: to be made by the system administrator; `expired` and `revoked` open nothing. */
export const keyStates = ['agreed', 'active', 'expired', 'revoked'] as const
export type KeyState = (typeof keyStates)[number]

/** A key is in force for so many days at most: a forgotten one ends by itself. */
export const longestDays = 400

interface Row {
  issuedAt: string | null
  revokedAt: string | null
  expiresOn: string
}

/** Both ends of its term count. */
export function stateOn({ issuedAt, revokedAt, expiresOn }: Row, today: string): KeyState {
  if (revokedAt !== null) return 'revoked'
  if (expiresOn < today) return 'expired'
  return issuedAt === null ? 'agreed' : 'active'
}

const form = /^Bearer (dq\.(\d{6})\.[\w-]{43})$/

/** The key of an `Authorization` header and the city it says it is for; null where it is no key of ours. */
export function keyIn(header: string | null): { key: string; city: string } | null {
  const [, key, city] = form.exec(header ?? '') ?? []
  return key !== undefined && city !== undefined ? { key, city } : null
}
