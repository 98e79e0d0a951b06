import type { ArticleText, DocumentText, Figure } from './types.ts'
import type { Words } from './words.ts'

/** Quantities of one article. */
export function findFigures(_article: ArticleText, _articleIndex: number, _words: Words, _doc: DocumentText): Figure[] {
  return []
}
