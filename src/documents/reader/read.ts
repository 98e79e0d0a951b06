import { cleanText } from './clean.ts'
import { findEntities } from './entities.ts'
import { ReadError } from './errors.ts'
import { findFigures } from './figures.ts'
import { extract } from './formats/detect.ts'
import { findSecrecyMark, type MarkRegion, regionOf } from './gate.ts'
import { splitLines } from './lines.ts'
import { findMeasures } from './measures.ts'
import { isBlank, readStructure } from './structure.ts'
import type { Article, DocumentText, Reading } from './types.ts'
import type { Words } from './words.ts'

/** A document after the structure stages: what the server stores and searches. */
export interface PreparedDocument {
  document: DocumentText
  /** Articles as plain text: headline, then one paragraph a line; articles apart by an empty line. */
  text: string
}

/**
 * Read one document of any supported format.
 * @throws ReadError with the message key and facts of what is wrong with it; nothing else for any bytes.
 */
export async function readDocument(bytes: Uint8Array, name: string, words: Words): Promise<Reading> {
  const source = await extract(bytes, name)
  return findAll(readStructureOf(source.text, name, words, source.region), name, words)
}

/** Read text that is decoded already (pasted text, or text a format gave). */
export function readText(text: string, name: string, words: Words): Reading {
  const document = readStructureOf(text, name, words)
  return findAll(document, name, words)
}

/** Structure only, with the secrecy gate: articles, paragraphs and facts of the head. */
export function readStructureOf(
  text: string,
  name: string,
  words: Words,
  region: MarkRegion | null = null,
): DocumentText {
  const clean = cleanText(text)
  if (clean.trim() === '') throw new ReadError('documents.emptyFile', { name })
  checkMarks(clean, region)
  const document = readStructure(clean, name, words)
  if (isBlank(document)) throw new ReadError('documents.noText', { name })
  return document
}

const edge = 20_000

/** @throws ReadError documents.secretMark with the rule only */
function checkMarks(text: string, region: MarkRegion | null): void {
  const ends = text.length > 2 * edge ? `${text.slice(0, edge)}\n${text.slice(-edge)}` : text
  const own = regionOf(splitLines(ends).map((line) => line.text))
  const mark = (region && findSecrecyMark(region)) ?? findSecrecyMark(own)
  if (mark) throw new ReadError('documents.secretMark', { rule: mark.rule })
}

/** Measures, figures and entities of a document whose structure is known. */
export function findAll(document: DocumentText, name: string, words: Words): Reading {
  const articles = document.articles.map((article, i): Article => {
    const { headings: _, ...shown } = article
    return {
      ...shown,
      measures: findMeasures(article, i, words, document),
      figures: findFigures(article, i, words, document),
    }
  })
  const { published, number, issuer } = document
  return { document: name, published, number, issuer, articles, entities: findEntities(document, words) }
}

/** Bytes → structure and plain text, for the server to store and search. */
export async function prepareDocument(bytes: Uint8Array, name: string, words: Words): Promise<PreparedDocument> {
  const source = await extract(bytes, name)
  const document = readStructureOf(source.text, name, words, source.region)
  return { document, text: plainText(document) }
}

/** A document as plain text for search and storage. */
export function plainText(document: DocumentText): string {
  return document.articles
    .map((article) => [article.kicker, article.headline, ...article.paragraphs].filter(Boolean).join('\n'))
    .join('\n\n')
}
