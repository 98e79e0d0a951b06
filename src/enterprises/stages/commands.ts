import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { countAsked } from '#platform/burden/index.ts'
import { dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/transact.ts'
import { ruleAt } from '#platform/rules/index.ts'
import { profiles } from '../firm/tables.ts'
import { knownFields } from '../firm/whole/queries.ts'
import { listings } from '../honours/tables.ts'
import { indicators } from '../indicators/tables.ts'
import { enterprises } from '../tables.ts'
import { ListsTable, listsRule, missingFields, RequiredTable, requiredRule, stageOf } from './rules.ts'

/**
 * A title raises the stage of firms, and with it what must be known of them: the fields that are asked now and are not known
 * count as asked of the firm, by the unit that put it on the list.
 */
export async function countStage(tx: Tx, ctx: Context, ids: readonly string[], list: string): Promise<void> {
  const today = dayOf(ctx.now())
  const { body: lists } = await ruleAt(tx, ctx.city, listsRule, ListsTable, today)
  if (ids.length === 0 || lists.lists.find(({ code }) => code === list)?.stage === undefined) return
  const { body: required } = await ruleAt(tx, ctx.city, requiredRule, RequiredTable, today)
  const of = (table: typeof listings | typeof indicators) =>
    and(eq(table.city, ctx.city), inArray(table.enterpriseId, [...ids]))
  const firms = await tx
    .select({ firm: enterprises, profile: profiles })
    .from(enterprises)
    .leftJoin(profiles, and(eq(profiles.city, enterprises.city), eq(profiles.id, enterprises.id)))
    .where(and(eq(enterprises.city, ctx.city), inArray(enterprises.id, [...ids])))
  const held = Map.groupBy(await tx.select().from(listings).where(of(listings)), ({ enterpriseId }) => enterpriseId)
  const codes = await tx
    .selectDistinct({ enterpriseId: indicators.enterpriseId, code: indicators.code })
    .from(indicators)
    .where(of(indicators))
  const figures = Map.groupBy(codes, ({ enterpriseId }) => enterpriseId)
  await countAsked(
    tx,
    ctx,
    firms.map(({ firm, profile }) => {
      const own = held.get(firm.id) ?? []
      const known = knownFields(firm, profile, figures.get(firm.id) ?? [])
      const missingWith = (rows: typeof own) =>
        missingFields(required, stageOf(lists, rows, today.toString()), known).length
      const fields = missingWith(own) - missingWith(own.filter((one) => one.list !== list))
      return {
        subject: { kind: 'firm' as const, id: firm.id },
        askerId: ctx.actor.unitId,
        form: 'enterprises.stage',
        fields,
      }
    }),
  )
}
