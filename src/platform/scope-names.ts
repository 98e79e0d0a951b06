import type { Context } from './actor.ts'
import type { Tx } from './db/transact.ts'

/** What a scope is called. */
export interface ScopeName {
  id: string
  name: string
  nameEn: string
}

/**
 * How a module names what scopes are about (a unit, a district, an enterprise, a chain), so that whoever gives roles need
 * not import it. Whole city, whoever asks: giving a scope asks for its name, not for what lies behind it.
 */
export interface ScopeNames {
  /** Those of the ids that exist in the city and are open to a new role. */
  open: (tx: Tx, ctx: Pick<Context, 'city'>, ids: readonly string[]) => Promise<ScopeName[]>
  /** Names of the ids, closed and ended ones too. */
  names: (tx: Tx, ctx: Pick<Context, 'city'>, ids: readonly string[]) => Promise<ScopeName[]>
  /** At most 50 open ones by a part of their name. */
  search: (tx: Tx, ctx: Pick<Context, 'city'>, q: string) => Promise<ScopeName[]>
}

const known = new Map<string, ScopeNames>()

/** Wired in `app.ts`: the resolvers that the modules offer. */
export function registerScopeNames(resolvers: Readonly<Record<string, ScopeNames>>): void {
  for (const [kind, resolver] of Object.entries(resolvers)) known.set(kind, resolver)
}

/** Undefined where no module knows things of this kind. */
export const scopeNamesOf = (kind: string): ScopeNames | undefined => known.get(kind)
