import { and, eq, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { firmExists } from '#enterprises/index.ts'
import { listDivisions, unitPlace } from '#organisations/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found, one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { dispatchRules, topics } from '../../tables.ts'
import type { DispatchRuleInput } from '../contract.ts'
import { mayChangeDispatch } from '../policy.ts'
import { allRules } from './queries.ts'

type Rule = typeof dispatchRules.$inferSelect
type Saved = Promise<{ id: string; version: number }>

/**
 * Add a rule from a day on; in the place of another, that one ends on the day before. What was handed out stays.
 *
 * @throws AppError not-found | forbidden | invalid `platform.ruleInThePast`, `requests.dispatchRules.endsBefore`,
 *   `requests.dispatchRules.forEverything`, `requests.noSuchUnit`, `requests.noTopic`, `requests.noFirm` | conflict
 *   `requests.dispatchRules.same`, `platform.changedMeanwhile`
 */
export const addDispatchRule = (ctx: Context, { replaces, ...input }: DispatchRuleInput): Saved =>
  transact(ctx, async (tx) => {
    requireMay(mayChangeDispatch(ctx.actor, input.divisionCode ?? null), 'requests.add-dispatch-rule')
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`dispatch-rules:${ctx.city}`}))`)
    await requireSound(tx, ctx, input)
    const { topicId = null, divisionCode = null, enterpriseId = null, validToOn = null, validFromOn } = input
    if (replaces) {
      const old = await lockRule(tx, ctx, replaces)
      const lastOn = Temporal.PlainDate.from(validFromOn).subtract({ days: 1 }).toString()
      await save(tx, ctx, old, { validToOn: lastOn })
    }
    const row = { ...{ topicId, divisionCode, enterpriseId, validToOn, validFromOn }, unitId: input.unitId }
    // A rule that begins on the day the one it replaces began would tie with it; nothing decides between two alike.
    const alike = (await allRules(tx, ctx)).find(
      (rule) =>
        rule.id !== replaces?.id &&
        rule.topicId === topicId &&
        rule.divisionCode === divisionCode &&
        rule.enterpriseId === enterpriseId &&
        rule.validFromOn === validFromOn &&
        (rule.validToOn === null || rule.validToOn >= validFromOn),
    )
    if (alike) throw new AppError('conflict', 'requests.dispatchRules.same', { source: alike.source })
    const id = newId()
    await tx.insert(dispatchRules).values({ city: ctx.city, id, source: input.source, ...row })
    const subject = { kind: 'request-dispatch-rule', id }
    await announce(ctx, tx, {
      kind: 'request-dispatch-rule-added',
      subject,
      facts: { ...row, replaces: replaces?.id ?? null },
    })
    return { id, version: 1 }
  })

/** End a rule on a day, today at the earliest. @throws AppError not-found | forbidden | invalid `platform.ruleInThePast` | conflict */
export const endDispatchRule = (ctx: Context, id: string, input: { version: number; validToOn: string }): Saved =>
  transact(ctx, async (tx) => {
    const rule = await lockRule(tx, ctx, { id, version: input.version })
    const { validToOn } = input
    const today = dayOf(ctx.now()).toString()
    if (validToOn < today) throw new AppError('invalid', 'platform.ruleInThePast', { today })
    if (validToOn < rule.validFromOn) throw new AppError('invalid', 'requests.dispatchRules.endsBefore')
    const saved = await save(tx, ctx, rule, { validToOn })
    const subject = { kind: 'request-dispatch-rule', id }
    await announce(ctx, tx, { kind: 'request-dispatch-rule-ended', subject, facts: { validToOn } })
    return saved
  })

async function requireSound(tx: Tx, ctx: Context, input: Omit<DispatchRuleInput, 'replaces'>): Promise<void> {
  const { topicId, divisionCode, enterpriseId, unitId, validFromOn, validToOn } = input
  const today = dayOf(ctx.now()).toString()
  if (validFromOn < today) throw new AppError('invalid', 'platform.ruleInThePast', { today })
  if (validToOn !== undefined && validToOn < validFromOn)
    throw new AppError('invalid', 'requests.dispatchRules.endsBefore')
  if (topicId === undefined && divisionCode === undefined && enterpriseId === undefined)
    throw new AppError('invalid', 'requests.dispatchRules.forEverything')
  const unit = await unitPlace(tx, ctx, unitId)
  if (!unit || unit.isClosed) throw new AppError('invalid', 'requests.noSuchUnit')
  if (enterpriseId !== undefined && !(await firmExists(tx, ctx, enterpriseId)))
    throw new AppError('invalid', 'requests.noFirm')
  const divisions = await listDivisions(tx, ctx)
  if (divisionCode !== undefined && !divisions.some(({ code }) => code === divisionCode))
    throw new AppError('invalid', 'requests.noDivision')
  if (topicId === undefined) return
  const [topic] = await tx
    .select({ activeToOn: topics.activeToOn })
    .from(topics)
    .where(and(eq(topics.city, ctx.city), eq(topics.id, topicId)))
  if (!topic || (topic.activeToOn !== null && topic.activeToOn < validFromOn))
    throw new AppError('invalid', 'requests.noTopic')
}

/** @throws AppError not-found `requests.dispatchRules.noSuch` | forbidden | conflict */
async function lockRule(tx: Tx, ctx: Context, { id, version }: { id: string; version: number }): Promise<Rule> {
  const [row] = await tx
    .select()
    .from(dispatchRules)
    .where(and(eq(dispatchRules.city, ctx.city), eq(dispatchRules.id, id)))
    .for('update')
  const rule = found(row, 'requests.dispatchRules.noSuch')
  requireMay(mayChangeDispatch(ctx.actor, rule.divisionCode), 'requests.end-dispatch-rule')
  if (rule.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
  return rule
}

const save = async (tx: Tx, ctx: Context, rule: Rule, change: Partial<Rule>) =>
  one(
    await tx
      .update(dispatchRules)
      .set({ ...change, version: rule.version + 1 })
      .where(and(eq(dispatchRules.city, ctx.city), eq(dispatchRules.id, rule.id)))
      .returning({ id: dispatchRules.id, version: dispatchRules.version }),
  )
