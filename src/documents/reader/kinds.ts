import type { Lexicon } from './lexicon.ts'
import type { ArticleText, DocumentText } from './types.ts'

/**
 * What an article is, for the purpose of tasks.
 * - `report`: a work report, whose second half says what is to be done
 * - `directive`: a plan, notice, policy: everything in it is said by the document
 * - `press`: somebody else reports; only statements of meetings and leaders hold tasks
 */
export interface ArticleKind {
  kind: 'report' | 'directive' | 'press'
  /** Who speaks where nobody is named. */
  by: string | null
  /** The year the text speaks from; null where uncertain. */
  year: number | null
}

const head = 6
const reportOpening = /^\s*各位代表|我代表.{2,16}(?:政府|委员会|法院|检察院).{0,8}(?:报告|作)/
/** 区长作政府工作报告: news of a report. */
const aboutReport = /(?:作|审议|解读|聚焦|热议|讨论|听取|关注|学习|看)[^，。]{0,12}工作报告$/

const directiveOpening =
  /(?:特?制定|提出)(?:本|如下|以下)(意见|方案|办法|措施|规划|细则|政策|计划)|(?:有关事[项宜]|现)?(通知)如下|现提出以下(意见)|本(规划)纲要/
const pressOpening = /(?:讯|消息|电)[\s（(]*(?:[（(]|记者|通讯员)|本报讯|本网讯|记者从|记者[\s/／]|^\S{2,8}讯\s/
const bracketsBehind = /[（(][^（）()]*[）)]$/

/** Tell what an article is by its headline and its opening. */
export function kindOf(lexicon: Lexicon, article: ArticleText, doc: DocumentText): ArticleKind {
  const headline = (article.headline ?? '').replace(/\s/g, '').replace(bracketsBehind, '')
  const opening = article.paragraphs.slice(0, head).map((paragraph) => paragraph.slice(0, 1200))
  const year = yearOf(article, doc, headline, opening)
  const press =
    article.bylines.some((byline) => byline.role !== null) ||
    opening.some((line) => pressOpening.test(line.slice(0, 80)))
  const isReport = lexicon.reportKinds.endsAt(headline, 0, headline.length) && !aboutReport.test(headline)
  if (isReport || (!press && opening.some((line) => reportOpening.test(line.slice(0, 200)))))
    return { kind: 'report', by: '报告', year }
  if (press) return { kind: 'press', by: null, year }
  if (/(?:总结|汇报|述职报告)$|工作总结/.test(headline)) return { kind: 'report', by: '总结', year }
  if (/讲话$/.test(headline)) return { kind: 'directive', by: article.bylines[0]?.name ?? '讲话', year }
  const documentKind = endingKind(lexicon, headline)
  if (documentKind) return { kind: 'directive', by: speakerOf(documentKind, headline, doc), year }
  for (const line of opening) {
    const found = directiveOpening.exec(line)
    if (found) return { kind: 'directive', by: speakerOf(found.slice(1).find(Boolean) ?? '', headline, doc), year }
  }
  return { kind: 'press', by: null, year }
}

function endingKind(lexicon: Lexicon, headline: string): string | null {
  for (let at = Math.max(0, headline.length - 6); at < headline.length - 1; at++) {
    const word = headline.slice(at)
    if (lexicon.documentKinds.has(word)) return word
  }
  return null
}

/** A notice is spoken by the organ that gives it, another document by itself. */
function speakerOf(kind: string, headline: string, doc: DocumentText): string | null {
  if (kind !== '通知' && kind !== '决定') return kind || null
  const about = headline.indexOf('关于')
  return about > 1 ? headline.slice(0, about) : (doc.issuer ?? kind)
}

function yearOf(article: ArticleText, doc: DocumentText, headline: string, opening: string[]): number | null {
  const titled = /(20\d\d)年/.exec(headline)
  const dated = article.date ?? doc.published
  if (titled?.[1]) return Number(titled[1])
  if (dated) return Number(dated.slice(0, 4))
  if (doc.year !== null) return doc.year
  const spoken = /(20\d\d)年\d{1,2}月\d{1,2}日在/.exec(opening.join('\n'))
  return spoken?.[1] ? Number(spoken[1]) : null
}
