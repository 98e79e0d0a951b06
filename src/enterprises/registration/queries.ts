import { and, count, desc, eq, inArray, like, or, sql } from 'drizzle-orm'
import { listDivisions } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { hashOfCode } from '#platform/codes.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { likePattern } from '#platform/pairs.ts'
import { maskPhone, shown } from '#platform/protect/masks.ts'
import { visibleTo as firmsVisibleTo } from '../policy.ts'
import { enterprises, registrations } from '../tables.ts'
import { type ListRegistrations, type RegistrationInList, RegistrationStanding, refusalReasons } from './contract.ts'
import { visibleTo } from './policy.ts'

const pageSize = 20

type RegistrationRow = typeof registrations.$inferSelect

/** Registrations the actor may decide, those that wait first, then the newest. */
export async function listRegistrations(ctx: Context, filter: ListRegistrations) {
  return read(ctx, async (tx) => {
    const pattern = filter.q ? likePattern(filter.q) : null
    const where = and(
      visibleTo(ctx.actor),
      filter.state ? eq(registrations.state, filter.state) : undefined,
      pattern ? or(like(registrations.firmName, pattern), like(registrations.creditCode, pattern)) : undefined,
    )
    const [total] = await tx.select({ count: count() }).from(registrations).where(where)
    const rows = await tx
      .select()
      .from(registrations)
      .where(where)
      .orderBy(sql`${registrations.state} = 'waiting' desc`, desc(registrations.submittedAt), desc(registrations.id))
      .limit(pageSize)
      .offset((filter.page - 1) * pageSize)
    return { rows: await presented(tx, ctx, rows), total: total?.count ?? 0, pageSize }
  })
}

async function presented(tx: Tx, ctx: Context, rows: readonly RegistrationRow[]): Promise<RegistrationInList[]> {
  if (rows.length === 0) return []
  const codes = rows.map(({ creditCode }) => creditCode)
  const firms = await tx
    .select({ id: enterprises.id, name: enterprises.name, creditCode: enterprises.creditCode })
    .from(enterprises)
    .where(and(eq(enterprises.city, ctx.city), inArray(enterprises.creditCode, codes)))
  const firmOf = new Map(firms.map((firm) => [firm.creditCode, { id: firm.id, name: firm.name }]))
  const names = new Map((await listDivisions(tx, ctx)).map(({ code, name }) => [code, name]))
  return rows.map((row) => ({
    ...row,
    state: RegistrationStanding.shape.state.parse(row.state),
    reason: refusalReasons.find((one) => one === row.reason) ?? null,
    known: firmOf.get(row.creditCode) ?? null,
    divisionName: names.get(row.divisionCode) ?? row.divisionCode,
    contactName: shown(row.contactName),
    contactPhone: maskPhone(row.contactPhone),
  }))
}

/** How a registration stands, for who holds its receipt. @throws AppError not-found `enterprises.registration.noSuchReceipt` */
export async function registrationStanding(ctx: Context, receipt: string) {
  return read(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(registrations)
      .where(and(eq(registrations.city, ctx.city), eq(registrations.receiptHash, hashOfCode(receipt))))
    const { state, firmName, submittedAt, reason, note } = found(row, 'enterprises.registration.noSuchReceipt')
    return RegistrationStanding.parse({ state, firmName, submittedAt, reason, note })
  })
}

/** At most 20 firms within the scope whose name or code holds the words. */
export async function firmsToInvite(ctx: Context, asked: string) {
  return read(ctx, (tx) =>
    tx
      .select({ id: enterprises.id, name: enterprises.name, creditCode: enterprises.creditCode })
      .from(enterprises)
      .where(
        and(
          firmsVisibleTo(ctx.actor),
          or(like(enterprises.name, likePattern(asked)), like(enterprises.creditCode, likePattern(asked))),
        ),
      )
      .orderBy(enterprises.name, enterprises.id)
      .limit(20),
  )
}
