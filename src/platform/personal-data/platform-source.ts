import { and, count, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { Context } from '../actor.ts'
import { eraseAuditDetails, findAuditDetails, keptDetails } from '../audit/erase.ts'
import { type Tx, transactAsOwner } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { maskName } from '../protect/masks.ts'
import { accounts, approvals, auditDetails, auditRows, events } from '../tables.ts'
import type { PlaceKey } from './contract.ts'
import { erasedMark, type FoundPlace, type PersonalDataSource, type SoughtPerson } from './sources.ts'

const source = 'platform'
const label = (what: string): string => `platform.personalData.place.${what}`
const kept = (why: string): string => `platform.personalData.kept.${why}`

/** Accounts, the details of the audit, and the official acts that name whoever did them. */
export const platformSource: PersonalDataSource = {
  name: source,
  find: async (ctx, tx, person) => [
    ...(await accountPlaces(ctx, { name: person.name })),
    ...(await detailPlaces(ctx, tx, person)),
    ...(await actPlaces(ctx, tx, person)),
  ],
  look: async (ctx, tx, keys) => {
    const ids = (kind: string) => keys.flatMap((key) => (key.kind === kind ? [key.id] : []))
    return [
      ...(await accountPlaces(ctx, { ids: ids('account') })),
      ...(await standingDetails(ctx, tx, ids('audit-details'))),
      ...standingActs(keys),
    ]
  },
  correct: async (ctx, _tx, { kind, id }, value) => {
    if (kind !== 'account') throw new AppError('conflict', 'platform.personalData.notCorrected')
    await transactAsOwner(ctx.city, (owner) =>
      owner
        .update(accounts)
        .set({ name: value })
        .where(ofCity(ctx, [id])),
    )
  },
  erase: async (ctx, tx, keys) => {
    await eraseAccounts(ctx, keys)
    const details = keys.flatMap(({ kind, id }) => (kind === 'audit-details' ? [id] : []))
    await eraseAuditDetails(ctx, tx, details, '个人信息删除 / personal data erased')
  },
}

const ofCity = (ctx: Context, ids: readonly string[]) =>
  and(eq(accounts.city, ctx.city), inArray(accounts.id, [...ids]))

async function accountPlaces(
  ctx: Context,
  { name = null, ids = [] }: { name?: string | null; ids?: readonly string[] },
): Promise<FoundPlace[]> {
  if (name === null && ids.length === 0) return []
  const where = name === null ? ofCity(ctx, ids) : and(eq(accounts.city, ctx.city), eq(accounts.name, name))
  const rows = await transactAsOwner(ctx.city, (owner) => owner.select().from(accounts).where(where))
  return rows
    .filter((row) => row.name !== erasedMark)
    .map((row) => ({
      source,
      kind: 'account',
      id: row.id,
      field: 'name',
      labelKey: label('account'),
      where: row.username ?? '',
      value: maskName(row.name),
      full: row.name,
      // An account that is used needs its name; it is closed first.
      keptKey: row.closedAt === null ? kept('accountOpen') : null,
      mayCorrect: true,
    }))
}

async function eraseAccounts(ctx: Context, keys: readonly PlaceKey[]): Promise<void> {
  const ids = keys.flatMap(({ kind, id }) => (kind === 'account' ? [id] : []))
  await transactAsOwner(ctx.city, async (owner) => {
    for (const id of ids) {
      const gone = `erased-${id.slice(-12)}`
      const fields = { name: erasedMark, username: gone, displayUsername: null, email: `${gone}@account.invalid` }
      await owner
        .update(accounts)
        .set({ ...fields, image: null })
        .where(and(ofCity(ctx, [id]), isNotNull(accounts.closedAt)))
    }
  })
}

const detailPlace = (id: string, action: string, at: string, isKept: boolean): FoundPlace => ({
  source,
  kind: 'audit-details',
  id,
  field: 'details',
  labelKey: label('auditDetails'),
  where: `${action} ${at.slice(0, 10)}`,
  value: '******',
  full: null,
  keptKey: isKept ? kept('officialActs') : null,
  mayCorrect: false,
})

async function detailPlaces(ctx: Context, tx: Tx, { name, phone }: SoughtPerson): Promise<FoundPlace[]> {
  const found = await findAuditDetails(
    ctx,
    tx,
    [name, phone].flatMap((word) => word ?? []),
  )
  return found.map(({ id, action, at, isKept }) => detailPlace(id, action, at, isKept))
}

async function standingDetails(ctx: Context, tx: Tx, ids: readonly string[]): Promise<FoundPlace[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ id: auditRows.id, action: auditRows.action, at: auditRows.at })
    .from(auditRows)
    .innerJoin(auditDetails, and(eq(auditDetails.city, auditRows.city), eq(auditDetails.id, auditRows.id)))
    .where(and(eq(auditRows.city, ctx.city), inArray(auditRows.id, [...ids]), isNotNull(auditDetails.details)))
  const kept = await keptDetails(ctx, tx, ids)
  return rows.map(({ id, action, at }) => detailPlace(id, action, at, kept.has(id)))
}

/** Acts stand under the name of whoever did them: the record of official acts is kept, and is shown so that nobody is surprised. */
const actPlace = (kind: 'acts' | 'decisions', name: string, of: number): FoundPlace => ({
  source,
  kind,
  id: kind,
  field: 'name',
  labelKey: label(kind),
  where: String(of),
  value: maskName(name),
  full: name,
  keptKey: kept('officialActs'),
  mayCorrect: false,
})

async function actPlaces(ctx: Context, tx: Tx, { name }: SoughtPerson): Promise<FoundPlace[]> {
  if (name === null) return []
  const [acts] = await tx
    .select({ count: count() })
    .from(events)
    .where(and(eq(events.city, ctx.city), eq(events.actorName, name)))
  const [decisions] = await tx
    .select({ count: count() })
    .from(approvals)
    .where(
      and(
        eq(approvals.city, ctx.city),
        or(
          eq(approvals.proposedByName, name),
          eq(approvals.decidedByName, name),
          sql`strpos(${approvals.proposal}::text || ${approvals.reason}, ${name}) > 0`,
        ),
      ),
    )
  const found = [actPlace('acts', name, acts?.count ?? 0), actPlace('decisions', name, decisions?.count ?? 0)]
  return found.filter(({ where }) => where !== '0')
}

/** A chosen one holds no name; it says that there are such records. */
const standingActs = (keys: readonly PlaceKey[]): FoundPlace[] =>
  keys.flatMap(({ kind }) =>
    kind === 'acts' || kind === 'decisions' ? [{ ...actPlace(kind, '', 0), where: '', value: '', full: null }] : [],
  )
