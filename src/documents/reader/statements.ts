import { readClause } from './directives.ts'
import type { Lexicon } from './lexicon.ts'

/** What somebody's words can hold: `demand` any directive, `remark` only what has 要. */
export type StatementMode = 'demand' | 'remark'

/** A lead-in such as 会议强调 or 吴晓晖指出. */
export interface Lead {
  mode: StatementMode
  /** Who speaks, as in the text; empty where the clause does not say (并强调要…). */
  subject: string
  /** Where the words begin, within the clause. */
  at: number
  /** Somebody whose words are no tasks here: an expert, a firm, a foreign office. */
  outsider: boolean
}

/**
 * Find the lead-in of a clause: a subject, a verb of saying, and either a mark behind it or a directive.
 * `ends` tells that a comma or colon follows the clause.
 */
export function findLead(lexicon: Lexicon, clause: string, ends: boolean): Lead | null {
  const end = clause.length
  for (let at = 0; at < end; at++) {
    if (lexicon.sayingVerbs.match(clause, at, end) === 0) continue
    const demand = lexicon.demandVerbs.match(clause, at, end)
    const remark = demand > 0 ? 0 : lexicon.remarkVerbs.match(clause, at, end)
    const length = demand || remark
    if (length === 0) continue
    if (at > 0 && lexicon.nounBeforeVerb.match(clause, at - 1, at) > 0) continue
    let after = at + length
    const mode: StatementMode = demand > 0 ? 'demand' : 'remark'
    if (after < end && alone.has(clause.slice(at, after)) && !clause.endsWith('事项')) continue
    if (after < end) {
      if (demand === 0 && !hasYao(lexicon, clause.slice(after))) continue
      const rest = clause.slice(after)
      if (demand > 0 && !hasYao(lexicon, rest) && !opensTask(lexicon, rest)) {
        // 提出新的要求：, 提出三点要求，
        if (
          !(ends && (/(?:要求|意见|事项|任务|举措|措施)$/.test(rest) || (rest.length < 30 && addressed.test(rest))))
        ) {
          at = after - 1
          continue
        }
        after = end
      }
    } else if (!ends) continue
    const subject = clause.slice(0, at)
    if (mayBeNoun.has(clause.slice(at, at + length)) && lexicon.nounContexts.within(subject, 0, at)) continue
    if (length === 1 && (subject.length < 2 || after < end)) continue
    return { mode, subject, at: after, outsider: lexicon.outsiders.within(subject, 0, subject.length) }
  }
  return null
}

const addressed = /(?:当地|大家|全省|全市|部门|单位|各地|各级|[县市区镇乡]|街道|干部|党员|同志|企业|人员|社|站)$/

/** 会议决定， speaks; 决定组织开展 only tells. */
const alone = new Set(['决定', '议定'])

/** 要求 and 指示 are as often nouns. */
const mayBeNoun = new Set(['要求', '指示', '批示', '讲话', '说', '讲', '称'])

const opensTask = (lexicon: Lexicon, rest: string): boolean => {
  // 提出应对干热风的意见: a thing is put forward, not a task
  if (lexicon.proposalEnds.endsAt(rest, 0, rest.length)) return false
  if (rest.startsWith('将') || rest.startsWith('必须') || rest.startsWith('务必')) return true
  if (readClause(lexicon, rest).kind === 'directive') return true
  return behindAddressee(lexicon, rest) > 0
}

/** 要求相关部门主动对接: where the directive behind an addressee begins; 0 where there is none. */
export function behindAddressee(lexicon: Lexicon, words: string): number {
  for (let at = 2; at < Math.min(words.length - 3, 24); at++) {
    if (!lexicon.ownerTails.endsAt(words, 0, at)) continue
    const kind = readClause(lexicon, words.slice(at)).kind
    if (kind === 'directive' || kind === 'adverbial') return words.slice(0, at).includes('可') ? 0 : at
  }
  return 0
}

const documentName = /^《([^》]{2,60})》/

/**
 * 《方案》提出, 《方案》对…进行了优化：: a document that is quoted speaks for itself.
 * Where a colon follows, its content is listed; else only what has 要 is taken for a task.
 */
export function findDocumentLead(lexicon: Lexicon, clause: string, colon: boolean): Lead | null {
  const name = documentName.exec(clause)
  if (!name?.[1]) return null
  const verb = name[0].length
  for (let at = verb; at < clause.length - 1 && at < verb + 6; at++) {
    const length =
      lexicon.demandVerbs.match(clause, at, clause.length) || lexicon.remarkVerbs.match(clause, at, clause.length)
    if (length < 2) continue
    const rest = clause.slice(at + length)
    const listed = rest === '' || colon || opensTask(lexicon, rest)
    return {
      mode: listed ? 'demand' : 'remark',
      subject: name[1],
      at: rest !== '' && opensTask(lexicon, rest) ? at + length : clause.length,
      outsider: false,
    }
  }
  return colon ? { mode: 'demand', subject: name[1], at: clause.length, outsider: false } : null
}

const yaoBefore = new Set([...'纲重主需必摘纪想将为首紧扼若如概简机只就不快想索险次显切提'])
const yaoNoun =
  /^要(?:[素闻么件害塞道义约]|点(?![燃亮面])|务(?![实必])|职(?!责)|领[，。、的]|不[是然]|是[有没]|紧[的，。]|求(?!真务实|新求变|变|稳|进))/

/**
 * Where a 要 of demand stands in a clause, with nothing or an addressee in front; -1 where none does.
 * 重要, 主要, 需要, 要素 and the like are words of their own.
 */
export function findYao(lexicon: Lexicon, clause: string, inside = false): number {
  for (let at = clause.indexOf('要'); at >= 0; at = clause.indexOf('要', at + 1)) {
    if (at + 1 >= clause.length || yaoNoun.test(clause.slice(at, at + 4))) continue
    if (at === 0) return 0
    if (clause.startsWith('就是') && at === 2) continue
    if (
      clause.lastIndexOf('“', at) > clause.lastIndexOf('”', at) ||
      clause.lastIndexOf('《', at) > clause.lastIndexOf('》', at)
    )
      continue
    const before = clause[at - 1] ?? ''
    if (yaoBefore.has(before) || at > 45) continue
    if (!isAddressee(lexicon, clause, at)) {
      if (inside || !mayAddress(clause, at)) continue
    }
    if (lexicon.otherAddressees.within(clause, 0, at)) continue
    return at
  }
  return -1
}

export const hasYao = (lexicon: Lexicon, clause: string): boolean => findYao(lexicon, clause) >= 0

const isAddressee = (lexicon: Lexicon, clause: string, at: number): boolean =>
  lexicon.addresseeTails.endsAt(clause, 0, at)

const notAddressing = /[把将让使因若如虽越]|如果|只有|即使|说明|意味|表明|可能|是否|怎么|什么|谁/

const mayAddress = (clause: string, at: number): boolean => at <= 30 && !notAddressing.test(clause.slice(0, at))

const leadingTime =
  /^(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚)?|^(?:近日|昨日|日前|今日|会上|会后|会议期间|期间|随后|座谈会上|在会上|座谈中|同时|其中|此外|为此|对此)/
const trailingWords =
  /(?:在(?:会上|讲话中|报告中|座谈中|座谈会上|会议上|致辞中|发言中|[^，。]{0,16}(?:时|中|上|会))|还|也|则|并|又|再次|特别|着重|同时|明确|进一步|反复|多次|最后|首先|随后|就此|对此|会上|曾|日前|近日|昨天|昨日|今天|[，、\s])+$/
const pronoun = /^(?:他|她|他们|会议还|并|还|同时)?$/

/** 更是提出, 并强调: the speaker is the one before. */
const onlyAdverb = /^(?:更是|更|还|也|并|又|同时|此外|其中|随后|最后|首次|再次|进一步|多次|一致|特别|明确)+$/

/** The name of the speaker out of the words in front of the verb; null where they name nobody. */
export function speakerName(lexicon: Lexicon, words: string): string | null {
  let subject = words.replace(leadingTime, '').replace(/^[，、\s]+/, '')
  subject = subject.replace(trailingWords, '')
  if (pronoun.test(subject) || onlyAdverb.test(subject)) return null
  const person = personBehindTitle(lexicon, subject)
  if (person) return person
  if (subject.length > 40) return null
  return subject
}

/** 市委副书记、市长吴晓晖…: the name behind the last title. */
export function personBehindTitle(lexicon: Lexicon, text: string): string | null {
  for (let at = text.length - 2; at >= 0; at--) {
    const title = lexicon.titles.match(text, at, text.length)
    if (title === 0) continue
    const from = at + title
    const rest = text.slice(from)
    // nothing behind the name: 局长王小明
    if (rest.length >= 2 && rest.length <= 3 && lexicon.surnames.match(rest, 0, 1) > 0) return rest
    let to = from
    while (to < text.length && to - from < 4 && lexicon.nameStops.match(text, to, text.length) === 0) to++
    const name = text.slice(from, Math.min(to, from + 3))
    if (name.length >= 2 && lexicon.surnames.match(name, 0, 1) > 0 && lexicon.titles.match(name, 0, name.length) === 0)
      return name
  }
  return null
}
