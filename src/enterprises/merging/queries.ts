import { and, desc, eq, inArray } from 'drizzle-orm'
import { listDivisions } from '#organisations/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, transactAsOwner } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { ruleAt } from '#platform/rules/index.ts'
import { grantsOfScope } from '#platform/sign-in/accounts.ts'
import { keeps, reachedBy, visibleTo } from '../policy.ts'
import { mayView, SourceTable, sourceRule } from '../sources/rules.ts'
import { enterprises } from '../tables.ts'
import { lastMergeInto, requireMergeable } from './commands.ts'
import { MergePreview, MergeView } from './contract.ts'
import { figuresOfBoth } from './figures/commands.ts'
import { fieldsToFill } from './filling/commands.ts'
import { countRows, countSince } from './moves/commands.ts'
import { mergesBoth } from './policy.ts'
import { contradictions } from './rules.ts'
import { merges } from './tables.ts'

type Firm = typeof enterprises.$inferSelect

/** What a merge of `other` into `id` would do. @throws AppError not-found | forbidden | invalid `enterprises.mergeItself` */
export const previewMerge = (ctx: Context, id: string, other: string): Promise<MergePreview> =>
  read(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(enterprises)
      .where(and(reachedBy(ctx.actor), inArray(enterprises.id, [id, other])))
    const byId = (wanted: string) =>
      found(
        rows.find((row) => row.id === wanted),
        'enterprises.noSuchFirm',
      )
    const [stay, gone] = [byId(id), byId(other)]
    requireMay(mergesBoth(ctx.actor, stay, gone), 'enterprises.merge')
    if (id === other) throw new AppError('invalid', 'enterprises.mergeItself')
    const firms = { stay: id, gone: other }
    const figures = await figuresOfBoth(tx, ctx, firms)
    const { body } = await ruleAt(tx, ctx.city, sourceRule, SourceTable, dayOf(ctx.now()))
    const divisions = new Map((await listDivisions(tx, ctx)).map(({ code, name }) => [code, name]))
    const shown = (figure: (typeof figures.stay)[number]) => ({
      ...figure,
      value: mayView(body, figure.sourceClass, ctx.actor.role) ? figure.value : null,
    })
    const entry = (firm: Firm, own: readonly unknown[]) => ({
      ...firm,
      divisionName: divisions.get(firm.divisionCode) ?? firm.divisionCode,
      hasContact: firm.contactName !== null || firm.contactPhone !== null,
      figures: own.length,
    })
    const known = new Set(figures.stay.map(({ code, year }) => `${code}:${year}`))
    return MergePreview.parse({
      stay: entry(stay, figures.stay),
      gone: entry(gone, figures.gone),
      rows: await countRows(tx, ctx, firms),
      figuresAlong: figures.gone.filter(({ code, year }) => !known.has(`${code}:${year}`)).length,
      contradictions: contradictions(figures.stay, figures.gone, body.precedence).map((one) => ({
        ...{ code: one.stay.code, year: one.stay.year, stay: shown(one.stay), gone: shown(one.gone) },
        proposed: one.takesGone ? 'gone' : 'stay',
      })),
      filled: await fieldsToFill(tx, stay, gone),
      people: (await peopleOf(ctx, other)).length,
      obstacle: obstacleOf(stay, gone),
    })
  })

function obstacleOf(stay: Firm, gone: Firm): string | null {
  try {
    requireMergeable(stay, gone)
    return null
  } catch (error) {
    if (error instanceof AppError) return error.key
    throw error
  }
}

/** Entries that were merged into the firm, the last one first, and those parted again. @throws AppError not-found | forbidden */
export const listMerges = (ctx: Context, id: string): Promise<MergeView[]> =>
  read(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(enterprises)
      .where(and(visibleTo(ctx.actor), eq(enterprises.id, id)))
    requireMay(keeps(ctx.actor, found(row, 'enterprises.noSuchFirm')), 'enterprises.merges')
    const rows = await tx
      .select({ merge: merges, gone: { name: enterprises.name, creditCode: enterprises.creditCode } })
      .from(merges)
      .innerJoin(enterprises, and(eq(enterprises.city, merges.city), eq(enterprises.id, merges.goneId)))
      .where(and(eq(merges.city, ctx.city), eq(merges.stayId, id)))
      .orderBy(desc(merges.mergedAt), desc(merges.id))
      .limit(50)
    const last = await lastMergeInto(tx, ctx, id)
    const views = []
    for (const { merge, gone } of rows) {
      const isOpen = merge.partedAt === null
      views.push(
        MergeView.parse({
          ...merge,
          ...{ goneName: gone.name, goneCode: gone.creditCode, isLast: merge.id === last },
          since: isOpen ? await countSince(tx, ctx, merge.id, id) : [],
          people: isOpen ? await waitingPeople(ctx, merge) : [],
        }),
      )
    }
    return views
  })

async function waitingPeople(ctx: Context, { goneId, mergedById }: typeof merges.$inferSelect) {
  const held = await peopleOf(ctx, goneId)
  const canConfirm = mergedById !== ctx.actor.accountId
  return held.map(({ id: grantId, name, post }) => ({ grantId, name, post, canConfirm }))
}

const peopleOf = (ctx: Context, id: string) =>
  transactAsOwner(ctx.city, (owner) =>
    grantsOfScope(owner, ctx.city, { kind: 'enterprise', ids: [id] }, dayOf(ctx.now()).toString()),
  )
