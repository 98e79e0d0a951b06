import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { RoleMapping, SignOnConfiguration } from './configuration.ts'

/** Claims about a person, as an id token or the sign-on's user info holds them. */
export type Claims = Readonly<Record<string, unknown>>

/** A person as the city's sign-on vouches for them. */
export interface Identity {
  /** Issuer and stable id in one: the only thing by which an account is found. */
  key: string
  name: string
  /** Values of the roles' claim. */
  roles: readonly string[]
  /** The id token, sealed; sign-out needs it. */
  sealedIdToken: string
}

/** A claim by its name, or by a path of names (`realm_access.roles`) where none has the whole name. */
export function claimOf(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path]
  let value: unknown = claims
  for (const name of path.split('.')) {
    const held = z.record(z.string(), z.unknown()).safeParse(value)
    if (!held.success || !Object.hasOwn(held.data, name)) return undefined
    value = held.data[name]
  }
  return value
}

const StableId = z.union([z.string().min(1).max(255), z.int().transform(String)])
/** Control characters have no place in a name that lists and papers show. */
const Name = z
  .string()
  .transform((name) =>
    name
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim()
      .slice(0, 40),
  )
  .pipe(z.string().min(1))
const Roles = z.union([z.array(z.string()).max(1000), z.string().transform((one) => [one])])

/** Who the claims speak of, or null where they hold no stable id. */
export function identityOf(
  { issuer, claims: named }: Pick<SignOnConfiguration, 'issuer' | 'claims'>,
  claims: Claims,
): Omit<Identity, 'sealedIdToken'> | null {
  const id = StableId.safeParse(claimOf(claims, named.id))
  if (!id.success) return null
  const key = `${issuer} ${id.data}`
  const name = Name.safeParse(claimOf(claims, named.name))
  const roles = Roles.safeParse(claimOf(claims, named.roles))
  return { key, name: name.data ?? usernameOf(key), roles: roles.data ?? [] }
}

/**
 * The user name of an account that the sign-on opens: made of issuer and stable id alone, so that no claim can take or
 * imitate the name of somebody else.
 */
export const usernameOf = (key: string, length = 16): string =>
  `sso-${createHash('sha256').update(key).digest('hex').slice(0, length)}`

/** What of the mapping a person's roles claim, each once. */
export function mapped(mappings: readonly RoleMapping[], roles: readonly string[]): RoleMapping[] {
  const held = new Set(roles)
  return mappings.filter(({ value }) => held.has(value))
}
