import { and, asc, desc, eq, exists, gte, or, sql } from 'drizzle-orm'
import { type Context, requireMay } from '../actor.ts'
import type { Tx } from '../db/transact.ts'
import { found } from '../errors.ts'
import { readable } from '../protect/values.ts'
import type { ImportShown } from './contract.ts'
import type { ImportKind, ImportRow } from './kind.ts'
import { importParts, importProblems, importSources, imports } from './tables.ts'

/** Problems that a screen lists; the sheet holds all. */
const shownProblems = 50
const shownImports = 50

/** What a query needs of a kind, whatever its rows are. */
export type AnyKind = Pick<ImportKind, 'name' | 'action' | 'subject' | 'mayImport' | 'seesAll' | 'words'>

const visibleTo = ({ name, seesAll }: AnyKind, { actor, city }: Pick<Context, 'actor' | 'city'>) =>
  and(
    eq(imports.city, city),
    eq(imports.kind, name),
    seesAll(actor)
      ? undefined
      : or(
          eq(imports.startedBy, actor.accountId),
          sql`${imports.actor} -> 'scope' = ${JSON.stringify(actor.scope)}::jsonb`,
        ),
  )

/** @throws AppError not-found `platform.imports.none` */
export async function findImport(tx: Tx, ctx: Context, kind: AnyKind, id: string, lock = false): Promise<ImportRow> {
  const query = tx
    .select()
    .from(imports)
    .where(and(visibleTo(kind, ctx), eq(imports.id, id)))
  return found((lock ? await query.for('update') : await query)[0], 'platform.imports.none')
}

/** An import by its id alone, for the job that works it off. @throws AppError not-found */
export async function importById(tx: Tx, city: string, id: string, lock = false): Promise<ImportRow> {
  const query = tx
    .select()
    .from(imports)
    .where(and(eq(imports.city, city), eq(imports.id, id)))
  return found((lock ? await query.for('update') : await query)[0], 'platform.imports.none')
}

/** @throws AppError forbidden */
export const requireImporter = (ctx: Context, { mayImport, action }: AnyKind, step: string): void =>
  requireMay(mayImport(ctx.actor), `${action}-${step}`)

/** What every kind shows of an import; the mapping and the tally as they are kept. */
export async function presentImport(
  tx: Tx,
  ctx: Context,
  { actor: _actor, ...row }: ImportRow,
): Promise<Omit<ImportRow, 'actor'> & Pick<ImportShown, 'source'>> {
  const [source] = await tx
    .select({ id: importSources.id, name: importSources.name })
    .from(importSources)
    .where(and(eq(importSources.city, ctx.city), eq(importSources.id, row.sourceId)))
  return { ...row, source: found(source, 'platform.imports.none') }
}

/** The last imports of a kind, the newest first. */
export const lastImports = (tx: Tx, ctx: Context, kind: AnyKind): Promise<ImportRow[]> =>
  tx
    .select()
    .from(imports)
    .where(visibleTo(kind, ctx))
    .orderBy(desc(imports.startedAt), desc(imports.id))
    .limit(shownImports)

/** Sources of a kind by name, of which the actor may see an import; who sees all sees those without one too. */
export const importSourcesOf = (tx: Tx, ctx: Pick<Context, 'city' | 'actor'>, kind: AnyKind) =>
  tx
    .select({ id: importSources.id, name: importSources.name })
    .from(importSources)
    .where(
      and(
        eq(importSources.city, ctx.city),
        eq(importSources.kind, kind.name),
        kind.seesAll(ctx.actor)
          ? undefined
          : exists(
              tx
                .select({ id: imports.id })
                .from(imports)
                .where(and(visibleTo(kind, ctx), eq(imports.sourceId, importSources.id))),
            ),
      ),
    )
    .orderBy(asc(importSources.name))

/** Whether a table of this kind is being imported right now; one whose process died does not count after a minute. */
export async function isImporting(tx: Tx, ctx: Pick<Context, 'city' | 'now'>, kind: string): Promise<boolean> {
  const since = ctx.now().subtract({ minutes: 1 }).toString()
  const running = and(eq(imports.city, ctx.city), eq(imports.state, 'running'), eq(imports.kind, kind))
  const rows = await tx
    .select({ id: imports.id })
    .from(imports)
    .where(and(running, gte(imports.progressAt, since)))
    .limit(1)
  return rows.length > 0
}

/** The file of an import, put together. */
export async function fileOfImport(tx: Tx, ctx: Pick<Context, 'city'>, importId: string): Promise<Uint8Array> {
  const parts = await tx
    .select({ content: importParts.content })
    .from(importParts)
    .where(and(eq(importParts.city, ctx.city), eq(importParts.importId, importId)))
    .orderBy(asc(importParts.part))
  return Buffer.concat(parts.map(({ content }) => Buffer.from(readable(content), 'base64')))
}

/** Why rows were not taken: down the table, and in a row from left to right. */
export async function problemsOf(
  tx: Tx,
  ctx: Pick<Context, 'city'>,
  { id, headings }: Pick<ImportRow, 'id' | 'headings'>,
  most: number = shownProblems,
) {
  const { row, name, heading, key, facts, isRefusal } = importProblems
  const rows = await tx
    .select({ row, name, heading, key, facts, isRefusal })
    .from(importProblems)
    .where(and(eq(importProblems.city, ctx.city), eq(importProblems.importId, id)))
    .orderBy(asc(row), asc(importProblems.id))
    .limit(most)
  const place = new Map(headings.map((one, at) => [one, at]))
  const at = (one: (typeof rows)[number]) => place.get(one.heading) ?? -1
  return rows.toSorted((a, b) => a.row - b.row || at(a) - at(b))
}
