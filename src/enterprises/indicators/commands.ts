import { and, eq } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { insertAll } from '#platform/db/insert.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { ruleAt } from '#platform/rules/index.ts'
import { enterpriseSubject, lockKept, writtenBy } from '../commands.ts'
import { profiles } from '../firm/tables.ts'
import { followSize } from '../size/commands.ts'
import { holdsWord, mayView, SourceTable, sourceRule } from '../sources/rules.ts'
import { Recorded, type RecordFigures } from './contract.ts'
import { doubtsAbout } from './doubts/rules.ts'
import { readFigure } from './reading/rules.ts'
import { type IndicatorCode, indicatorCodes, type SourceClass, sourceClasses } from './rules.ts'
import { authorisations, indicatorHistory, indicators } from './tables.ts'

/**
 * Record yearly figures. What can be read in two ways, or is possible but unlikely, comes back as questions and nothing is
 * saved; with every unit named and every doubt confirmed it is. What stood before goes into the history.
 *
 * @throws AppError not-found | forbidden | invalid `enterprises.statistics`, `enterprises.noTaxWord`,
 *   `enterprises.figure.<fault>`, `enterprises.yearToCome`
 */
export const recordFigures = (ctx: Context, id: string, input: RecordFigures): Promise<Recorded> =>
  transact(ctx, async (tx) => {
    await lockKept(tx, ctx, id, 'enterprises.record-figures')
    const { sourceClass, sources } = await requireSource(tx, ctx, id, input.sourceClass)
    const thisYear = dayOf(ctx.now()).year
    const { read, asks } = readAll(input, thisYear)
    if (asks.length > 0) return { saved: false, asks, doubts: [] }

    // A doubt tells what stands against a figure: nothing the reader may not see.
    const known = (await figuresOf(tx, ctx, id)).filter((one) => mayView(sources, one.sourceClass, ctx.actor.role))
    const [profile] = await tx
      .select({ foundedOn: profiles.foundedOn })
      .from(profiles)
      .where(and(eq(profiles.city, ctx.city), eq(profiles.id, id)))
    const entered = read.map((figure) => ({ ...figure, sourceClass }))
    const doubts = doubtsAbout({ entered, known, foundedOn: profile?.foundedOn ?? null, thisYear })
    const open = doubts.filter(({ key }) => !input.confirmed.includes(key))
    if (open.length > 0) return Recorded.parse({ saved: false, asks: [], doubts: open })

    const { evidence = null, reason = null } = input
    await writeFigures(tx, ctx, id, { figures: entered, evidence, reason })
    return { saved: true, asks: [], doubts: [] }
  })

interface Entered {
  code: IndicatorCode
  year: number
  value: number
  sourceClass: SourceClass
  isEstimated: boolean
}

/** The writing itself, for corrections and imports too; the caller has locked the firm and decided who may. */
export async function writeFigures(
  tx: Tx,
  ctx: Context,
  id: string,
  { figures, evidence, reason }: { figures: readonly Entered[]; evidence: string | null; reason: string | null },
): Promise<void> {
  await keepHistory(tx, ctx, id, figures, reason)
  const rows = figures.map((figure) => ({ city: ctx.city, enterpriseId: id, evidence, ...figure, ...writtenBy(ctx) }))
  await insertAll(
    tx,
    indicators,
    rows,
    `on conflict (city, enterprise_id, code, year) do update set value = excluded.value,
      source_class = excluded.source_class, is_estimated = excluded.is_estimated, evidence = excluded.evidence,
      entered_by_id = excluded.entered_by_id, entered_by_name = excluded.entered_by_name, entered_at = excluded.entered_at`,
  )
  await followSize(tx, ctx, [id])
  await announce(ctx, tx, {
    ...{ kind: 'firm-figures-recorded', subject: { kind: enterpriseSubject, id } },
    facts: { figures: figures.map(({ code, year }) => `${code}:${year}`).join(' ') },
  })
}

/** Take a figure away; its history stays. @throws AppError not-found | forbidden */
export const removeFigure = (
  ctx: Context,
  id: string,
  { code, year, reason }: { code: IndicatorCode; year: number; reason: string },
): Promise<{ done: boolean }> =>
  transact(ctx, async (tx) => {
    await lockKept(tx, ctx, id, 'enterprises.remove-figure')
    const kept = await keepHistory(tx, ctx, id, [{ code, year }], reason)
    if (kept === 0) throw new AppError('not-found', 'enterprises.noSuchItem')
    await tx.delete(indicators).where(figureOf(ctx, id, code, year))
    await followSize(tx, ctx, [id])
    const subject = { kind: enterpriseSubject, id }
    await announce(ctx, tx, { kind: 'firm-figure-removed', subject, facts: { code, year } })
    return { done: true }
  })

/** @throws AppError invalid: a class that must not be kept here, or one without the firm's word */
async function requireSource(tx: Tx, ctx: Context, id: string, typed: RecordFigures['sourceClass']) {
  const today = dayOf(ctx.now())
  const { body } = await ruleAt(tx, ctx.city, sourceRule, SourceTable, today)
  const sourceClass = sourceClasses.find((one) => one === typed)
  if (!sourceClass || body.refused.includes(typed)) throw new AppError('invalid', 'enterprises.statistics')
  const { needsWord } = body.classes[sourceClass]
  const allowed = { sourceClass, sources: body }
  if (needsWord === undefined) return allowed
  const on = today.toString()
  const words = await tx
    .select()
    .from(authorisations)
    .where(
      and(
        eq(authorisations.city, ctx.city),
        eq(authorisations.enterpriseId, id),
        eq(authorisations.subject, needsWord),
      ),
    )
  const holds = words.some((word) => holdsWord(word, on))
  if (!holds) throw new AppError('invalid', 'enterprises.noTaxWord')
  return allowed
}

/** @throws AppError invalid `enterprises.figure.<fault>` | `enterprises.yearToCome` */
function readAll({ figures }: RecordFigures, thisYear: number) {
  const asks: Recorded['asks'] = []
  const read = figures.flatMap(({ code, year, typed, unit, isEstimated }) => {
    if (year > thisYear) throw new AppError('invalid', 'enterprises.yearToCome', { year })
    const figure = readFigure(code, typed, unit)
    if (figure.kind === 'fault') throw new AppError('invalid', `enterprises.figure.${figure.fault}`, { typed })
    if (figure.kind === 'read') return [{ code, year, value: figure.value, isEstimated }]
    asks.push({ code, year, typed, readings: figure.readings })
    return []
  })
  // Two values for one figure in one sheet: the last one counts nowhere, so the sheet is refused.
  const twice = read.find(
    ({ code, year }, at) => read.findIndex((one) => one.code === code && one.year === year) !== at,
  )
  if (twice) throw new AppError('invalid', 'enterprises.figureTwice', { year: twice.year })
  return { read, asks }
}

const figureOf = (ctx: Context, id: string, code: string, year: number) =>
  and(
    eq(indicators.city, ctx.city),
    eq(indicators.enterpriseId, id),
    eq(indicators.code, code),
    eq(indicators.year, year),
  )

async function figuresOf(tx: Tx, ctx: Context, id: string) {
  const rows = await tx
    .select()
    .from(indicators)
    .where(and(eq(indicators.city, ctx.city), eq(indicators.enterpriseId, id)))
  return rows.flatMap(({ code, sourceClass, year, value }) => {
    const known = indicatorCodes.find((one) => one === code)
    const from = sourceClasses.find((one) => one === sourceClass)
    return known && from ? [{ code: known, sourceClass: from, year, value }] : []
  })
}

/** Puts what stands for figures into their history. @returns how many there were */
async function keepHistory(
  tx: Tx,
  ctx: Context,
  id: string,
  figures: readonly { code: string; year: number }[],
  reason: string | null,
): Promise<number> {
  const wanted = new Set(figures.map(({ code, year }) => `${code}:${year}`))
  const rows = await tx
    .select()
    .from(indicators)
    .where(and(eq(indicators.city, ctx.city), eq(indicators.enterpriseId, id)))
  const replaced = rows.filter(({ code, year }) => wanted.has(`${code}:${year}`))
  const by = { replacedById: ctx.actor.accountId, replacedByName: ctx.actor.name, replacedAt: ctx.now().toString() }
  await insertAll(
    tx,
    indicatorHistory,
    replaced.map((row) => ({ ...row, id: newId(), ...by, reason })),
  )
  return replaced.length
}
