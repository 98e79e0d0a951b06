/**
 * Shapes of a reading: what the reader takes out of one document. Offsets are UTF-16 units in the restored paragraph.
 * `npm run -s daqiao -- read FILE --json` prints exactly a `Reading`.
 */

/** Where quoted words stand: `articles[article].paragraphs[paragraph].slice(start, end)`. */
export interface Citation {
  article: number
  paragraph: number
  start: number
  end: number
}

export type BylineRole = 'reporter' | 'correspondent' | null

export interface Byline {
  role: BylineRole
  name: string
}

/** One directive (要…, 推进…): a row of a task breakdown table. `text` is exactly what the citation points at. */
export interface Measure {
  text: string
  /** 1 for 一要 or 一是, null where none is written. */
  ordinal: number | null
  /** Who says it, as in the text: 会议, 报告, a person's name, an organ; null where nobody is named. */
  by: string | null
  citation: Citation
}

export type Operator = '=' | '>=' | '>' | '<=' | '<' | '~'
export type FigureKind = 'actual' | 'target' | 'name'

/** One quantity that measures the place or its economy, in its plain base unit (6000亿元 is 600000000000 CNY). */
export interface Figure {
  text: string
  /** The noun phrase measured, as it stands in the text; null for a bare slogan (千亿强县). */
  indicator: string | null
  op: Operator
  value: number
  /** `CNY`, `USD`, `%`, `pp`, `km2`, a counter (家, 个), another unit as written; null for an index number. */
  unit: string | null
  /** `2023`, `2023-01..2023-06`, `2024-01-08`, `2021..2025`; null where the text gives none. */
  period: string | null
  kind: FigureKind
  citation: Citation
}

/** An article as restored text, before anything is read out of it. */
export interface ArticleText {
  headline: string | null
  kicker: string | null
  subheads: string[]
  /** Agency or paper in the byline. */
  paper: string | null
  bylines: Byline[]
  /** Day of the event in the dateline, `YYYY-MM-DD`. */
  date: string | null
  /** Restored paragraphs of the body; subheads and captions are not among them. */
  paragraphs: string[]
  /** For each paragraph the subhead it stands under, or null. Same length as `paragraphs`. */
  headings: (string | null)[]
  /** Six characters on either side of each repaired break. */
  joins: string[]
}

/** A document as restored text with the facts of its head. */
export interface DocumentText {
  /** Day of publication, `YYYY-MM-DD`, null where the document does not say. */
  published: string | null
  /** Document number (文号) such as 江府函〔2023〕136号. */
  number: string | null
  /** The organ that issued it, as written. */
  issuer: string | null
  /** Year the document speaks from, for 今年 and 去年; null where uncertain. */
  year: number | null
  articles: ArticleText[]
}

export interface Article extends Omit<ArticleText, 'headings'> {
  measures: Measure[]
  figures: Figure[]
}

export const entityKinds = [
  'divisions',
  'organisations',
  'people',
  'chains',
  'parks',
  'enterprises',
  'platforms',
  'programmes',
] as const
export type EntityKind = (typeof entityKinds)[number]
export type Entities = Record<EntityKind, string[]>

/** Everything read out of one document. */
export interface Reading {
  document: string
  published: string | null
  number: string | null
  issuer: string | null
  articles: Article[]
  entities: Entities
}
