import type { ArticleText, DocumentText, Measure } from './types.ts'
import type { Words } from './words.ts'

/** Directives of one article. */
export function findMeasures(_article: ArticleText, _articleIndex: number, _words: Words, _doc: DocumentText): Measure[] {
  return []
}
