import { z } from 'zod'
import { type Context, requireMay } from '#platform/actor.ts'
import { approvalKind, proposeApproval } from '#platform/approvals/index.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { enactRule, listRuleVersions } from '#platform/rules/index.ts'
import { RuleText } from '../engine/text.ts'
import { mayAgreeToRules, mayChangeRules } from '../policy.ts'
import { checkLadderText, isShipped, ruleCode } from '../rules.ts'
import { judgeCity } from '../standing/commands.ts'
import { Edits } from './contract.ts'
import { closeDraft, markProposed } from './drafts/commands.ts'
import { ruleKind } from './drafts/queries.ts'
import { applyEdits, numbersOf, readText } from './rules.ts'

const ProposedRule = z.object({
  rule: z.string().regex(ruleCode),
  edits: Edits,
  text: z.string().nullable().default(null),
  validFromOn: z.iso.date(),
  source: z.string(),
  basedOn: z.string().nullable(),
  draftId: z.string().nullable().default(null),
})
type ProposedRule = z.output<typeof ProposedRule>

/**
 * Propose other numbers for a rule, or the text of a city's own list, from a day on. Nothing is judged by them before a second person agrees.
 *
 * @throws AppError forbidden | invalid `ladder.unsound`, `ladder.notOwn`, `platform.ruleInThePast` | conflict `platform.changedMeanwhile`
 */
export const proposeRule = (ctx: Context, proposed: z.input<typeof ProposedRule>): Promise<{ approvalId: string }> =>
  transact(ctx, async (tx) => {
    requireMay(mayChangeRules(ctx.actor), 'ladder.propose-rule')
    const input = ProposedRule.parse(proposed)
    const today = dayOf(ctx.now()).toString()
    if (input.validFromOn < today) throw new AppError('invalid', 'platform.ruleInThePast', { today })
    await draftOf(ctx, tx, input)
    const subject = { kind: 'rule', id: `ladder/${input.rule}` }
    const { approvalId } = await proposeApproval(ctx, tx, {
      ...{ kind: ruleKind, subject, proposal: input, reason: input.source },
    })
    if (input.draftId !== null) await markProposed(ctx, tx, input.draftId, approvalId)
    return { approvalId }
  })

/** The draft as a rule that can be, and what it was made from. */
async function draftOf(ctx: Context, tx: Tx, { rule, edits, text: typed, validFromOn, basedOn }: ProposedRule) {
  const versions = await listRuleVersions(tx, ctx.city, `ladder/${rule}`, RuleText)
  const before = versions.find(({ id }) => id === basedOn) ?? null
  if (typed !== null && isShipped(rule)) throw new AppError('invalid', 'ladder.notOwn')
  if (typed === null ? before === null : basedOn !== (versions[0]?.id ?? null))
    throw new AppError('conflict', 'platform.changedMeanwhile')
  if (typed === null && edits.length === 0) throw new AppError('invalid', 'ladder.unsound', { place: rule, what: '' })
  const body = typed === null ? before && applyEdits(before.body, edits) : readText(typed)
  const [problem] = body === null ? [{ place: rule, what: '' }] : checkLadderText(body)
  if (problem) throw new AppError('invalid', 'ladder.unsound', { place: problem.place, what: problem.what })
  const text = RuleText.parse(body)
  if (text.validToOn !== undefined && text.validToOn < validFromOn)
    throw new AppError('invalid', 'ladder.unsound', { place: 'validToOn', what: `${validFromOn} … ${text.validToOn}` })
  return { text, last: versions[0]?.id ?? null }
}

/** Puts a draft in force; by then the day may have passed, or another version been enacted. */
export const ruleApproval = approvalKind({
  kind: ruleKind,
  proposal: ProposedRule,
  maySee: mayAgreeToRules,
  mayPropose: mayChangeRules,
  mayDecide: mayAgreeToRules,
  apply: async (ctx, tx, { proposal, proposedByName }) => {
    const { rule, validFromOn, source } = proposal
    const { text, last } = await draftOf(ctx, tx, proposal)
    const enacted = await enactRule(ctx, {
      ...{ rule: `ladder/${rule}`, shape: RuleText, body: text, validFromOn, source },
      basedOn: last,
    })
    if (proposal.draftId !== null) await closeDraft(ctx, tx, proposal.draftId, 'in-force')
    const subject = { kind: 'rule', id: enacted.id }
    await announce(ctx, tx, { kind: 'ladder-rule-set', subject, facts: { rule, proposedBy: proposedByName } })
    if (validFromOn === dayOf(ctx.now()).toString()) await judgeCity(ctx, tx)
  },
  describe: async (ctx, tx, { rule, text: typed, edits, validFromOn, source, basedOn }) => {
    const bySource = { key: 'ladder.said.source', facts: { source }, words: {} }
    if (typed !== null) {
      const text = RuleText.safeParse(readText(typed)).data
      const criteria = text && 'allOf' in text.pass ? text.pass.allOf : text ? [text.pass] : []
      return {
        said: { key: 'ladder.said.local', facts: { day: validFromOn, rule: text?.zh ?? rule }, words: {} },
        lines: [
          ...criteria.map((one) => ({
            key: 'ladder.said.criterion',
            facts: { what: one.zh ?? one.id ?? '', article: one.article ?? '' },
            words: {},
          })),
          bySource,
        ],
      }
    }
    const versions = await listRuleVersions(tx, ctx.city, `ladder/${rule}`, RuleText)
    const before = versions.find(({ id }) => id === basedOn)?.body
    const numbers = new Map(before ? numbersOf(before).map((one) => [one.at, one]) : [])
    return {
      said: isShipped(rule)
        ? { key: 'ladder.said', facts: { day: validFromOn }, words: { rule: `ladder.rule.${rule}` } }
        : { key: 'ladder.said.local', facts: { day: validFromOn, rule: before?.zh ?? rule }, words: {} },
      lines: [
        ...edits.map(({ at, to }) => ({
          key: 'ladder.said.number',
          facts: { what: numbers.get(at)?.zh ?? at, from: numbers.get(at)?.value ?? '', to },
          words: {},
        })),
        bySource,
      ],
    }
  },
})
