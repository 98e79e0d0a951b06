import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'

/**
 * The word files of the reader, each parsed once. A stage turns the raw content of its own files into
 * automata and regular expressions with `compiled`, so that one `Words` serves any number of documents.
 */
export interface Words {
  /** File name without `.yaml` → its parsed content. */
  readonly raw: ReadonlyMap<string, unknown>
}

const folder = new URL('../words/', import.meta.url)

/** Read every `words/*.yaml`. Words are files, so that an official can extend them without programming. */
export function loadWords(): Words {
  const raw = new Map<string, unknown>()
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.yaml')) continue
    raw.set(name.slice(0, -'.yaml'.length), parse(readFileSync(new URL(name, folder), 'utf8')))
  }
  return { raw }
}

/** The same words with some files replaced, for a city's own additions and for tests. */
export function withWords(words: Words, changes: Readonly<Record<string, unknown>>): Words {
  return { raw: new Map([...words.raw, ...Object.entries(changes)]) }
}

/** A city with its districts: what its own papers name most. */
export interface CityPlaces {
  city: string
  districts: readonly string[]
}

/** The same words with a city's own divisions beside those of the country; unchanged where they are known already. */
export function withPlaces(words: Words, { city, districts }: CityPlaces): Words {
  const file = words.raw.get('divisions')
  if (typeof file !== 'object' || file === null) return words
  const places: unknown = Reflect.get(file, 'places')
  if (typeof places !== 'object' || places === null || JSON.stringify(places).includes(`"${city}"`)) return words
  return withWords(words, { divisions: { ...file, places: { ...places, [city]: { '-': districts.join(' ') } } } })
}

const memo = new WeakMap<Words, Map<string, unknown>>()

/** Compile something from the words once per `Words` object; later calls with the same key return the same value. */
export function compiled<T>(words: Words, key: string, build: (words: Words) => T): T {
  let built = memo.get(words)
  if (!built) {
    built = new Map()
    memo.set(words, built)
  }
  if (!built.has(key)) built.set(key, build(words))
  return built.get(key) as T
}

/** A list of strings under `key` of one word file; empty where the file or the key is missing. */
export function wordList(words: Words, file: string, key: string): string[] {
  const content = words.raw.get(file)
  if (typeof content !== 'object' || content === null) return []
  const list: unknown = Reflect.get(content, key)
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string') : []
}
