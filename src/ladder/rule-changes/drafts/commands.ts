import { and, eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { mayChangeRules } from '../../policy.ts'
import { isShipped } from '../../rules.ts'
import type { DraftInput } from '../contract.ts'
import { readText } from '../rules.ts'
import { drafts } from '../tables.ts'
import { waitingDrafts } from './queries.ts'

interface Kept {
  id: string
  version: number
}

/** Save a draft that others continue too. It need not be sound. @throws AppError forbidden | invalid `ladder.notOwn` */
export const addDraft = (ctx: Context, input: DraftInput): Promise<Kept> =>
  transact(ctx, async (tx) => {
    requireMay(mayChangeRules(ctx.actor), 'ladder.add-draft')
    const id = newId()
    const by = { createdById: ctx.actor.accountId, createdByName: ctx.actor.name, createdAt: ctx.now().toString() }
    await tx.insert(drafts).values({ city: ctx.city, id, ...columnsOf(ctx, input), ...by })
    await say(ctx, tx, id, input.rule, 'saved')
    return { id, version: 1 }
  })

/**
 * Save it again. What waits for a second person is not written on.
 *
 * @throws AppError not-found | forbidden | invalid `ladder.notOwn` | conflict `platform.changedMeanwhile`, `ladder.draftWaits`
 */
export const keepDraft = (ctx: Context, id: string, { version, ...input }: DraftInput & { version: number }) =>
  transact(ctx, async (tx): Promise<Kept> => {
    await lockOpen(ctx, tx, id, version, 'ladder.keep-draft')
    await tx
      .update(drafts)
      .set({ ...columnsOf(ctx, input), state: 'open', version: version + 1 })
      .where(ofDraft(ctx, id))
    await say(ctx, tx, id, input.rule, 'saved')
    return { id, version: version + 1 }
  })

/** @throws AppError not-found | forbidden | conflict `platform.changedMeanwhile`, `ladder.draftWaits` */
export const dropDraft = (ctx: Context, id: string, { version }: { version: number }): Promise<void> =>
  transact(ctx, async (tx) => {
    const draft = await lockOpen(ctx, tx, id, version, 'ladder.drop-draft')
    await closeDraft(ctx, tx, id, 'dropped')
    await say(ctx, tx, id, draft.rule, 'dropped')
  })

/** A draft was proposed: it waits with the proposal. @throws AppError not-found */
export async function markProposed(ctx: Context, tx: Tx, id: string, approvalId: string): Promise<void> {
  const rows = await tx
    .update(drafts)
    .set({ state: 'proposed', approvalId })
    .where(ofDraft(ctx, id))
    .returning({ id: drafts.id })
  found(rows[0], 'ladder.noDraft')
}

export async function closeDraft(ctx: Context, tx: Tx, id: string, state: 'in-force' | 'dropped'): Promise<void> {
  await tx.update(drafts).set({ state }).where(ofDraft(ctx, id))
}

const ofDraft = (ctx: Context, id: string) => and(eq(drafts.city, ctx.city), eq(drafts.id, id))

async function lockOpen(ctx: Context, tx: Tx, id: string, version: number, action: string) {
  requireMay(mayChangeRules(ctx.actor), action)
  const [row] = await tx.select().from(drafts).where(ofDraft(ctx, id)).for('update')
  const draft = found(row, 'ladder.noDraft')
  if (draft.version !== version || !['open', 'proposed'].includes(draft.state))
    throw new AppError('conflict', 'platform.changedMeanwhile')
  if ((await waitingDrafts(tx, ctx)).has(id)) throw new AppError('conflict', 'ladder.draftWaits')
  return draft
}

/** @throws AppError invalid `ladder.notOwn`: the form of a rule that ships is not changed, its numbers are */
function columnsOf(ctx: Context, { rule, edits, text, validFromOn, source, basedOn }: DraftInput) {
  if (text !== null && isShipped(rule)) throw new AppError('invalid', 'ladder.notOwn')
  const body = text === null ? { edits } : { text: readText(text) }
  const by = { updatedByName: ctx.actor.name, updatedAt: ctx.now().toString() }
  return { rule, body, validFromOn, source: source === '' ? null : source, basedOn, ...by }
}

const say = (ctx: Context, tx: Tx, id: string, rule: string, what: 'saved' | 'dropped') =>
  announce(ctx, tx, { kind: `ladder-draft-${what}`, subject: { kind: 'ladder-draft', id }, facts: { rule } })
