import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { type Context, requireMay } from '#platform/actor.ts'
import { approvalKind, proposeApproval, waitingAbout } from '#platform/approvals/index.ts'
import { calendarOf } from '#platform/calendar/stored.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx, transact } from '#platform/db/transact.ts'
import { applyChange, type Clock, type ClockChange, previewChange } from '#platform/deadlines/index.ts'
import { AppError } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { enactRule, listRuleVersions } from '#platform/rules/index.ts'
import { limitsNow, requestSubject, supportSubject } from '../../clocks/commands.ts'
import { TimeLimits, termsOf, timeLimitsRule } from '../../clocks/rules.ts'
import { clockNames } from '../../contract.ts'
import { requests, supporters } from '../../tables.ts'
import type { LimitsDraft, Recalculation } from '../contract.ts'
import { mayEnactLimits, mayProposeLimits } from '../policy.ts'
import { changesOf } from '../rules.ts'

export const limitsKind = 'requests.time-limits'
const recalculationKind = 'requests.recalculation'
const ruleSubject = { kind: 'rule', id: timeLimitsRule }

export const ProposedLimits = z.object({
  limits: TimeLimits,
  validFromOn: z.iso.date(),
  source: z.string(),
  basedOn: z.string(),
})

/** The draft as a rule that can be. @throws AppError invalid `requests.limits.windowsNeeded`, `requests.limits.unsound` */
export function soundLimits(draft: LimitsDraft): TimeLimits {
  const parsed = TimeLimits.safeParse(draft)
  if (!parsed.success) throw new AppError('invalid', 'requests.limits.unsound')
  const needsWindows = Object.values(parsed.data.clocks).some(({ limit }) => limit.in === 'working-hours')
  if (needsWindows && parsed.data.windows === null) throw new AppError('invalid', 'requests.limits.windowsNeeded')
  return parsed.data
}

/**
 * Propose other limits from a day on. Nothing changes before a second person agrees, and then only for clocks that start
 * from that day: what runs keeps its terms.
 *
 * @throws AppError forbidden | invalid `platform.ruleInThePast` | conflict `platform.changedMeanwhile`
 */
export const proposeLimits = (
  ctx: Context,
  { limits, ...input }: { limits: LimitsDraft; validFromOn: string; source: string; basedOn: string },
): Promise<{ approvalId: string }> =>
  transact(ctx, async (tx) => {
    requireMay(mayProposeLimits(ctx.actor), 'requests.propose-limits')
    const today = dayOf(ctx.now()).toString()
    if (input.validFromOn < today) throw new AppError('invalid', 'platform.ruleInThePast', { today })
    const [last] = await listRuleVersions(tx, ctx.city, timeLimitsRule, TimeLimits)
    if (last?.id !== input.basedOn) throw new AppError('conflict', 'platform.changedMeanwhile')
    const proposal = { ...input, limits: soundLimits(limits) }
    return proposeApproval(ctx, tx, { kind: limitsKind, subject: ruleSubject, proposal, reason: input.source })
  })

/** Puts the proposed limits in force; by then the day may have passed, or others been enacted. */
export const limitsApproval = approvalKind({
  kind: limitsKind,
  proposal: ProposedLimits,
  maySee: mayProposeLimits,
  mayPropose: mayProposeLimits,
  mayDecide: mayEnactLimits,
  apply: async (ctx, tx, { proposal: { limits, ...version }, proposedByName }) => {
    const enacted = await enactRule(ctx, { rule: timeLimitsRule, shape: TimeLimits, body: limits, ...version })
    const subject = { kind: 'rule', id: enacted.id }
    await announce(ctx, tx, { kind: 'request-limits-set', subject, facts: { proposedBy: proposedByName } })
  },
  describe: async (ctx, tx, { limits, validFromOn, source, basedOn }) => {
    const versions = await listRuleVersions(tx, ctx.city, timeLimitsRule, TimeLimits)
    const before = versions.find(({ id }) => id === basedOn)?.body ?? limits
    const line = { key: 'requests.limits.said.source', facts: { source }, words: {} }
    return {
      said: { key: 'requests.limits.said', facts: { day: validFromOn }, words: {} },
      lines: [...changesOf(before, limits), line, { key: 'requests.limits.said.keep', facts: {}, words: {} }],
    }
  },
})

/** What the rule in force means for clocks that started by earlier terms. */
async function changeNow(ctx: Context, tx: Tx): Promise<ClockChange> {
  const { body, id: ruleVersionId, source } = await limitsNow(ctx, tx)
  const termsFor = (clock: Clock) => {
    const name = isOurs(clock) ? clockNames.find((one) => one === clock.name) : undefined
    return name ? { terms: termsOf(body, name, clock.terms.counting, source), ruleVersionId } : null
  }
  return { calendar: await calendarOf(tx, ctx), termsFor }
}

const isOurs = ({ subjectKind }: { subjectKind: string }): boolean =>
  subjectKind === requestSubject || subjectKind === supportSubject

const mostShown = 50

/** What giving running clocks the terms in force would change. Nothing is written. @throws AppError forbidden */
export const previewRecalculation = (ctx: Context): Promise<Recalculation> =>
  read(ctx, async (tx) => {
    requireMay(mayProposeLimits(ctx.actor), 'requests.preview-recalculation')
    const { looked, rows } = await previewChange(tx, ctx, await changeNow(ctx, tx))
    const own = rows.filter(isOurs)
    const moved = own.flatMap((row) => (row.result.kind === 'changed' ? [{ ...row, to: row.result.newDueAt }] : []))
    const isEarlier = ({ oldDueAt, to }: (typeof moved)[number]) => oldDueAt !== null && to !== null && to < oldDueAt
    const isLater = ({ oldDueAt, to }: (typeof moved)[number]) => oldDueAt !== null && to !== null && to > oldDueAt
    const shown = moved.slice(0, mostShown)
    const numbers = await numbersOf(tx, ctx, shown)
    const [waiting = null] = (await waitingAbout(tx, ctx, ruleSubject)).filter(({ kind }) => kind === recalculationKind)
    return {
      looked,
      changed: moved.length,
      earlier: moved.filter(isEarlier).length,
      later: moved.filter(isLater).length,
      kept: own.length - moved.length,
      rows: shown.flatMap(({ subjectId, name, oldDueAt, to }) => {
        const request = numbers.get(subjectId)
        const clock = clockNames.find((one) => one === name)
        return request && clock ? [{ ...request, clock, oldDueAt, newDueAt: to }] : []
      }),
      waiting,
    }
  })

/** Requests of clocks, those of supporting units too, by the clock's subject. */
async function numbersOf(tx: Tx, ctx: Context, rows: readonly { subjectKind: string; subjectId: string }[]) {
  const idsOf = (kind: string) => rows.filter((row) => row.subjectKind === kind).map(({ subjectId }) => subjectId)
  const helping = await tx
    .select({ id: supporters.id, requestId: supporters.requestId })
    .from(supporters)
    .where(and(eq(supporters.city, ctx.city), inArray(supporters.id, idsOf(supportSubject))))
  const own = idsOf(requestSubject).map((id) => ({ id, requestId: id }))
  const all = [...own, ...helping]
  const numbers = await tx
    .select({ requestId: requests.id, number: requests.number })
    .from(requests)
    .where(
      and(
        eq(requests.city, ctx.city),
        inArray(
          requests.id,
          all.map(({ requestId }) => requestId),
        ),
      ),
    )
  const found = new Map(numbers.map((row) => [row.requestId, row]))
  return new Map(
    all.flatMap(({ id, requestId }) => {
      const row = found.get(requestId)
      return row ? [[id, row] as const] : []
    }),
  )
}

const ProposedRecalculation = z.object({ ruleVersionId: z.string() })

/** Propose to give running clocks the terms in force. @throws AppError forbidden */
export const proposeRecalculation = (ctx: Context, { reason }: { reason: string }): Promise<{ approvalId: string }> =>
  transact(ctx, async (tx) => {
    requireMay(mayProposeLimits(ctx.actor), 'requests.propose-recalculation')
    const { id: ruleVersionId } = await limitsNow(ctx, tx)
    return proposeApproval(ctx, tx, {
      kind: recalculationKind,
      subject: ruleSubject,
      proposal: { ruleVersionId },
      reason,
    })
  })

/** Gives running clocks the terms in force; what has passed, or would have, stays. */
export const recalculationApproval = approvalKind({
  kind: recalculationKind,
  proposal: ProposedRecalculation,
  maySee: mayProposeLimits,
  mayPropose: mayProposeLimits,
  mayDecide: mayEnactLimits,
  apply: async (ctx, tx, { proposal }) => {
    const { id } = await limitsNow(ctx, tx)
    if (id !== proposal.ruleVersionId) throw new AppError('conflict', 'platform.changedMeanwhile')
    await applyChange(tx, ctx, await changeNow(ctx, tx))
  },
  describe: async (ctx, tx) => {
    const { validFromOn } = await limitsNow(ctx, tx)
    return {
      said: { key: 'requests.recalculation.said', facts: { day: validFromOn }, words: {} },
      lines: [{ key: 'requests.recalculation.said.keep', facts: {}, words: {} }],
    }
  },
})
