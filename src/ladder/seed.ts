import { z } from 'zod'
import { readPackFile } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { transact } from '#platform/db/transact.ts'
import { enactRule, listRuleVersions } from '#platform/rules/index.ts'
import { RuleText } from './engine/text.ts'
import { checkLadderText, isShipped, ruleCode } from './rules.ts'

const LadderFile = z.object({
  rules: z.array(z.object({ rule: z.string().regex(ruleCode), source: z.string(), text: RuleText })),
})

/**
 * Lists of the city that a pack brings, in force from today. One that is there already stays.
 *
 * @throws Error for a list that could not be put in force, or has the name of a rule that ships
 */
export const seedLadder = (ctx: Context, pack: string): Promise<void> =>
  transact(ctx, async (tx) => {
    for (const { rule, source, text } of readPackFile(`${pack}/ladder.yaml`, LadderFile)?.rules ?? []) {
      const [problem] = checkLadderText(text)
      if (problem || isShipped(rule)) throw new Error(`${rule} ${problem?.place} ${problem?.what}`)
      const name = `ladder/${rule}`
      if ((await listRuleVersions(tx, ctx.city, name, RuleText)).length > 0) continue
      const validFromOn = dayOf(ctx.now()).toString()
      await enactRule(ctx, { rule: name, shape: RuleText, body: text, validFromOn, source, basedOn: null })
    }
  })
