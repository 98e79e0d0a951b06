import { z } from 'zod'
import { type Context, requireMay } from '#platform/actor.ts'
import { approvalKind, proposeApproval } from '#platform/approvals/index.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { enactRule, listRuleVersions } from '#platform/rules/index.ts'
import { checkRuleText } from '../engine/check.ts'
import { RuleText } from '../engine/text.ts'
import { mayChangeRules } from '../policy.ts'
import { factCatalogue, type RuleName, ruleNames } from '../rules.ts'
import { judgeCity } from '../standing/commands.ts'
import { Edits } from './contract.ts'
import { applyEdits, numbersOf } from './rules.ts'

const ruleKind = 'ladder.rule'

const ProposedRule = z.object({
  rule: z.enum(ruleNames),
  edits: Edits,
  validFromOn: z.iso.date(),
  source: z.string(),
  basedOn: z.string(),
})
type ProposedRule = z.output<typeof ProposedRule>

/**
 * Propose other numbers for a rule from a day on. Nothing is judged by them before a second person agrees.
 *
 * @throws AppError forbidden | invalid `ladder.unsound`, `platform.ruleInThePast` | conflict `platform.changedMeanwhile`
 */
export const proposeRule = (ctx: Context, input: ProposedRule): Promise<{ approvalId: string }> =>
  transact(ctx, async (tx) => {
    requireMay(mayChangeRules(ctx.actor), 'ladder.propose-rule')
    const today = dayOf(ctx.now()).toString()
    if (input.validFromOn < today) throw new AppError('invalid', 'platform.ruleInThePast', { today })
    await draftOf(ctx, tx, input)
    const subject = { kind: 'rule', id: `ladder/${input.rule}` }
    return proposeApproval(ctx, tx, { kind: ruleKind, subject, proposal: input, reason: input.source })
  })

/** The draft as a rule that can be, and what it was made from. */
async function draftOf(ctx: Context, tx: Tx, { rule, edits, validFromOn, basedOn }: ProposedRule) {
  const versions = await listRuleVersions(tx, ctx.city, `ladder/${rule}`, RuleText)
  const before = versions.find(({ id }) => id === basedOn)
  if (!before) throw new AppError('conflict', 'platform.changedMeanwhile')
  const body = applyEdits(before.body, edits)
  const [problem] = body === null ? [{ place: rule, what: '' }] : checkRuleText(body, factCatalogue)
  if (problem) throw new AppError('invalid', 'ladder.unsound', { place: problem.place, what: problem.what })
  const text = RuleText.parse(body)
  if (text.validToOn !== undefined && text.validToOn < validFromOn)
    throw new AppError('invalid', 'ladder.unsound', { place: 'validToOn', what: `${validFromOn} … ${text.validToOn}` })
  return { before: before.body, text, last: versions[0]?.id ?? null }
}

/** Puts a draft in force; by then the day may have passed, or another version been enacted. */
export const ruleApproval = approvalKind({
  kind: ruleKind,
  proposal: ProposedRule,
  maySee: mayChangeRules,
  mayPropose: mayChangeRules,
  mayDecide: mayChangeRules,
  apply: async (ctx, tx, { proposal, proposedByName }) => {
    const { rule, validFromOn, source } = proposal
    const { text, last } = await draftOf(ctx, tx, proposal)
    const enacted = await enactRule(ctx, {
      ...{ rule: `ladder/${rule}`, shape: RuleText, body: text, validFromOn, source },
      basedOn: last,
    })
    const subject = { kind: 'rule', id: enacted.id }
    await announce(ctx, tx, { kind: 'ladder-rule-set', subject, facts: { rule, proposedBy: proposedByName } })
    if (validFromOn === dayOf(ctx.now()).toString()) await judgeCity(ctx, tx)
  },
  describe: async (ctx, tx, proposal) => {
    const versions = await listRuleVersions(tx, ctx.city, `ladder/${proposal.rule}`, RuleText)
    const before = versions.find(({ id }) => id === proposal.basedOn)?.body
    const numbers = new Map(before ? numbersOf(before).map((one) => [one.at, one]) : [])
    const rule = `ladder.rule.${proposal.rule satisfies RuleName}`
    return {
      said: { key: 'ladder.said', facts: { day: proposal.validFromOn }, words: { rule } },
      lines: [
        ...proposal.edits.map(({ at, to }) => ({
          key: 'ladder.said.number',
          facts: { what: numbers.get(at)?.zh ?? at, from: numbers.get(at)?.value ?? '', to },
          words: {},
        })),
        { key: 'ladder.said.source', facts: { source: proposal.source }, words: {} },
      ],
    }
  },
})
