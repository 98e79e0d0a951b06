import { eq, inArray } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Context } from '#platform/actor.ts'
import { type Tx, transact, transactAsOwner } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { indexOf } from '#platform/protect/protected-tables.ts'
import type { Role } from '#platform/roles.ts'
import { createAccount } from '#platform/sign-in/accounts.ts'
import { hashPassword } from '#platform/sign-in/passwords.ts'
import { accounts, cities, grants, portfolioItems } from '#platform/tables.ts'
import { tell } from './commands.ts'
import type { Pack } from './pack/shapes.ts'
import { parentsFirst } from './rules.ts'
import { divisions, duties, people, personPhone, posts, units } from './tables.ts'

/**
 * Loads a pack: the city, its divisions, units with their duties, people with their posts. What is already there, known
 * by its code or slug, is left as the city has it, so a second run changes nothing. `today` is the first day of posts.
 */
export async function seedOrganisations(ctx: Context, pack: Pack, today: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const { code, name, english, sample } = pack.city
    await transactAsOwner(code, (owner) =>
      owner.insert(cities).values({ code, name, nameEn: english, isSample: sample }).onConflictDoNothing(),
    )
    await addDivisions(tx, ctx, pack)
    const added = {
      units: await addUnits(tx, ctx, pack, today),
      people: await addPeople(tx, ctx, pack, today),
    }
    if (added.units + added.people > 0) {
      await tell(ctx, tx, 'organisations-seeded', { kind: 'organisations', id: ctx.city }, added)
    }
  })
}

async function addDivisions(tx: Tx, ctx: Context, { city }: Pack): Promise<void> {
  const own = { code: city.code, kind: 'city', parentCode: null, ...namesOf(city) }
  const below = city.districts.flatMap((district) => [
    { code: district.code, kind: district.kind, parentCode: city.code, ...namesOf(district) },
    ...district.towns.map((town) => ({
      code: town.code,
      kind: town.kind,
      parentCode: district.code,
      ...namesOf(town),
    })),
  ])
  const rows = [own, ...below].map((row, at) => ({ ...row, city: ctx.city, officialOrder: (at + 1) * 10 }))
  await tx.insert(divisions).values(rows).onConflictDoNothing()
}

const namesOf = (one: {
  name: string
  shortName?: string | undefined
  english: string
  aliases: string[]
}): { name: string; shortName: string; nameEn: string; aliases: string[] } => ({
  name: one.name,
  shortName: one.shortName ?? one.name,
  nameEn: one.english,
  aliases: one.aliases,
})

/** Units by the slug the pack knows them by. */
async function unitIds(tx: Tx, ctx: Context): Promise<Map<string, string>> {
  const rows = await tx.select({ slug: units.slug, id: units.id }).from(units).where(eq(units.city, ctx.city))
  return new Map(rows.map(({ slug, id }) => [slug, id]))
}

async function addUnits(tx: Tx, ctx: Context, pack: Pack, today: string): Promise<number> {
  const ids = await unitIds(tx, ctx)
  const missing = pack.units.filter(({ id }) => !ids.has(id))
  for (const { id } of missing) ids.set(id, newId())
  const idOf = (slug: string) => found(ids.get(slug), 'organisations.noSuchUnit', { slug })
  const rows = missing.map((unit) => ({
    city: ctx.city,
    id: idOf(unit.id),
    slug: unit.id,
    parentId: unit.parent === null ? null : idOf(unit.parent),
    kind: unit.kind,
    divisionCode: unit.division,
    officialOrder: unit.order,
    officePhone: unit.phone,
    activeFromOn: today,
    ...namesOf(unit),
  }))
  await insertAll(parentsFirst(rows), (some) => tx.insert(units).values(some))
  await insertAll(
    missing.flatMap((unit) =>
      (pack.duties.get(unit.id) ?? []).map(({ text, words }, at) => {
        return { city: ctx.city, id: newId(), unitId: idOf(unit.id), position: at + 1, text, keywords: words }
      }),
    ),
    (rows) => tx.insert(duties).values(rows),
  )
  return missing.length
}

async function addPeople(tx: Tx, ctx: Context, pack: Pack, today: string): Promise<number> {
  const ids = await unitIds(tx, ctx)
  const known = await tx.select({ slug: people.slug }).from(people).where(eq(people.city, ctx.city))
  const slugs = new Set(known.map(({ slug }) => slug))
  const missing = pack.people.flatMap((person) => {
    const unitId = person.unit === null ? undefined : found(ids.get(person.unit), 'organisations.noSuchUnit')
    return unitId === undefined || slugs.has(person.id) ? [] : [{ ...person, unitId, personId: newId() }]
  })
  await insertAll(
    missing.map(({ id, personId, name, phone }) => {
      const phoneIndex = indexOf(personPhone, phone)
      return { city: ctx.city, id: personId, slug: id, name, phone, phoneIndex }
    }),
    (rows) => tx.insert(people).values(rows),
  )
  await insertAll(
    missing.map(({ personId, unitId, post }, at) => {
      return { city: ctx.city, id: newId(), personId, unitId, title: post, position: at + 1, fromOn: today }
    }),
    (rows) => tx.insert(posts).values(rows),
  )
  return missing.length
}

/** Multi-row inserts, few enough parameters in each. */
async function insertAll<Row>(rows: Row[], insert: (rows: Row[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += 1000) await insert(rows.slice(at, at + 1000))
}

export interface SampleAccount {
  username: string
  name: string
  role: Role
  post: string
}

/**
 * Makes the accounts of a pack that do not exist yet, all with the same password, and returns the pack's whole list to
 * show at the start. `enterpriseIds` gives the id of a firm by its credit code.
 */
export async function seedAccounts(
  ctx: Context,
  pack: Pack,
  options: { password: string; today: string; enterpriseIds: ReadonlyMap<string, string> },
): Promise<SampleAccount[]> {
  const wanted = listAccounts(pack)
  // Each hash has a salt of its own and takes a while: all at once, and before the transaction.
  const hashed = await Promise.all(
    wanted.map(async (account) => ({ ...account, passwordHash: await hashPassword(options.password) })),
  )
  await transactAsOwner(ctx.city, async (tx) => {
    const ids = await unitIds(tx, ctx)
    const persons = await personIds(tx, ctx)
    const names = wanted.map(({ username }) => username)
    const taken = await tx
      .select({ username: accounts.username })
      .from(accounts)
      .where(inArray(accounts.username, names))
    const existing = new Set(taken.map(({ username }) => username))
    const idOf = (slug: string) => found(ids.get(slug), 'organisations.noSuchUnit', { slug })
    for (const { username, name, role, post, unit, scope, passwordHash, person } of hashed) {
      if (existing.has(username)) continue
      const unitId = unit === null ? null : idOf(unit)
      const scopeIds = { unit: ids, enterprise: options.enterpriseIds } as const
      const known = scope.kind === 'unit' || scope.kind === 'enterprise' ? scopeIds[scope.kind] : null
      const given = scope.id ?? username
      const id = known ? found(known.get(given), 'organisations.noSuchUnit', { slug: given }) : given
      const personId = persons.get(person) ?? null
      const account = { city: ctx.city, username, name, personId, password: options.password, passwordHash }
      const accountId = await createAccount(tx, account, [], ctx.now())
      const own = { city: ctx.city, accountId, role, scopeKind: scope.kind, unitId, post, fromOn: options.today }
      await addGrant(tx, own, id, [
        ...scope.units.map((slug) => ({ kind: 'unit', itemId: idOf(slug) })),
        ...scope.districts.map((itemId) => ({ kind: 'district', itemId })),
      ])
    }
    if (existing.size === 0) await addActing(tx, ctx, pack, options.today)
  })
  return wanted.map(({ username, name, role, post }) => ({ username, name, role, post }))
}

async function personIds(tx: Tx, ctx: Context): Promise<Map<string, string>> {
  const rows = await tx.select({ slug: people.slug, id: people.id }).from(people).where(eq(people.city, ctx.city))
  return new Map(rows.flatMap(({ slug, id }) => (slug === null ? [] : [[slug, id]])))
}

/** A grant with what its portfolio holds; a portfolio is known by the grant itself. */
async function addGrant(
  tx: Tx,
  grant: Omit<typeof grants.$inferInsert, 'id' | 'scopeId'>,
  scopeId: string,
  items: readonly { kind: string; itemId: string }[],
): Promise<void> {
  const id = newId()
  await tx.insert(grants).values({ ...grant, id, scopeId: grant.scopeKind === 'portfolio' ? id : scopeId })
  const { city, fromOn } = grant
  const rows = items.map((item) => ({ city, id: newId(), grantId: id, fromOn, ...item }))
  if (rows.length > 0) await tx.insert(portfolioItems).values(rows)
}

/** Who acts for an absent colleague, from the first day of the posts on. */
async function addActing(tx: Tx, ctx: Context, { acting }: Pack, today: string): Promise<void> {
  const rows = await tx
    .select({ username: accounts.username, grant: grants })
    .from(grants)
    .innerJoin(accounts, eq(accounts.id, grants.accountId))
    .where(eq(grants.city, ctx.city))
  const grantOf = (user: string) =>
    found(rows.find(({ username }) => username === user)?.grant, 'accounts.noSuch', { user })
  for (const { user, for: absent, days } of acting) {
    const { accountId } = grantOf(user)
    const { id: actingFor, ...post } = grantOf(absent)
    const toOn = Temporal.PlainDate.from(today)
      .add({ days: days - 1 })
      .toString()
    await tx.insert(grants).values({ ...post, id: newId(), accountId, actingFor, fromOn: today, toOn })
  }
}

/** The accounts of a pack with the names and posts of their people. */
export function listAccounts(pack: Pack) {
  return pack.accounts.map((account) => {
    const person = pack.people.find(({ id }) => id === account.person)
    const { name, post } = found(person, 'organisations.noSuchPerson', { slug: account.person })
    const { user: username, role, unit, scope } = account
    return { username, name, post, role, unit, scope, person: account.person }
  })
}
