import { and, desc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { type Context, requireMay } from '#platform/actor.ts'
import { waitingOf } from '#platform/approvals/index.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { mayChangeRules } from '../../policy.ts'
import { type DraftInList, Edits, type rulesApi } from '../contract.ts'
import { drafts } from '../tables.ts'

/** What a second person is asked to put in force. */
export const ruleKind = 'ladder.rule'

const Body = z.union([z.object({ edits: Edits }), z.object({ text: z.unknown() })])
const Named = z.object({ zh: z.string(), en: z.string() })

/** Drafts that are neither in force nor put away, the last written first. @throws AppError forbidden */
export const listDrafts = (ctx: Context): Promise<AnswerOf<typeof rulesApi.drafts>> =>
  read(ctx, async (tx) => {
    requireMay(mayChangeRules(ctx.actor), 'ladder.drafts')
    const rows = await tx
      .select()
      .from(drafts)
      .where(and(eq(drafts.city, ctx.city), inArray(drafts.state, ['open', 'proposed'])))
      .orderBy(desc(drafts.updatedAt), desc(drafts.id))
      .limit(100)
    const waiting = await waitingDrafts(tx, ctx)
    return { rows: rows.map((row) => inList(row, waiting)) }
  })

/** @throws AppError forbidden | not-found */
export const getDraft = (ctx: Context, id: string): Promise<AnswerOf<typeof rulesApi.draft>> =>
  read(ctx, async (tx) => {
    requireMay(mayChangeRules(ctx.actor), 'ladder.draft')
    const [row] = await tx
      .select()
      .from(drafts)
      .where(and(eq(drafts.city, ctx.city), eq(drafts.id, id)))
    const draft = found(row, 'ladder.noDraft')
    const body = Body.parse(draft.body)
    return {
      ...inList(draft, await waitingDrafts(tx, ctx)),
      ...{ edits: 'edits' in body ? body.edits : [], basedOn: draft.basedOn },
      text: 'text' in body ? JSON.stringify(body.text) : null,
    }
  })

/** Drafts that wait for a second person; one that was refused or taken back is open again. */
export async function waitingDrafts(tx: Tx, ctx: Context): Promise<Set<string>> {
  const waiting = await waitingOf(tx, ctx, ruleKind)
  const Proposal = z.object({ draftId: z.string().nullish() })
  return new Set(waiting.flatMap(({ proposal }) => Proposal.parse(proposal).draftId ?? []))
}

function inList(row: typeof drafts.$inferSelect, waiting: ReadonlySet<string>): DraftInList {
  const { id, rule, body, validFromOn, source, createdByName, updatedByName, updatedAt, version } = row
  const name = 'text' in body ? Named.safeParse(body.text).data : undefined
  const written = { createdByName, updatedByName, updatedAt, version }
  return { id, rule, name: name ?? null, isWaiting: waiting.has(id), validFromOn, source, ...written }
}
