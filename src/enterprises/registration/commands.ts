import { and, count, eq, sql } from 'drizzle-orm'
import { listDivisions } from '#organisations/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { hashOfCode, newCode } from '#platform/codes.ts'
import { type Tx, transact, transactAsOwner } from '#platform/db/transact.ts'
import { AppError, found, one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { readable } from '#platform/protect/values.ts'
import { roleClash } from '#platform/roles.ts'
import { addGrant, closeAccount, createAccount, rolesOf } from '#platform/sign-in/accounts.ts'
import { visibleTo as firmsVisibleTo } from '../policy.ts'
import { registeredFirm } from '../queries.ts'
import { creditCodeFault, initialsOfFirm, normalizeCreditCode } from '../rules.ts'
import { followWords } from '../search/commands.ts'
import { contactColumns, enterprises, invitations, registrations } from '../tables.ts'
import type { ConfirmRegistration, RefuseRegistration, Register } from './contract.ts'
import { sees, visibleTo } from './policy.ts'
import { invitationDays, mostWaiting, registrars } from './rules.ts'

type Firm = Pick<typeof enterprises.$inferSelect, 'id' | 'name' | 'divisionCode'>

/**
 * A firm's person asks for an account. It is made at once, so that the user name is theirs, and has no role yet: with an
 * invitation it gets one in the same step, else when the desk confirms.
 *
 * @throws AppError invalid (code, invitation, password) | conflict (user name, too many waiting)
 */
export async function register(
  visitor: Context,
  input: Register,
): Promise<{ state: 'ready' | 'waiting'; receipt: string }> {
  const creditCode = normalizeCreditCode(input.creditCode)
  if (creditCodeFault(creditCode) !== null) {
    throw new AppError('invalid', 'enterprises.badCreditCode', { code: creditCode })
  }
  return transact(visitor, async (tx) => {
    const firm = await firmOfCode(tx, visitor, creditCode)
    const invitation = input.invitation ? await lockInvitation(tx, visitor, input.invitation, firm) : null
    if (!invitation) await requireFewWaiting(tx, visitor, creditCode)

    const { username, password, contactName: name } = input
    const accountId = await transactAsOwner(visitor.city, (owner) =>
      createAccount(owner, { city: visitor.city, username, name, password }, []),
    )
    const ctx: Context = { ...visitor, actor: { ...visitor.actor, accountId, name } }
    const receipt = newCode()
    const id = newId()
    const now = ctx.now().toString()
    await tx.insert(registrations).values({
      city: ctx.city,
      id,
      receiptHash: hashOfCode(receipt),
      accountId,
      username: username.trim().toLowerCase(),
      creditCode,
      firmName: input.firmName,
      divisionCode: firm?.divisionCode ?? (await divisionOfCode(tx, ctx, creditCode)),
      ...contactColumns('registrations', name, input.contactPhone),
      state: invitation ? 'confirmed' : 'waiting',
      enterpriseId: invitation && firm ? firm.id : null,
      submittedAt: now,
      decidedAt: invitation ? now : null,
    })
    if (invitation && firm) {
      await tx
        .update(invitations)
        .set({ usedAt: now })
        .where(and(eq(invitations.city, ctx.city), eq(invitations.id, invitation.id)))
      await addGrant(tx, accountId, userOf(ctx, firm))
    }
    await announce(ctx, tx, {
      kind: 'firm-registered',
      subject: { kind: 'registration', id },
      facts: { registrationId: id, creditCode, invited: invitation !== null },
    })
    return { state: invitation ? 'ready' : 'waiting', receipt }
  })
}

/**
 * The desk confirms: the account acts for the firm from today. A firm that is not in the registry is entered with it.
 *
 * @throws AppError not-found | conflict | invalid `enterprises.registration.divisionNeeded`
 */
export async function confirmRegistration(ctx: Context, id: string, input: ConfirmRegistration) {
  return transact(ctx, async (tx) => {
    const registration = await lockWaiting(tx, ctx, id, input.version)
    const { creditCode, accountId } = registration
    // Two of one firm confirmed at the same time must not enter it twice.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`enterprises:${ctx.city}:${creditCode}`}))`)
    const known = await firmOfCode(tx, ctx, creditCode)
    // Entered meanwhile, or moved, it may lie where the officer decides nothing.
    if (known && !sees(ctx.actor, known)) throw new AppError('not-found', 'enterprises.registration.noSuchRegistration')
    // An administrator acts for no firm, whatever was given to the account meanwhile.
    const held = await rolesOf(tx, ctx.city, accountId)
    if (held.some((role) => roleClash(role, 'enterprise-user'))) {
      throw new AppError('conflict', 'enterprises.registration.administrator')
    }
    const firm = known ?? (await enterFirm(tx, ctx, registration, input.divisionCode))

    const version = await decide(tx, ctx, registration, { state: 'confirmed', enterpriseId: firm.id })
    await addGrant(tx, accountId, userOf(ctx, firm))
    const facts = { registrationId: id, enterpriseId: firm.id, accountId }
    await announce(ctx, tx, { kind: 'registration-confirmed', subject: { kind: 'registration', id }, facts })
    return { id, version }
  })
}

/** The desk refuses, with a reason the firm sees; the account closes. @throws AppError not-found | conflict */
export async function refuseRegistration(ctx: Context, id: string, { version, reason, note }: RefuseRegistration) {
  return transact(ctx, async (tx) => {
    const registration = await lockWaiting(tx, ctx, id, version)

    const next = await decide(tx, ctx, registration, { state: 'refused', reason, note: note || null })
    await transactAsOwner(ctx.city, (owner) => closeAccount(owner, ctx.city, registration.accountId, ctx.now()))
    const facts = { registrationId: id, reason }
    await announce(ctx, tx, { kind: 'registration-refused', subject: { kind: 'registration', id }, facts })
    return { id, version: next }
  })
}

/** A code of one use for a firm within the scope. @throws AppError not-found | forbidden | invalid */
export async function inviteFirm(ctx: Context, enterpriseId: string): Promise<{ code: string; expiresAt: string }> {
  return transact(ctx, async (tx) => {
    const [firm] = await tx
      .select({ id: enterprises.id, creditCode: enterprises.creditCode })
      .from(enterprises)
      .where(and(firmsVisibleTo(ctx.actor), eq(enterprises.id, enterpriseId)))
    const { creditCode } = found(firm, 'enterprises.noSuchFirm')
    requireMay(registrars.includes(ctx.actor.role), 'enterprises.inviteFirm')
    if (creditCode === null) throw new AppError('invalid', 'enterprises.registration.firmWithoutCode')
    const code = newCode()
    const id = newId()
    const now = ctx.now()
    const expiresAt = now.add({ hours: invitationDays * 24 }).toString()
    await tx.insert(invitations).values({
      city: ctx.city,
      id,
      codeHash: hashOfCode(code),
      enterpriseId,
      createdBy: ctx.actor.accountId,
      createdAt: now.toString(),
      expiresAt,
    })
    const facts = { enterpriseId, invitationId: id }
    await announce(ctx, tx, { kind: 'firm-invited', subject: { kind: 'enterprise', id: enterpriseId }, facts })
    return { code, expiresAt }
  })
}

const userOf = (ctx: Context, firm: Firm) => ({
  city: ctx.city,
  role: 'enterprise-user' as const,
  scope: { kind: 'enterprise' as const, id: firm.id },
  unitId: null,
  post: firm.name,
  fromOn: dayOf(ctx.now()).toString(),
})

/** The firm of a code; that of a merged entry leads to the one that stays. */
const firmOfCode = (tx: Tx, ctx: Context, creditCode: string): Promise<Firm | null> =>
  registeredFirm(tx, ctx, { creditCode })

/** Digits 3 to 8 of a code name where the firm was registered; a place outside counts for the whole city. */
async function divisionOfCode(tx: Tx, ctx: Context, creditCode: string): Promise<string> {
  const named = creditCode.slice(2, 8)
  const known = await listDivisions(tx, { ...ctx, actor: { ...ctx.actor, role: 'request-desk' } })
  return known.some(({ code }) => code === named) ? named : ctx.city
}

/** The invitation of this firm that can still be used. Which of code, firm or time is wrong is not said. */
async function lockInvitation(tx: Tx, ctx: Context, code: string, firm: Firm | null) {
  const [invitation] = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.city, ctx.city), eq(invitations.codeHash, hashOfCode(code))))
    .for('update')
  const isGood =
    invitation &&
    firm &&
    invitation.enterpriseId === firm.id &&
    !invitation.usedAt &&
    invitation.expiresAt > ctx.now().toString()
  if (!isGood) throw new AppError('invalid', 'enterprises.registration.badInvitation')
  return invitation
}

/** @throws AppError conflict `enterprises.registration.tooManyWaiting` */
async function requireFewWaiting(tx: Tx, ctx: Context, creditCode: string): Promise<void> {
  // Several at the same moment are counted one after the other.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`registrations:${ctx.city}:${creditCode}`}))`)
  const [waiting] = await tx
    .select({ count: count() })
    .from(registrations)
    .where(
      and(
        eq(registrations.city, ctx.city),
        eq(registrations.creditCode, creditCode),
        eq(registrations.state, 'waiting'),
      ),
    )
  if ((waiting?.count ?? 0) >= mostWaiting) {
    throw new AppError('conflict', 'enterprises.registration.tooManyWaiting', { most: mostWaiting })
  }
}

async function lockWaiting(tx: Tx, ctx: Context, id: string, version: number) {
  const [row] = await tx
    .select()
    .from(registrations)
    .where(and(visibleTo(ctx.actor), eq(registrations.id, id)))
    .for('update')
  const registration = found(row, 'enterprises.registration.noSuchRegistration')
  if (registration.state !== 'waiting') throw new AppError('conflict', 'enterprises.registration.decided')
  if (registration.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
  return registration
}

type Decision = Partial<Pick<typeof registrations.$inferInsert, 'state' | 'enterpriseId' | 'reason' | 'note'>>

async function decide(
  tx: Tx,
  ctx: Context,
  registration: { id: string; version: number },
  decision: Decision,
): Promise<number> {
  const version = registration.version + 1
  await tx
    .update(registrations)
    .set({ ...decision, decidedByName: ctx.actor.name, decidedAt: ctx.now().toString(), version })
    .where(and(eq(registrations.city, ctx.city), eq(registrations.id, registration.id)))
  return version
}

/** @throws AppError invalid `enterprises.registration.divisionNeeded`: the officer names a division within the own scope */
async function enterFirm(
  tx: Tx,
  ctx: Context,
  { creditCode, firmName, contactName, contactPhone }: typeof registrations.$inferSelect,
  divisionCode: string | undefined,
): Promise<Firm> {
  const known = await listDivisions(tx, ctx)
  const division = known.find(({ code }) => code === divisionCode)
  const isInScope = division && (ctx.actor.divisions === null || ctx.actor.divisions.includes(division.code))
  if (!isInScope) throw new AppError('invalid', 'enterprises.registration.divisionNeeded')
  const row = {
    ...{ city: ctx.city, id: newId(), creditCode, name: firmName, shortName: firmName },
    initials: initialsOfFirm(firmName, firmName),
  }
  const { id, name } = enterprises
  const firm = one(
    await tx
      .insert(enterprises)
      .values({
        ...row,
        divisionCode: division.code,
        ...contactColumns('enterprises', readable(contactName), readable(contactPhone)),
      })
      .returning({ id, name, divisionCode: enterprises.divisionCode }),
  )
  await followWords(tx, ctx, [firm.id])
  return firm
}
