import { lastWithin } from './marks.ts'
import type { Genre, StanceWords } from './stance.ts'
import type { FigureKind } from './types.ts'

/** What the words of a sentence read so far promise; read on from quantity to quantity. */
export interface Outlook {
  /** Where the sentence begins, and the part of it behind the last semicolon. */
  sentence: number
  part: number
  read: number
  /** A word of aim that holds for the whole sentence (力争), one that holds for its part (将, 计划). */
  strong: boolean
  aimed: boolean
}

export const newOutlook = (): Outlook => ({ sentence: -1, part: 0, read: 0, strong: false, aimed: false })

/** A quantity at its place: its sentence, its clause, and the stance of its paragraph. */
export interface Place {
  text: string
  at: number
  sentence: number
  clause: number
  byParagraph: FigureKind
  year: number | null
  genre: Genre
}

function readOn(outlook: Outlook, place: Place, looksBack: boolean, words: StanceWords): void {
  const { text, at, sentence } = place
  if (outlook.sentence !== sentence)
    Object.assign(outlook, { sentence, part: sentence, read: sentence, strong: false, aimed: false })
  if (at <= outlook.read) return
  const semicolon = lastWithin(text, '；', outlook.read, at)
  if (semicolon >= 0) {
    outlook.part = semicolon + 1
    outlook.aimed = false
  }
  if (!outlook.aimed)
    outlook.aimed = holds(looksBack ? words.ahead : words.target, text, Math.max(outlook.part, outlook.read), at, words)
  if (!outlook.strong && !looksBack) outlook.strong = holds(words.strong, text, outlook.read, at, words)
  outlook.read = at
}

/** The stance of one quantity: words of its sentence before it, then those of its clause, then the paragraph's. */
export function stanceOf(outlook: Outlook, place: Place, words: StanceWords): FigureKind {
  const { text, at, byParagraph, year, genre } = place
  const looksBack = genre === 'report' && byParagraph === 'actual'
  readOn(outlook, place, looksBack, words)
  if (outlook.aimed || outlook.strong) return 'target'
  const part = text.slice(outlook.part, at)
  const sentence = outlook.part === place.sentence ? part : text.slice(place.sentence, at)
  const last = part.includes('年') ? lastYear(part) : null
  if (last !== null && year !== null && last > year) return 'target'
  const until = sentence.includes('到20') ? /到(20[0-9]{2}) ?年(?!以来|的)/.exec(sentence) : null
  if (until && (last === null || last >= Number(until[1])) && (year === null || Number(until[1]) >= year))
    return 'target'
  if (byParagraph === 'target') {
    if (last !== null && year !== null && last < year) return 'actual'
    return words.actual.test(text.slice(place.clause, at)) && !words.policy.test(sentence) ? 'actual' : 'target'
  }
  if (genre !== 'news') return 'actual'
  if (isRule(text, place.sentence, at, words)) return 'target'
  const directed = sentence.search(words.directing)
  if (directed >= 0 && !words.actual.test(sentence.slice(directed))) return 'target'
  return words.directive.test(part) && !words.now.test(part) ? 'target' : 'actual'
}

/** 对…的企业，给予…奖励: a rule of a support policy, wherever it is quoted. */
function isRule(text: string, sentence: number, at: number, words: StanceWords): boolean {
  if (
    !/^[\s（）一二三四五六七八九十0-9.、]*(?:[（(]?[^，。；：]{0,12}[：。])?(?:对|凡|按)/.test(
      text.slice(sentence, sentence + 24),
    )
  )
    return false
  const rule = text.slice(sentence, at + 40).split('。')[0] ?? ''
  return words.policy.test(rule) && !/已|了|累计|共/.test(rule)
}

/** The last year named that is not the base of a comparison. */
function lastYear(part: string): number | null {
  let last: number | null = null
  for (const hit of part.matchAll(/(?<![比较])([0-9]{4}) ?年/g)) last = Number(hit[1])
  return last
}

/** A word of `pattern` between `from` and `to` that is not part of another word (将军, 主要). */
function holds(pattern: RegExp, text: string, from: number, to: number, words: StanceWords): boolean {
  const chunk = text.slice(from, to)
  pattern.lastIndex = 0
  for (let hit = pattern.exec(chunk); hit; hit = pattern.exec(chunk)) {
    const at = from + hit.index
    if (!masked(text, at, hit[0].length, words) && !words.putting.test(text.slice(at, Math.min(to, at + 24))))
      return true
  }
  return false
}

function masked(text: string, at: number, length: number, words: StanceWords): boolean {
  const from = Math.max(0, at - 5)
  const window = text.slice(from, at + length + 5)
  words.notTarget.lastIndex = 0
  for (let hit = words.notTarget.exec(window); hit; hit = words.notTarget.exec(window)) {
    const start = from + hit.index
    if (start <= at && start + hit[0].length >= at + length) return true
    words.notTarget.lastIndex = hit.index + 1
  }
  return false
}

/** 到2025年, 力争: a target that the next sentences of the paragraph go on listing. */
export function setsAim(outlook: Outlook, place: Place): boolean {
  const until = /(?:到|至)(20[0-9]{2}) ?年/.exec(place.text.slice(place.sentence, place.at))
  if (until) return place.year === null || Number(until[1]) >= place.year
  return outlook.strong
}
