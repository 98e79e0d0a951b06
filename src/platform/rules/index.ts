/**
 * Rules as data: numbers that hold from a day on. What the repository ships is loaded at the start as versions of the
 * nation; a city enacts its own. Versions are written once: `rule_versions` is append-only for the application.
 */
import { isDeepStrictEqual } from 'node:util'
import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import type { Context } from '../actor.ts'
import { dayOf } from '../clock.ts'
import { type Tx, transact, transactAsOwner } from '../db/transact.ts'
import { AppError, one } from '../errors.ts'
import { announce } from '../events.ts'
import { newId } from '../ids.ts'
import { ruleVersions } from '../tables.ts'
import { shippedVersions } from './shipped.ts'

/** Holds the versions that ship with the product; a city's own go before them. */
export const nation = '000000'

/** A version of a rule with its numbers in their shape. A verdict keeps `id`, and is proved again from it. */
export interface RuleVersion<Body> {
  id: string
  rule: string
  isNational: boolean
  validFromOn: string
  source: string
  enactedBy: string
  enactedAt: string
  body: Body
}

/**
 * Loads what the repository ships, at every start; a version that is there with the same words is left alone, so that
 * this costs one query. A changed text of the same day becomes a further version: what was judged by the old one keeps it.
 *
 * The image that tests start from is made with it (`testing/image.ts`), like a fresh installation. Reading the files where
 * no row is found would be easier, but then a running city could be judged by a file that nobody enacted.
 *
 * @returns how many versions were added
 */
export const loadRules = (moment: Temporal.Instant): Promise<number> =>
  transactAsOwner(nation, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(6279432)`)
    const known = await tx
      .select()
      .from(ruleVersions)
      .where(eq(ruleVersions.city, nation))
      .orderBy(...newestFirst)
    const added = shippedVersions().filter(({ rule, validFromOn, source, body }) => {
      const last = known.find((row) => row.rule === rule && row.validFromOn === validFromOn)
      return !last || last.source !== source || !isDeepStrictEqual(last.body, body)
    })
    if (added.length === 0) return 0
    const how = { city: nation, enactedBy: 'system', enactedAt: moment.toString() }
    await tx.insert(ruleVersions).values(added.map((version) => ({ ...version, ...how, id: newId() })))
    return added.length
  })

/**
 * The version of `rule` in force in a city on a day: the city's own where it has one, else the nation's. `shape` may be
 * younger than the version: give new fields a default.
 *
 * @throws Error when there is none, or it does not have the shape: a bug, since loading and enacting see to both
 */
export async function ruleAt<Shape extends z.ZodType>(
  tx: Tx,
  city: string,
  rule: string,
  shape: Shape,
  day: Temporal.PlainDate,
): Promise<RuleVersion<z.output<Shape>>> {
  const rows = await versionInForce(tx, city, rule, day.toString())
  if (rows.length === 0) throw new Error(`no version of the rule ${rule} is in force on ${day}`)
  return shaped(one(rows), shape)
}

/** The query of `ruleAt`, for who reads other things with it; `shaped` makes a version of its row. */
export const versionInForce = (tx: Tx, city: string, rule: string, day: string) =>
  tx
    .select()
    .from(ruleVersions)
    .where(and(of(city, rule), lte(ruleVersions.validFromOn, day)))
    .orderBy(sql`(${ruleVersions.city} = ${nation})`, desc(ruleVersions.validFromOn), ...newestFirst)
    .limit(1)

/** All versions a city can look back on, its own and the nation's, the last enacted first. */
export async function listRuleVersions<Shape extends z.ZodType>(
  tx: Tx,
  city: string,
  rule: string,
  shape: Shape,
): Promise<RuleVersion<z.output<Shape>>[]> {
  const rows = await tx
    .select()
    .from(ruleVersions)
    .where(of(city, rule))
    .orderBy(...newestFirst)
  return rows.map((row) => shaped(row, shape))
}

/** Names below a folder of rules of which a city has versions of its own: `ladder` finds `ladder/industry-200`. */
export async function ownRuleNames(tx: Tx, city: string, folder: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ rule: ruleVersions.rule })
    .from(ruleVersions)
    .where(and(eq(ruleVersions.city, city), sql`starts_with(${ruleVersions.rule}, ${`${folder}/`})`))
    .orderBy(ruleVersions.rule)
  return rows.map(({ rule }) => rule)
}

export interface EnactRule<Shape extends z.ZodType> {
  rule: string
  shape: Shape
  body: z.output<Shape>
  validFromOn: string
  source: string
  /** The last enacted version its author has seen; null where nobody looked, as at the start. */
  basedOn: string | null
}

/**
 * Sets a city's own version of a rule from a day on, today at the earliest: what was decided stays as it was decided. The
 * caller has seen to it that the actor may.
 *
 * @throws AppError invalid `platform.ruleInThePast` | conflict `platform.changedMeanwhile`
 */
export const enactRule = <Shape extends z.ZodType>(
  ctx: Context,
  { rule, shape, body, validFromOn, source, basedOn }: EnactRule<Shape>,
): Promise<RuleVersion<z.output<Shape>>> =>
  transact(ctx, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(6279433, hashtext(${`${ctx.city} ${rule}`}))`)
    const [last] = await tx
      .select()
      .from(ruleVersions)
      .where(of(ctx.city, rule))
      .orderBy(...newestFirst)
      .limit(1)
    if (basedOn !== null && basedOn !== last?.id) throw new AppError('conflict', 'platform.changedMeanwhile')
    const today = dayOf(ctx.now()).toString()
    if (validFromOn < today) throw new AppError('invalid', 'platform.ruleInThePast', { today })

    const how = { city: ctx.city, id: newId(), enactedBy: ctx.actor.accountId, enactedAt: ctx.now().toString() }
    const row = one(
      await tx
        .insert(ruleVersions)
        .values({ ...how, rule, validFromOn, source, body })
        .returning(),
    )
    await announce(ctx, tx, {
      kind: 'rule-enacted',
      subject: { kind: 'rule', id: row.id },
      facts: { rule, validFromOn },
      details: { rule, validFromOn, source, before: last?.body ?? null, after: body },
    })
    return shaped(row, shape)
  })

const of = (city: string, rule: string) => and(inArray(ruleVersions.city, [city, nation]), eq(ruleVersions.rule, rule))

const newestFirst = [desc(ruleVersions.enactedAt), desc(ruleVersions.id)] as const

/** A stored version with its numbers in their shape. */
export function shaped<Shape extends z.ZodType>(
  row: typeof ruleVersions.$inferSelect,
  shape: Shape,
): RuleVersion<z.output<Shape>> {
  const { city, ...version } = row
  return { ...version, isNational: city === nation, body: shape.parse(row.body) }
}
