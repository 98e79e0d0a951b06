import type { Context } from '../actor.ts'
import type { Tx } from '../db/transact.ts'

/** What a module lets other systems be told, and the number by which people know what it is about. */
export interface HookedEvents {
  kinds: readonly string[]
  numberOf: (tx: Tx, ctx: Context, subjectId: string) => Promise<string | null>
}

const hooked = new Map<string, HookedEvents['numberOf']>()

/** Wired in `app.ts`. */
export function registerHookedEvents({ kinds, numberOf }: HookedEvents): void {
  for (const kind of kinds) hooked.set(kind, numberOf)
}

export const hookedKinds = (): string[] => [...hooked.keys()]

export const numberOf = (tx: Tx, ctx: Context, kind: string, subjectId: string): Promise<string | null> =>
  hooked.get(kind)?.(tx, ctx, subjectId) ?? Promise.resolve(null)
