import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { type Context, requireMay } from '../actor.ts'
import { proposeApproval } from '../approvals/commands.ts'
import { dayOf } from '../clock.ts'
import { type Tx, transact } from '../db/transact.ts'
import { AppError, found, one } from '../errors.ts'
import { announce } from '../events.ts'
import { newId } from '../ids.ts'
import { apiKeys } from '../tables.ts'
import { type ApiKeyView, keyKeepers, type ProposeApiKey } from './contract.ts'
import type { ApiKeyEvent } from './events.ts'
import { hashOfKey } from './hash.ts'
import { type KeyRow, keyView } from './queries.ts'
import { longestDays, stateOn } from './rules.ts'

/** Name of the kind of proposal. */
export const apiKeyApproval = 'api-key'

const maySee = ({ actor }: Context): boolean => keyKeepers.includes(actor.role)

/** @throws AppError invalid `platform.keys.term` */
export function requireTerm(ctx: Context, expiresOn: string): void {
  const today = dayOf(ctx.now())
  const last = today.add({ days: longestDays })
  const day = Temporal.PlainDate.from(expiresOn)
  if (Temporal.PlainDate.compare(day, today) < 0 || Temporal.PlainDate.compare(day, last) > 0) {
    throw new AppError('invalid', 'platform.keys.term', { days: longestDays })
  }
}

/** Asks a second person for a key. @throws AppError forbidden | invalid `platform.keys.term` */
export const proposeApiKey = (ctx: Context, { reason, ...wanted }: ProposeApiKey): Promise<{ approvalId: string }> =>
  transact(ctx, async (tx) => {
    requireMay(maySee(ctx), 'apiKeys.propose')
    requireTerm(ctx, wanted.expiresOn)
    const permissions = [...new Set(wanted.permissions)]
    const subject = { kind: 'api-key', id: wanted.system }
    return proposeApproval(ctx, tx, { kind: apiKeyApproval, subject, proposal: { ...wanted, permissions }, reason })
  })

type Agreed = Omit<ProposeApiKey, 'reason'> & { proposedBy: string; proposedByName: string }

/** What the second person agreed to: a key that is still to be made, so that only who hands it on ever sees it. */
export async function agreeApiKey(ctx: Context, tx: Tx, agreed: Agreed): Promise<void> {
  requireTerm(ctx, agreed.expiresOn)
  const id = newId()
  const row = { city: ctx.city, id, ...agreed, agreedByName: ctx.actor.name, agreedAt: ctx.now().toString() }
  await tx.insert(apiKeys).values(row)
  await tell(ctx, tx, 'api-key-agreed', row)
}

/**
 * Makes the key. It is given to the caller and kept nowhere: the database holds its SHA-256.
 *
 * @throws AppError not-found | forbidden | conflict `platform.keys.cannotIssue`, `platform.changedMeanwhile`
 */
export const issueApiKey = (ctx: Context, id: string, { version }: { version: number }): Promise<{ key: string }> =>
  transact(ctx, async (tx) => {
    const row = await lockKey(ctx, tx, id)
    requireMay(maySee(ctx), 'apiKeys.issue')
    if (stateOn(row, today(ctx)) !== 'agreed') throw new AppError('conflict', 'platform.keys.cannotIssue')
    requireVersion(row, version)

    const key = `dq.${ctx.city}.${randomBytes(32).toString('base64url')}`
    const issued = { hash: hashOfKey(key), start: key.slice(0, 15), issuedAt: ctx.now().toString() }
    await save(ctx, tx, row, issued)
    await tell(ctx, tx, 'api-key-issued', row)
    return { key }
  })

/** Ends a key at once. @throws AppError not-found | forbidden | conflict */
export const revokeApiKey = (ctx: Context, id: string, { version }: { version: number }): Promise<ApiKeyView> =>
  transact(ctx, async (tx) => {
    const row = await lockKey(ctx, tx, id)
    requireMay(maySee(ctx), 'apiKeys.revoke')
    if (row.revokedAt !== null) return keyView(row, today(ctx))
    requireVersion(row, version)

    const revoked = await save(ctx, tx, row, { revokedAt: ctx.now().toString(), revokedByName: ctx.actor.name })
    await tell(ctx, tx, 'api-key-revoked', row)
    return keyView(revoked, today(ctx))
  })

const today = (ctx: Context): string => dayOf(ctx.now()).toString()

async function lockKey(ctx: Context, tx: Tx, id: string): Promise<KeyRow> {
  const rows = await tx
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.city, ctx.city), eq(apiKeys.id, id)))
    .for('update')
  return found(maySee(ctx) ? rows[0] : null, 'platform.keys.noSuch')
}

function requireVersion(row: KeyRow, version: number): void {
  if (row.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
}

const save = async (ctx: Context, tx: Tx, row: KeyRow, change: Partial<KeyRow>): Promise<KeyRow> =>
  one(
    await tx
      .update(apiKeys)
      .set({ ...change, version: row.version + 1 })
      .where(and(eq(apiKeys.city, ctx.city), eq(apiKeys.id, row.id)))
      .returning(),
  )

const tell = (ctx: Context, tx: Tx, kind: ApiKeyEvent, { id, system }: { id: string; system: string }) =>
  announce(ctx, tx, { kind, subject: { kind: 'api-key', id }, facts: { system } })
