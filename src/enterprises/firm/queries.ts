import { and, eq } from 'drizzle-orm'
import { unitNames } from '#organisations/index.ts'
import type { Actor, Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { ruleAt } from '#platform/rules/index.ts'
import { readCreditCode } from '../code/rules.ts'
import { industryTree } from '../industries/queries.ts'
import { findIndustries, parentOf, pathOf } from '../industries/rules.ts'
import { type EnterpriseInScope, seesList, visibleTo } from '../policy.ts'
import { registeredFirm } from '../queries.ts'
import { ListsTable, listsRule } from '../stages/rules.ts'
import { enterprises } from '../tables.ts'
import type { ListName } from './contract.ts'

/** A code as it was typed, and the firm of the reader's scope that has it. A firm outside is not told of. */
export const readCode = (ctx: Context, typed: string) =>
  read(ctx, async (tx) => {
    const code = readCreditCode(typed)
    const right = code.kind === 'right' ? code.code : null
    const [taken] = right === null ? [] : await holderOf(tx, ctx, right)
    return {
      kind: code.kind,
      code: code.kind === 'old-number' ? code.number : code.kind === 'none' ? null : code.code,
      fault: code.kind === 'wrong' ? code.fault : null,
      proposals: code.kind === 'wrong' ? code.proposals : [],
      taken: taken ?? null,
    }
  })

/** The firm that has a code, itself or in an entry merged into it. */
async function holderOf(tx: Tx, ctx: Context, code: string): Promise<{ id: string; name: string }[]> {
  const holder = await registeredFirm(tx, ctx, { creditCode: code })
  if (holder === null) return []
  return tx
    .select({ id: enterprises.id, name: enterprises.name })
    .from(enterprises)
    .where(and(visibleTo(ctx.actor), eq(enterprises.id, holder.id)))
}

/** Classes that fit the words, or those right under a code; sections where neither is given. */
export async function listIndustries({ q, under }: { q?: string | undefined; under?: string | undefined }) {
  const { source, industries, names } = industryTree()
  const rows = q ? findIndustries(industries, q) : industries.filter(({ code }) => parentOf(code) === (under || null))
  const parents = new Set(industries.map(({ code }) => parentOf(code)))
  return {
    source,
    rows: rows.map(({ code, name }) => ({
      ...{ code, name, hasMore: parents.has(code) },
      path: pathOf(code)
        .slice(0, -1)
        .map((one) => names.get(one) ?? one)
        .join(' › '),
    })),
  }
}

/** Lists and titles of the rule in force. */
export const listNames = (ctx: Context): Promise<ListName[]> =>
  read(ctx, async (tx) => {
    const { body } = await ruleAt(tx, ctx.city, listsRule, ListsTable, dayOf(ctx.now()))
    return body.lists.map(({ code, zh, en, kind, years, isOrdered }) => ({
      ...{ code, zh, en, kind, years: years ?? null, isOrdered: isOrdered ?? false },
    }))
  })

/** Name of the unit the actor sits in. */
export async function unitNameOf(tx: Tx, ctx: Context): Promise<string | null> {
  const { unitId } = ctx.actor
  if (unitId === null) return null
  return (await unitNames(tx, ctx, [unitId])).get(unitId)?.name ?? null
}

/** Listings without those of a list that another bureau keeps to itself. */
export const shownLists = <Listing extends { list: string }>(
  actor: Actor,
  firm: EnterpriseInScope,
  rows: readonly Listing[],
  { table, unitName, isAgreed }: { table: ListsTable; unitName: string | null; isAgreed: boolean },
): Listing[] =>
  rows.filter(({ list }) => {
    const onlyFor = table.lists.find(({ code }) => code === list)?.onlyFor
    return seesList(actor, firm, { onlyFor, unitName, isAgreed })
  })
