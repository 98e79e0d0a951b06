import { separator } from './clauses.ts'
import type { Lexicon } from './lexicon.ts'
import type { SentenceState } from './measure-state.ts'

/** A rule of a support policy: 给予…奖励, 免收…, 实行“一事一议”. */
export const isRule = (lexical: Lexicon, words: string): boolean =>
  (lexical.policy.within(words, 0, words.length) || rewards(words)) && !words.endsWith('的')

const granted = /(?:奖励|补助|扶持).{0,10}[元％%]|[元％%].{0,8}(?:奖励|补助|扶持)/
const rewards = (words: string): boolean =>
  (words.includes('奖励') || words.includes('补助') || words.includes('扶持')) && granted.test(words)

/** 对企业取得新产品；…，给予…: a case whose rule stands in a later clause, maybe behind a semicolon. */
export function opensCase(state: SentenceState, words: string, index: number): boolean {
  return words.startsWith('对') && hasRuleBehind(state, index) && !isComplete(state, index)
}

function hasRuleBehind({ context, text, clauses }: SentenceState, from: number): boolean {
  for (let index = from + 1; index < clauses.length; index++) {
    const clause = clauses[index]
    if (clause && context.lexical.policy.within(text, clause.start, clause.end)) return true
  }
  return false
}

/** 对各乡镇…，由各乡镇…执行；: a part between semicolons that has its own rule without a grant. */
function isComplete({ text, clauses }: SentenceState, from: number): boolean {
  for (let index = from + 1; index < clauses.length; index++) {
    const clause = clauses[index]
    if (!clause) break
    if ('由按可应须'.includes(text[clause.start] ?? '。')) return true
    if (clause.mark !== separator.comma) break
  }
  return false
}

/** 专项资金由管委会统筹使用: where 由 stands; 0 where it does not. */
export const agentAt = (words: string): number => {
  const at = words.indexOf('由')
  return at > 1 && words[at + 1] !== '于' && words[at - 1] !== '自' && words[at - 1] !== '理' ? at : 0
}
