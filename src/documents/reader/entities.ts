import type { DocumentText, Entities } from './types.ts'
import type { Words } from './words.ts'

/** Names in the document. */
export function findEntities(_doc: DocumentText, _words: Words): Entities {
  return { divisions: [], organisations: [], people: [], chains: [], parks: [], enterprises: [], platforms: [], programmes: [] }
}
