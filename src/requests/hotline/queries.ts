import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { listDivisions, listUnits } from '#organisations/index.ts'
import { type Context, requireMay, systemActor } from '#platform/actor.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { readable } from '#platform/protect/values.ts'
import { requests, topics } from '../tables.ts'
import { HotlineImport } from './contract.ts'
import { canImport } from './policy.ts'
import { type KnownWords, normalWord } from './reading/rules.ts'
import {
  hotlineExports,
  hotlineImports,
  hotlineParts,
  hotlineProblems,
  hotlineSources,
  hotlineTickets,
} from './tables.ts'

export type ImportRow = typeof hotlineImports.$inferSelect

/** Problems that a screen lists; the sheet holds all. */
const shownProblems = 50

const requireDesk = (ctx: Context, action: string) => requireMay(canImport(ctx.actor), action)

export async function findImport(tx: Tx, ctx: Context, id: string, lock = false): Promise<ImportRow> {
  const query = tx
    .select()
    .from(hotlineImports)
    .where(and(eq(hotlineImports.city, ctx.city), eq(hotlineImports.id, id)))
  return found((lock ? await query.for('update') : await query)[0], 'requests.hotline.noImport')
}

export async function present(tx: Tx, ctx: Context, row: ImportRow): Promise<HotlineImport> {
  const [source] = await tx
    .select({ id: hotlineSources.id, name: hotlineSources.name })
    .from(hotlineSources)
    .where(and(eq(hotlineSources.city, ctx.city), eq(hotlineSources.id, row.sourceId)))
  return HotlineImport.parse({ ...row, source })
}

/** The file of an import, put together. */
export async function fileOf(tx: Tx, ctx: Context, importId: string): Promise<Uint8Array> {
  const parts = await tx
    .select({ content: hotlineParts.content })
    .from(hotlineParts)
    .where(and(eq(hotlineParts.city, ctx.city), eq(hotlineParts.importId, importId)))
    .orderBy(asc(hotlineParts.part))
  return Buffer.concat(parts.map(({ content }) => Buffer.from(readable(content), 'base64')))
}

/** What the city knows by name: topics, units with their other names, divisions. */
export async function knownWords(tx: Tx, ctx: Context): Promise<KnownWords & { fallbackTopicId: string }> {
  const wide = { ...ctx, actor: { ...systemActor(ctx.city), role: 'request-desk' as const } }
  const ofTopics = await tx.select().from(topics).where(eq(topics.city, ctx.city)).orderBy(asc(topics.position))
  const units = await listUnits(tx, wide, { closed: false })
  const divisions = await listDivisions(tx, wide)
  const named = (entries: readonly [string, string][]) =>
    new Map(entries.filter(([name]) => name !== '').map(([name, value]) => [normalWord(name), value]))
  return {
    kind: new Map(),
    outcome: new Map(),
    topic: named(
      ofTopics.flatMap(({ id, name, slug }) => [[name, id] as const, [slug, id] as const]).map(([a, b]) => [a, b]),
    ),
    unit: named(
      units.flatMap(({ id, name, shortName, aliases }) =>
        [name, shortName, ...aliases].map((one): [string, string] => [one, id]),
      ),
    ),
    division: named(
      divisions.flatMap(({ code, name, shortName }) =>
        [name, shortName, code].map((one): [string, string] => [one, code]),
      ),
    ),
    // The last topic takes what fits no other.
    fallbackTopicId: found(ofTopics.at(-1), 'requests.noTopic').id,
  }
}

/** @throws AppError forbidden | not-found */
export const getImport = (ctx: Context, id: string) =>
  read(ctx, async (tx) => {
    requireDesk(ctx, 'requests.hotline-get')
    const row = await findImport(tx, ctx, id)
    return {
      ...(await present(tx, ctx, row)),
      problems: await problemsOf(tx, ctx, row, shownProblems),
      choices: await choices(tx, ctx),
    }
  })

/** Why rows were not taken: down the table, and in a row from left to right. */
export async function problemsOf(tx: Tx, ctx: Context, { id, headings }: ImportRow, most: number) {
  const rows = await tx
    .select({
      row: hotlineProblems.row,
      heading: hotlineProblems.heading,
      key: hotlineProblems.key,
      facts: hotlineProblems.facts,
    })
    .from(hotlineProblems)
    .where(and(eq(hotlineProblems.city, ctx.city), eq(hotlineProblems.importId, id)))
    .orderBy(asc(hotlineProblems.row), asc(hotlineProblems.id))
    .limit(most)
  const place = new Map(headings.map((heading, at) => [heading, at]))
  const at = ({ heading }: (typeof rows)[number]) => place.get(heading) ?? -1
  return rows.toSorted((a, b) => a.row - b.row || at(a) - at(b))
}

/** What a word may be said to mean. */
async function choices(tx: Tx, ctx: Context) {
  const wide = { ...ctx, actor: { ...systemActor(ctx.city), role: 'request-desk' as const } }
  const ofTopics = await tx.select().from(topics).where(eq(topics.city, ctx.city)).orderBy(asc(topics.position))
  const units = await listUnits(tx, wide, { closed: false })
  const divisions = await listDivisions(tx, wide)
  return {
    topic: ofTopics.map(({ id, name, nameEn }) => ({ value: id, name, nameEn })),
    unit: units.map(({ id, shortName, nameEn }) => ({ value: id, name: shortName, nameEn })),
    division: divisions.map(({ code, name, nameEn }) => ({ value: code, name, nameEn })),
  }
}

/** Sources with what waits to go back, and the last imports. @throws AppError forbidden */
export const listImports = (ctx: Context) =>
  read(ctx, async (tx) => {
    requireDesk(ctx, 'requests.hotline-list')
    const sources = await tx
      .select({ id: hotlineSources.id, name: hotlineSources.name })
      .from(hotlineSources)
      .where(eq(hotlineSources.city, ctx.city))
      .orderBy(asc(hotlineSources.name))
    const rows = await tx
      .select()
      .from(hotlineImports)
      .where(eq(hotlineImports.city, ctx.city))
      .orderBy(desc(hotlineImports.startedAt), desc(hotlineImports.id))
      .limit(50)
    const imports: HotlineImport[] = []
    for (const row of rows) imports.push(await present(tx, ctx, row))
    const shown = []
    for (const source of sources) {
      const exports = await tx
        .select()
        .from(hotlineExports)
        .where(and(eq(hotlineExports.city, ctx.city), eq(hotlineExports.sourceId, source.id)))
        .orderBy(desc(hotlineExports.madeAt))
        .limit(10)
      shown.push({ ...source, exports, waiting: await waitingOf(tx, ctx, source.id) })
    }
    return { sources: shown, imports }
  })

/** Tickets that were answered or ended and have changed since answers last went back. */
export const toLookAt = (ctx: Context, sourceId: string) =>
  and(
    eq(hotlineTickets.city, ctx.city),
    eq(hotlineTickets.sourceId, sourceId),
    sql`(${requests.answeredAt} is not null or ${requests.closedAt} is not null)`,
    sql`${hotlineTickets.sentVersion} is distinct from ${requests.version}`,
  )

async function waitingOf(tx: Tx, ctx: Context, sourceId: string): Promise<number> {
  const [row] = await tx
    .select({ count: sql<string>`count(*)` })
    .from(hotlineTickets)
    .innerJoin(requests, and(eq(requests.city, hotlineTickets.city), eq(requests.id, hotlineTickets.requestId)))
    .where(toLookAt(ctx, sourceId))
  return Number(row?.count ?? 0)
}
