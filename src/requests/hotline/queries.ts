import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { listDivisions, listUnits } from '#organisations/index.ts'
import { type Context, systemActor } from '#platform/actor.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import {
  findImport,
  type ImportRow,
  importSourcesOf,
  lastImports,
  presentImport,
  problemsOf,
  requireImporter,
} from '#platform/imports/index.ts'
import { requests, topics } from '../tables.ts'
import { HotlineImport, Tally } from './contract.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { canImport } from './policy.ts'
import { type KnownWords, normalWord } from './reading/rules.ts'
import { hotlineExports, hotlineTickets } from './tables.ts'

/** An import as its page shows it. */
export async function present(tx: Tx, ctx: Context, row: ImportRow): Promise<HotlineImport> {
  const { tally, ...shown } = await presentImport(tx, ctx, row)
  return HotlineImport.parse({ ...shown, ...Tally.parse(tally) })
}

/** What a query needs to know of the kind: the rest of it writes. */
export const ticketImports = {
  ...{ name: 'hotline', subject: 'hotline-import', action: 'requests.hotline', mayImport: canImport },
  ...{ seesAll: canImport, words: { zh, en } },
} as const

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
    requireImporter(ctx, ticketImports, 'get')
    const row = await findImport(tx, ctx, ticketImports, id)
    return {
      ...(await present(tx, ctx, row)),
      problems: await problemsOf(tx, ctx, row),
      choices: await choices(tx, ctx),
    }
  })

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
    requireImporter(ctx, ticketImports, 'list')
    const sources = await importSourcesOf(tx, ctx, ticketImports)
    const rows = await lastImports(tx, ctx, ticketImports)
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
