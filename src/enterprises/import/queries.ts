import { listDivisions } from '#organisations/index.ts'
import { type Context, systemActor } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import {
  findImport,
  type ImportRow,
  importSourcesOf,
  lastImports,
  presentImport,
  problemsOf,
  requireImporter,
} from '#platform/imports/index.ts'
import { fileOfImport } from '#platform/imports/queries.ts'
import { ruleAt } from '#platform/rules/index.ts'
import { unitNameOf } from '../firm/queries.ts'
import { sourceClasses } from '../indicators/rules.ts'
import { industryTree } from '../industries/queries.ts'
import { parentOf } from '../industries/rules.ts'
import { keepers, mayList } from '../policy.ts'
import { SourceTable, sourceRule } from '../sources/rules.ts'
import { ListsTable, listsRule } from '../stages/rules.ts'
import type { DecidingWorld } from './changes/rules.ts'
import { columnWords, openFirms } from './columns/queries.ts'
import { bareName, openQuestions } from './columns/rules.ts'
import { FirmImport, Mapping, Tally } from './contract.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import type { ReadingWorld } from './reading/rules.ts'

/** What a query needs to know of the kind: the rest of it writes. */
export const firmImports = {
  ...{ name: 'firms', subject: 'firm-import', action: 'enterprises.import' },
  mayImport: ({ role, scope }: Context['actor']) => keepers.includes(role) && scope.kind !== 'enterprise',
  /** Who serves one district sees what was brought there. */
  seesAll: ({ role, divisions }: Context['actor']) => role === 'enterprise-officer' && divisions === null,
  words: { zh, en },
}

export type ImportWorld = ReadingWorld & Omit<DecidingWorld, 'takesDoubtful'>

/** An import as its page shows it. */
export async function present(tx: Tx, ctx: Context, row: ImportRow): Promise<FirmImport> {
  const { tally, ...shown } = await presentImport(tx, ctx, row)
  return FirmImport.parse({ ...shown, ...Tally.parse(tally) })
}

/** What words mean in this city, and what the importer may see and write. */
export async function importWorld(tx: Tx, ctx: Context, { mapping }: Pick<ImportRow, 'mapping'>): Promise<ImportWorld> {
  const { actor } = ctx
  const today = dayOf(ctx.now())
  const { body: sources } = await ruleAt(tx, ctx.city, sourceRule, SourceTable, today)
  const { body: lists } = await ruleAt(tx, ctx.city, listsRule, ListsTable, today)
  const unitName = await unitNameOf(tx, ctx)
  const anyFirm = { id: '', divisionCode: actor.divisions?.[0] ?? ctx.city }
  const words = columnWords()
  const wide = { ...ctx, actor: { ...systemActor(ctx.city), role: 'enterprise-officer' as const } }
  const divisions = await listDivisions(tx, wide)
  const { sourceClass } = Mapping.parse(mapping)
  return {
    today: today.toString(),
    divisions: new Map(
      divisions.flatMap(({ code, name, shortName }) =>
        [name, shortName, code].flatMap((one) => (one === '' ? [] : [[bareName(one), code] as const])),
      ),
    ),
    ownDivisions: actor.divisions,
    industries: industriesByName(),
    statuses: words.statuses,
    listNames: new Map([
      ...words.lists,
      ...lists.lists.flatMap(({ code, zh: name, en: english }) =>
        [code, name, english].map((one) => [bareName(one), code] as const),
      ),
    ]),
    lists: new Map(
      lists.lists.map((list) => [list.code, { ...list, isOpen: mayList(actor, anyFirm, { ...list, unitName }) }]),
    ),
    ...{ role: actor.role, sources, sourceClass: sourceClasses.find((one) => one === sourceClass) ?? 'officer' },
    homeDivision: actor.scope.kind === 'district' ? actor.scope.id : null,
  }
}

let industryCodes: ReadonlyMap<string, string> | null = null

/** Codes with and without their letter, and names; where a class has the name of its only group, the class is meant. */
function industriesByName(): ReadonlyMap<string, string> {
  if (industryCodes) return industryCodes
  const found = new Map<string, string>()
  for (const { code, name } of industryTree().industries) {
    found.set(code, code)
    if (code.length > 1) found.set(code.slice(1), code)
    const known = found.get(bareName(name))
    if (known === undefined || parentOf(code) === known) found.set(bareName(name), code)
  }
  industryCodes = found
  return found
}

/** @throws AppError forbidden */
export const listImports = (ctx: Context) =>
  read(ctx, async (tx) => {
    requireImporter(ctx, firmImports, 'list')
    const imports: FirmImport[] = []
    for (const row of await lastImports(tx, ctx, firmImports)) imports.push(await present(tx, ctx, row))
    return { sources: await importSourcesOf(tx, ctx, firmImports), imports }
  })

/** An import; while its columns can be chosen, with their first cells and what is still to be answered. @throws AppError forbidden | not-found */
export async function getImport(ctx: Context, id: string) {
  const { shown, problems, bytes } = await read(ctx, async (tx) => {
    requireImporter(ctx, firmImports, 'get')
    const row = await findImport(tx, ctx, firmImports, id)
    const isOpen = row.state === 'uploaded' || row.state === 'checked'
    return {
      shown: await present(tx, ctx, row),
      problems: await problemsOf(tx, ctx, row),
      bytes: isOpen ? await fileOfImport(tx, ctx, id) : null,
    }
  })
  const opened = bytes === null ? null : await openFirms(bytes, null)
  const samples = opened ? opened.headings.map((heading) => ({ heading, cells: opened.samples(heading) })) : []
  return { ...shown, problems, samples, questions: openQuestions(shown.mapping.columns, dayOf(ctx.now()).year) }
}
