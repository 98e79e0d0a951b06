import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { type Tx, transactAsOwner } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { indexOf } from '#platform/protect/protected-tables.ts'
import { type Role, roles } from '#platform/roles.ts'
import { scopeNamesOf } from '#platform/scope-names.ts'
import { readTable, type TableColumn, writeWorkbook } from '#platform/sheets/index.ts'
import { accounts } from '#platform/tables.ts'
import { en } from '#platform/ui/messages.en.ts'
import { zh as words } from '#platform/ui/messages.zh.ts'
import { divisions, people, personPhone, posts, units } from '../../tables.ts'
import { heldBy, todayOf, waitingRoles } from '../grants/queries.ts'
import { zh } from '../messages.zh.ts'
import { scopeKindsOf } from '../rules.ts'
import { type AccountRowRead, type ImportError, importColumns, type Known } from './rules.ts'

/** More at a time would hold the database too long; a city imports unit by unit. */
export const mostRows = 300

const columns = [
  { key: 'name', headers: [importColumns.name, 'name'], required: true },
  { key: 'phone', headers: [importColumns.phone, 'phone'] },
  { key: 'unit', headers: [importColumns.unit, 'unit'] },
  { key: 'post', headers: [importColumns.post, 'post'] },
  { key: 'username', headers: [importColumns.username, 'user name'], required: true },
  { key: 'role', headers: [importColumns.role, 'role'] },
  { key: 'scope', headers: [importColumns.scope, 'scope'] },
] as const satisfies readonly TableColumn[]

const labelOf = (role: Role): string => words[`ui.role.${role}`]
const roleByWord = new Map<string, Role>(
  roles.flatMap((role) => [role, labelOf(role), en[`ui.role.${role}`]].map((word) => [word, role])),
)

/** Reads the rows with what is wrong in their cells. @throws AppError invalid `sheets.*`, `accounts.import.empty` */
export async function readAccounts(bytes: Uint8Array): Promise<{ rows: AccountRowRead[]; errors: ImportError[] }> {
  const table = await readTable(bytes, { columns, limits: { rows: mostRows + 20 } })
  if (table.rows.length === 0) throw new AppError('invalid', 'accounts.import.empty')
  if (table.rows.length > mostRows) throw new AppError('invalid', 'accounts.import.tooMany', { most: mostRows })
  const errors: ImportError[] = [...table.errors]
  const rows = table.rows.map(({ row, values }) => {
    const role = values.role === null ? null : (roleByWord.get(values.role.trim()) ?? null)
    if (values.role !== null && role === null) {
      const facts = { role: values.role, choices: roles.map(labelOf).join('、') }
      errors.push({ row, column: importColumns.role, key: 'accounts.import.role', facts })
    }
    return { row, ...values, role }
  })
  return { rows, errors }
}

const formColumns = () =>
  columns.map(({ key, headers }) => ({
    header: headers[0],
    width: key === 'unit' || key === 'post' ? 34 : 18,
    ...(key === 'role' ? { choices: roles.map(labelOf) } : {}),
  }))

/** The empty form. */
export const accountsForm = (): Promise<Uint8Array> =>
  writeWorkbook({
    sheets: [
      { name: zh['accounts.import.sheetName'], note: zh['accounts.import.note'], columns: formColumns(), rows: [] },
    ],
  })

/** The accounts that were made, with their initial passwords. */
export const resultSheet = (
  made: readonly { name: string; unit: string | null; username: string; password: string }[],
): Promise<Uint8Array> => {
  const headers = [importColumns.name, importColumns.unit, importColumns.username, zh['accounts.import.password']]
  return writeWorkbook({
    sheets: [
      {
        name: zh['accounts.import.sheetName'],
        columns: headers.map((header) => ({ header, width: 28 })),
        rows: made.map(({ name, unit, username, password }) => [name, unit, username, password]),
      },
    ],
  })
}

/** What the city knows of the people, units and accounts that the rows name. */
export async function knownOf(tx: Tx, ctx: Context, rows: readonly AccountRowRead[]): Promise<Known> {
  const organs = await tx
    .select()
    .from(units)
    .where(and(eq(units.city, ctx.city), isNull(units.activeToOn)))
  const areas = await tx.select().from(divisions).where(eq(divisions.city, ctx.city))
  const accountsKnown = await accountsNamed(ctx, rows)
  const persons = await peopleNamed(tx, ctx, rows)
  const personIds = [
    ...persons.map(({ id }) => id),
    ...[...accountsKnown.values()].flatMap(({ personId }) => personId ?? []),
  ]
  const { rolesByPerson, held } = await rolesOfPeople(tx, ctx, personIds, [...accountsKnown.values()])
  return {
    city: ctx.city,
    today: todayOf(ctx),
    units: unambiguous(organs.map(({ id, slug, name, shortName }) => ({ id, names: [slug, name, shortName] }))),
    districts: unambiguous(
      areas
        .filter(({ kind }) => kind !== 'city')
        .map((one) => ({ id: one.code, names: [one.code, one.name, one.shortName] })),
    ),
    enterprises: await enterprisesNamed(tx, ctx, rows),
    accounts: accountsKnown,
    personOf: ({ name, phone, unitId }) => {
      const index = phone === null ? null : indexOf(personPhone, phone)
      const same = persons.filter((one) => one.name === name)
      const byPhone = index === null ? undefined : same.find(({ phoneIndex }) => phoneIndex === index)
      return (byPhone ?? same.find((one) => unitId !== null && one.unitId === unitId))?.id ?? null
    },
    rolesOf: (personId) => rolesByPerson.get(personId) ?? [],
    held,
  }
}

/** Ids by every name that means one thing alone. */
function unambiguous(things: readonly { id: string; names: readonly string[] }[]): Map<string, string> {
  const ids = new Map<string, Set<string>>()
  for (const { id, names } of things) {
    for (const name of names) ids.set(name, new Set([...(ids.get(name) ?? []), id]))
  }
  return new Map([...ids].flatMap(([name, [id, ...others]]) => (id && others.length === 0 ? [[name, id]] : [])))
}

/** Accounts by user name, of other cities too: a user name is taken once. */
async function accountsNamed(ctx: Context, rows: readonly AccountRowRead[]): Promise<Map<string, KnownAccount>> {
  const names = [...new Set(rows.flatMap(({ username }) => username?.trim().toLowerCase() ?? []))]
  if (names.length === 0) return new Map()
  const found = await transactAsOwner(ctx.city, (tx) =>
    tx.select().from(accounts).where(inArray(accounts.username, names)),
  )
  return new Map(
    found.map(({ id, name, username, personId, closedAt, city }) => [
      username ?? '',
      { id, name, personId, isClosed: closedAt !== null, isHere: city === ctx.city },
    ]),
  )
}
type KnownAccount = { id: string; name: string; personId: string | null; isClosed: boolean; isHere: boolean }

async function peopleNamed(tx: Tx, ctx: Context, rows: readonly AccountRowRead[]) {
  const names = [...new Set(rows.flatMap(({ name }) => name ?? []))]
  if (names.length === 0) return []
  const { id, name, phoneIndex } = people
  return tx
    .select({ id, name, phoneIndex, unitId: posts.unitId })
    .from(people)
    .leftJoin(posts, and(eq(posts.city, people.city), eq(posts.personId, people.id), isNull(posts.toOn)))
    .where(and(eq(people.city, ctx.city), inArray(people.name, names)))
    .orderBy(people.id)
}

async function rolesOfPeople(
  tx: Tx,
  ctx: Context,
  personIds: readonly string[],
  named: readonly KnownAccount[],
): Promise<{ rolesByPerson: Map<string, Role[]>; held: Awaited<ReturnType<typeof heldBy>> }> {
  const own =
    personIds.length === 0
      ? []
      : await transactAsOwner(ctx.city, (owner) =>
          owner
            .select({ id: accounts.id, personId: accounts.personId })
            .from(accounts)
            .where(and(eq(accounts.city, ctx.city), inArray(accounts.personId, [...personIds]))),
        )
  const here = named.filter(({ isHere }) => isHere)
  const held = await heldBy(tx, ctx, [...new Set([...own, ...here].map(({ id }) => id))])
  const rolesByPerson = new Map<string, Role[]>()
  for (const { id, personId } of own) {
    if (personId === null) continue
    const roles = held.filter(({ accountId }) => accountId === id).map(({ role }) => role)
    const waiting = await waitingRoles(tx, ctx, [id])
    rolesByPerson.set(personId, [...(rolesByPerson.get(personId) ?? []), ...roles, ...waiting])
  }
  return { rolesByPerson, held }
}

/** Firms by the whole name that a row of an enterprise user gives. */
async function enterprisesNamed(tx: Tx, ctx: Context, rows: readonly AccountRowRead[]): Promise<Map<string, string>> {
  const asked = rows.filter(({ role }) => role !== null && scopeKindsOf[role].includes('enterprise'))
  const names = new Set(asked.flatMap(({ scope }) => scope?.trim() ?? []))
  const found = new Map<string, string>()
  for (const name of names) {
    const firms = (await scopeNamesOf('enterprise')?.search(tx, ctx, name)) ?? []
    const same = firms.filter((firm) => firm.name === name)
    if (same.length === 1 && same[0]) found.set(name, same[0].id)
  }
  return found
}
