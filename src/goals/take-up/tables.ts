import { foreignKey, index, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { documentKey } from '#documents/index.ts'
import { at, city, id, inCityTable } from '#platform/db/columns.ts'
import { goalsSchema, owner } from '../tables.ts'
import type { TakeUpView } from './contract.ts'

/** What a person put into a cell of the take-up matrix in place of what the text gave. */
export const takeUpCorrections = goalsSchema.table(
  'take_up_corrections',
  {
    city: city(),
    id: id(),
    documentId: uuid('document_id').notNull(),
    /** The demand's proposal. */
    demandId: uuid('demand_id').notNull(),
    ...owner(),
    /** Evidence chosen by hand; null says that the document holds no matching words. */
    evidence: jsonb('evidence').$type<{
      readingId: string
      article: number
      paragraph: number
      start: number
      end: number
      quote: string
    } | null>(),
    correctedBy: text('corrected_by').notNull(),
    correctedByName: text('corrected_by_name').notNull(),
    correctedAt: at('corrected_at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'take_up_corrections'),
    uniqueIndex('take_up_corrections_cell').on(t.city, t.demandId, t.ownerKind, t.ownerId),
  ],
)

/** The matrix as the preparing office confirmed it: only this is seen by others. */
export const takeUpConfirmations = goalsSchema.table(
  'take_up_confirmations',
  {
    city: city(),
    id: id(),
    documentId: uuid('document_id').notNull(),
    commissioner: text('commissioner').notNull(),
    matrix: jsonb('matrix').$type<TakeUpView>().notNull(),
    confirmedBy: text('confirmed_by').notNull(),
    confirmedByName: text('confirmed_by_name').notNull(),
    confirmedAt: at('confirmed_at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'take_up_confirmations'),
    foreignKey({ name: 'take_up_document', columns: [t.city, t.documentId], foreignColumns: documentKey }),
    index('take_up_confirmations_document').on(t.city, t.documentId, t.confirmedAt),
  ],
)
