import type { Context } from '../actor.ts'
import type { Tx } from '../db/transact.ts'
import type { Place, PlaceKey } from './contract.ts'

/** Name and phone as the person gave them; null where it was not given. */
export interface SoughtPerson {
  name: string | null
  phone: string | null
}

/** A place with its value whole. */
export interface FoundPlace extends Place {
  /** What the person's copy says; null where the place holds no value of its own, like a row of the audit. */
  full: string | null
}

/**
 * What a module knows of single persons. Offered with its parts; the cases of personal data ask every source. Places are
 * rows of the actor's city.
 */
export interface PersonalDataSource {
  /** Stands in `PlaceKey.source`. */
  name: string
  /** Where name or phone stand. Namesakes are found too: who is meant is a person's decision. */
  find: (ctx: Context, tx: Tx, person: SoughtPerson) => Promise<FoundPlace[]>
  /** These places as they stand now; those that are gone are left out. */
  look: (ctx: Context, tx: Tx, keys: readonly PlaceKey[]) => Promise<FoundPlace[]>
  /** Puts another value; refused where `mayCorrect` is false. */
  correct?: (ctx: Context, tx: Tx, key: PlaceKey, value: string) => Promise<void>
  /** Puts a mark in place of what is not kept, rows stay. A repeat is harmless. */
  erase: (ctx: Context, tx: Tx, keys: readonly PlaceKey[]) => Promise<void>
}

/** Stands where a name was. */
export const erasedMark = '（已删除）'

let known: readonly PersonalDataSource[] = []

/** Wired in `app.ts`. */
export function registerPersonalData(sources: readonly PersonalDataSource[]): void {
  known = sources
}

export const personalDataSources = (): readonly PersonalDataSource[] => known

/** Keys by the source that knows them. */
export const bySource = (keys: readonly PlaceKey[]): { source: PersonalDataSource; keys: PlaceKey[] }[] =>
  known.flatMap((source) => {
    const own = keys.filter((key) => key.source === source.name)
    return own.length === 0 ? [] : [{ source, keys: own }]
  })
