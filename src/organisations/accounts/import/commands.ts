import { and, eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { proposeApproval } from '#platform/approvals/index.ts'
import { read, type Tx, transact, transactAsOwner } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { indexOf } from '#platform/protect/protected-tables.ts'
import { createAccount } from '#platform/sign-in/accounts.ts'
import { makePassword } from '#platform/sign-in/initial-password.ts'
import { hashPassword } from '#platform/sign-in/passwords.ts'
import { people, personPhone, posts, units } from '../../tables.ts'
import type { AccountImportReport } from '../contract.ts'
import type { AccountEvents } from '../events.ts'
import { tell } from '../grants/commands.ts'
import type { GiveGrant } from '../grants/contract.ts'
import { lockAccounts, todayOf } from '../grants/queries.ts'
import { zh } from '../messages.zh.ts'
import { can } from '../policy.ts'
import { knownOf, readAccounts, resultSheet } from './queries.ts'
import { type AccountPlan, type AccountRowRead, type PlannedAccount, planAccounts } from './rules.ts'

/** Says what a workbook would do. @throws AppError forbidden, invalid `sheets.*` */
export async function checkAccounts(ctx: Context, bytes: Uint8Array): Promise<AccountImportReport> {
  requireMay(can(ctx.actor, 'import'), 'accounts.import')
  const sheet = await readAccounts(bytes)
  const plan = await read(ctx, (tx) => planOf(tx, ctx, sheet))
  return report(sheet.rows.length, plan)
}

interface Sheet {
  rows: AccountRowRead[]
  errors: AccountPlan['errors']
}

async function planOf(tx: Tx, ctx: Context, { rows, errors }: Sheet): Promise<AccountPlan> {
  const plan = planAccounts(rows, await knownOf(tx, ctx, rows))
  return { ...plan, errors: [...errors, ...plan.errors].toSorted((a, b) => a.row - b.row) }
}

const report = (rows: number, { accounts, grants, errors }: AccountPlan): AccountImportReport => ({
  rows,
  accounts: accounts.filter(({ accountId }) => accountId === null).length,
  existing: accounts.filter(({ accountId }) => accountId !== null).length,
  people: accounts.filter(({ personId, accountId }) => personId === null && accountId === null).length,
  grants: grants.length,
  errors,
})

/**
 * Makes the people and accounts of a workbook and proposes their roles together, for one decision. The initial passwords
 * are in the answer alone. Their hashes are computed before the transaction, since they take long.
 *
 * @throws AppError forbidden | invalid `sheets.*`, `accounts.import.hasErrors` | conflict `platform.changedMeanwhile`
 */
export async function importAccounts(ctx: Context, bytes: Uint8Array) {
  requireMay(can(ctx.actor, 'import'), 'accounts.import')
  const sheet = await readAccounts(bytes)
  const wanted = await read(ctx, (tx) => planOf(tx, ctx, sheet))
  requireNoErrors(wanted)
  const passwords = await makePasswords(wanted)
  const { approvalId, made } = await transact(ctx, async (tx) => {
    await lockAccounts(tx, ctx)
    const plan = await planOf(tx, ctx, sheet)
    requireNoErrors(plan)
    const ids = await makeAll(tx, ctx, plan, passwords)
    const approvalId = await proposeAll(tx, ctx, plan, ids)
    const { accounts, people: persons, grants } = report(0, plan)
    const facts: AccountEvents['accounts-imported'] = { accounts, people: persons, grants }
    await announce(ctx, tx, {
      kind: 'accounts-imported',
      subject: { kind: 'accounts', id: ctx.city },
      facts: { ...facts },
    })
    return { approvalId, made: await madeRows(tx, ctx, plan, passwords) }
  })
  const base64 = Buffer.from(await resultSheet(made)).toString('base64')
  return { ...report(sheet.rows.length, wanted), approvalId, sheet: { name: zh['accounts.import.resultName'], base64 } }
}

function requireNoErrors({ errors }: AccountPlan): void {
  if (errors.length > 0) throw new AppError('invalid', 'accounts.import.hasErrors', { count: errors.length })
}

type Passwords = Map<string, { password: string; hash: string }>

async function makePasswords({ accounts }: AccountPlan): Promise<Passwords> {
  const made = accounts
    .filter(({ accountId }) => accountId === null)
    .map(async ({ username }) => {
      const password = makePassword()
      return [username, { password, hash: await hashPassword(password) }] as const
    })
  return new Map(await Promise.all(made))
}

/** Account ids by user name, those that existed among them. */
async function makeAll(
  tx: Tx,
  ctx: Context,
  { accounts }: AccountPlan,
  passwords: Passwords,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  const persons = new Map<string, string>()
  for (const planned of accounts) {
    if (planned.accountId !== null) {
      ids.set(planned.username, planned.accountId)
      continue
    }
    const known = passwords.get(planned.username)
    if (!known) throw new AppError('conflict', 'platform.changedMeanwhile')
    const key = `${planned.name} ${planned.unitId}`
    const personId = planned.personId ?? persons.get(key) ?? (await addPerson(tx, ctx, planned))
    persons.set(key, personId)
    await addPost(tx, ctx, planned, personId)
    const { username, name } = planned
    const account = { city: ctx.city, username, name, personId, mustChange: true }
    const secret = { password: known.password, passwordHash: known.hash }
    const id = await transactAsOwner(ctx.city, (owner) =>
      createAccount(owner, { ...account, ...secret }, [], ctx.now()),
    )
    ids.set(username, id)
    await tell(ctx, tx, 'account-made', id, { accountId: id, personId }, { username, name })
  }
  return ids
}

async function addPerson(tx: Tx, ctx: Context, { name, phone }: PlannedAccount): Promise<string> {
  const id = newId()
  const phoneIndex = indexOf(personPhone, phone)
  await tx.insert(people).values({ city: ctx.city, id, name, phone, phoneIndex })
  return id
}

/** The post in the unit, unless the person holds one there already. */
async function addPost(tx: Tx, ctx: Context, { unitId, post }: PlannedAccount, personId: string): Promise<void> {
  if (unitId === null || post === null) return
  const held = await tx
    .select({ position: posts.position, personId: posts.personId, toOn: posts.toOn })
    .from(posts)
    .where(and(eq(posts.city, ctx.city), eq(posts.unitId, unitId)))
  if (held.some((one) => one.personId === personId && one.toOn === null)) return
  const position = Math.max(0, ...held.map((one) => one.position)) + 1
  const row = { city: ctx.city, id: newId(), personId, unitId, title: post, position, fromOn: todayOf(ctx) }
  await tx.insert(posts).values(row)
}

async function proposeAll(
  tx: Tx,
  ctx: Context,
  { grants }: AccountPlan,
  ids: ReadonlyMap<string, string>,
): Promise<string | null> {
  if (grants.length === 0) return null
  const fromOn = todayOf(ctx)
  const wanted: GiveGrant[] = grants.map(({ username, role, scope, unitId, post }) => {
    const accountId = found(ids.get(username), 'accounts.noSuch')
    const ofScope = scope.kind === 'own' ? { kind: scope.kind, id: accountId } : scope
    return { accountId, role, scope: ofScope, items: [], unitId, post, fromOn, toOn: null }
  })
  const subject = { kind: 'accounts', id: ctx.city }
  const reason = zh['accounts.import.sheetName']
  return (await proposeApproval(ctx, tx, { kind: 'import-grants', subject, proposal: { grants: wanted }, reason }))
    .approvalId
}

async function madeRows(tx: Tx, ctx: Context, { accounts }: AccountPlan, passwords: Passwords) {
  const names = await tx.select({ id: units.id, name: units.name }).from(units).where(eq(units.city, ctx.city))
  const nameOf = new Map(names.map(({ id, name }) => [id, name]))
  return accounts.flatMap(({ username, name, unitId }) => {
    const known = passwords.get(username)
    const unit = unitId === null ? null : (nameOf.get(unitId) ?? null)
    return known ? [{ name, unit, username, password: known.password }] : []
  })
}
