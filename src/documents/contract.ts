import { z } from 'zod'
import { Done } from '#platform/contract.ts'
import { endpoint } from '#platform/http/endpoint.ts'
import type { Role } from '#platform/roles.ts'

/** Who puts documents in and decides proposals: for the city, or for one's own district. */
export const preparers: readonly Role[] = ['planning-officer', 'supervision-officer', 'district-officer']

export const documentKinds = ['newspaper', 'report', 'plan', 'notice', 'policy', 'minutes', 'other'] as const
/** 主动公开 / 依申请公开 / 内部 (not open); inherited by everything that quotes the document. */
export const opennessClasses = ['public', 'on-request', 'internal'] as const
/** The organ's own paper (原件) or a press report of it (报道). */
export const origins = ['original', 'press'] as const
export const proposalStates = ['open', 'accepted', 'rejected'] as const
export const operators = ['=', '>=', '>', '<=', '<', '~'] as const
export const figureKinds = ['actual', 'target', 'name'] as const

/** A directive (要…): a row of a task breakdown table. */
export const MeasureContent = z.object({
  text: z.string().min(1).max(2000),
  ordinal: z.number().int().nullable(),
  by: z.string().max(200).nullable(),
})
export type MeasureContent = z.output<typeof MeasureContent>

/** A quantity in its plain base unit. */
export const FigureContent = z.object({
  text: z.string().min(1).max(2000),
  indicator: z.string().max(200).nullable(),
  op: z.enum(operators),
  value: z.number(),
  unit: z.string().max(40).nullable(),
  period: z.string().max(60).nullable(),
  kind: z.enum(figureKinds),
})
export type FigureContent = z.output<typeof FigureContent>

/** Where quoted words stand: a document, one reading of it, article, paragraph, UTF-16 offsets, and the words. */
export const CitationView = z.object({
  documentId: z.string(),
  readingId: z.string(),
  title: z.string(),
  number: z.string().nullable(),
  origin: z.enum(origins),
  openness: z.enum(opennessClasses),
  article: z.number(),
  headline: z.string().nullable(),
  paragraph: z.number(),
  start: z.number(),
  end: z.number(),
  quote: z.string(),
})
export type CitationView = z.output<typeof CitationView>

/** Where the page shows the quoted words in their text, in the very reading they were quoted from. */
export function citationAddress(
  citation: Pick<CitationView, 'documentId' | 'readingId' | 'article' | 'paragraph' | 'start' | 'end'>,
): { to: string; query: Record<string, string> } {
  const { documentId, readingId, article, paragraph, start, end } = citation
  return {
    to: `/documents/${documentId}`,
    query: {
      reading: readingId,
      article: String(article),
      paragraph: String(paragraph),
      start: String(start),
      end: String(end),
    },
  }
}

const proposalBase = {
  id: z.string(),
  article: z.number(),
  paragraph: z.number(),
  start: z.number(),
  end: z.number(),
  quote: z.string(),
  state: z.enum(proposalStates),
  decidedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** Taken over from a decision on an earlier reading. */
  remembered: z.boolean(),
  version: z.number(),
}
export const ProposalView = z.discriminatedUnion('kind', [
  z.object({
    ...proposalBase,
    kind: z.literal('measure'),
    content: MeasureContent,
    correction: MeasureContent.nullable(),
  }),
  z.object({
    ...proposalBase,
    kind: z.literal('figure'),
    content: FigureContent,
    correction: FigureContent.nullable(),
  }),
])
export type ProposalView = z.output<typeof ProposalView>

const Owner = z.object({ kind: z.enum(['division', 'unit']), id: z.string(), name: z.string() })

export const ArticleView = z.object({
  position: z.number(),
  headline: z.string().nullable(),
  kicker: z.string().nullable(),
  paper: z.string().nullable(),
  date: z.string().nullable(),
  bylines: z.array(z.object({ role: z.string().nullable(), name: z.string() })),
  paragraphs: z.array(z.object({ heading: z.string().nullable(), text: z.string() })),
  /** Whose article it is: a district's, a unit's, the city's; null where the headline names nobody. */
  owner: Owner.nullable(),
  ownerReason: z.string().nullable(),
})

export const DocumentRow = z.object({
  id: z.string(),
  title: z.string(),
  fileName: z.string(),
  kind: z.enum(documentKinds),
  openness: z.enum(opennessClasses),
  origin: z.enum(origins),
  number: z.string().nullable(),
  issuer: z.string().nullable(),
  publishedOn: z.string().nullable(),
  division: z.string(),
  addedByName: z.string(),
  addedAt: z.string(),
  version: z.number(),
  counts: z.object({ open: z.number(), accepted: z.number(), rejected: z.number() }),
  /** The first paragraph in which the searched words stand. */
  snippet: z.string().nullable(),
})
export type DocumentRow = z.output<typeof DocumentRow>

export const DocumentView = DocumentRow.omit({ snippet: true, counts: true }).extend({
  readingId: z.string(),
  readAt: z.string(),
  /** False where an earlier reading is shown, as a citation of it asks for: nothing is decided there. */
  isPresent: z.boolean(),
  /** Whether the actor may decide proposals, set owners and correct the head. */
  mayChange: z.boolean(),
  articles: z.array(ArticleView),
  proposals: z.array(ProposalView),
  entities: z.record(z.string(), z.array(z.string())),
})
export type DocumentView = z.output<typeof DocumentView>
export type ArticleView = z.output<typeof ArticleView>

/** The few numbers by which a page sees that somebody else changed a document, without loading it again. */
export const DocumentPulse = z.object({
  version: z.number(),
  readingId: z.string(),
  /** Versions of all proposals of the reading added up: grows with each decision. */
  decisions: z.number(),
  /** Ids of the articles' owners in their order, empty for nobody. */
  owners: z.array(z.string()),
})
export type DocumentPulse = z.output<typeof DocumentPulse>

const Id = z.object({ id: z.uuid() })
const head = {
  title: z.string().min(1).max(300),
  kind: z.enum(documentKinds),
  openness: z.enum(opennessClasses),
  origin: z.enum(origins),
  number: z.string().max(100).nullable(),
  issuer: z.string().max(200).nullable(),
  publishedOn: z.iso.date().nullable(),
}

export const AddDocument = z.object({
  openness: z.enum(opennessClasses).optional(),
  origin: z.enum(origins).optional(),
})
export type AddDocument = z.output<typeof AddDocument>

export const Decision = z.object({
  proposalId: z.uuid(),
  version: z.number().int(),
  state: z.enum(proposalStates),
  correction: z.union([MeasureContent, FigureContent]).nullish(),
})
export type Decision = z.output<typeof Decision>

/** Filters of the list as they stand in the address. */
export const ListDocuments = z.object({
  q: z.string().max(100).optional(),
  kind: z.enum(documentKinds).optional(),
  openness: z.enum(opennessClasses).optional(),
  division: z.string().max(12).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})

const AddedDocument = z.object({
  id: z.string(),
  title: z.string(),
  measures: z.number(),
  figures: z.number(),
  /** Proposals decided already, since the same words were decided in an earlier version of this document. */
  remembered: z.number(),
  /** The same bytes were put in before: this is that document, nothing was added. */
  known: z.boolean(),
})

export const documentsApi = {
  list: endpoint({
    method: 'get',
    path: '/documents',
    summary: 'Documents within the scope, newest first, searched in title and text',
    query: ListDocuments,
    answer: z.object({ rows: z.array(DocumentRow), total: z.number(), pageSize: z.number() }),
  }),
  add: endpoint({
    method: 'post',
    path: '/documents',
    summary: 'Put in one file: checked for secrecy marks in memory, then read, then kept',
    body: AddDocument,
    form: true,
    answer: AddedDocument,
  }),
  paste: endpoint({
    method: 'post',
    path: '/documents/pasted',
    summary: 'Put in pasted text',
    body: AddDocument.extend({ name: z.string().min(1).max(120), text: z.string().min(1).max(20_000_000) }),
    answer: AddedDocument,
  }),
  sample: endpoint({
    method: 'post',
    path: '/documents/sample',
    summary: "Put in the sample city's own newspaper page",
    answer: AddedDocument,
  }),
  get: endpoint({
    method: 'get',
    path: '/documents/:id',
    summary: 'A document with its proposals, in its present reading or in an earlier one',
    params: Id,
    query: z.object({ reading: z.uuid().optional() }),
    answer: DocumentView,
  }),
  pulse: endpoint({
    method: 'get',
    path: '/documents/:id/pulse',
    summary: 'Whether anything of a document changed: asked every few seconds while it is on screen',
    params: Id,
    answer: DocumentPulse,
  }),
  change: endpoint({
    method: 'patch',
    path: '/documents/:id',
    summary: 'Correct what stands at the head of a document',
    params: Id,
    body: z.object({ ...head, version: z.number().int() }),
    answer: Done,
  }),
  setOwner: endpoint({
    method: 'put',
    path: '/documents/:id/articles/:position/owner',
    summary: 'Say whose article it is',
    params: Id.extend({ position: z.coerce.number().int().min(0) }),
    body: z.object({ kind: z.enum(['division', 'unit']).nullable(), id: z.string().max(60).nullable() }),
    answer: Done,
  }),
  decide: endpoint({
    method: 'post',
    path: '/documents/:id/decisions',
    summary: 'Accept, correct, reject or reopen proposals; one stale decision refuses all of them',
    params: Id,
    body: z.object({ decisions: z.array(Decision).min(1).max(2000) }),
    answer: z.object({ proposals: z.array(ProposalView) }),
  }),
  readAgain: endpoint({
    method: 'post',
    path: '/documents/:id/readings',
    summary: 'Read the kept file again with the present reader and words; decisions are remembered',
    params: Id,
    answer: Done,
  }),
  original: endpoint({
    method: 'get',
    path: '/documents/:id/original',
    summary: 'The file as it came',
    params: Id,
    answer: 'application/octet-stream',
  }),
}
