import type { Byline, BylineRole } from './types.ts'
import { compiled, type Words, wordList } from './words.ts'

/** What the opening or closing of an article says about who wrote it. */
export interface Credit {
  paper: string | null
  bylines: Byline[]
  /** Length of the credit at the start of the text; the whole text for a line of its own. */
  length: number
  /** Names the maker of the pictures too (文/图). */
  pictures: boolean
  /** Day in an agency's dateline (新华社北京1月10日电), as written. */
  day: string | null
}

const nobody: Credit = { paper: null, bylines: [], length: 0, pictures: false, day: null }

interface CreditWords {
  dateline: RegExp
  bareDateline: RegExp
  agency: RegExp
  speaker: RegExp
  paperName: RegExp
  notPaper: RegExp
  surnames: ReadonlySet<string>
}

const han = '\\u3400-\\u9fff'
const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const anyOf = (list: readonly string[]): string => (list.length ? list.map(escaped).join('|') : '(?!)')

function build(words: Words): CreditWords {
  const papers = anyOf(wordList(words, 'head', 'papers'))
  const posts = anyOf(wordList(words, 'head', 'posts'))
  return {
    dateline: new RegExp(`^([${han}A-Za-z+·]{2,14}?)(?:讯|消息|电)\\s*[（(]([^（）()]{2,60})[）)][：:，,]?\\s*`),
    bareDateline: new RegExp(`^((?:[${han}A-Za-z+]{2,10}?(?:${papers})|本报|本网|本台|本刊))(?:讯|消息)[：:，,]?\\s*`),
    agency: new RegExp(
      `^(新华社|中新社|中新网)([${han}]{1,8})?(\\d{1,2}月\\d{1,2}日)?(?:综合)?电\\s*(?:[（(]([^（）()]{2,60})[）)])?\\s*`,
    ),
    speaker: new RegExp(`^([${han}]{0,24}?(?:${posts}))[ \\u3000]+([${han}·]{1,2}[ \\u3000]{0,3}[${han}·]{1,8})$`),
    paperName: new RegExp(`^[${han}A-Za-z+·]{0,12}(?:${papers})$`),
    notPaper: new RegExp(`(?:${anyOf(wordList(words, 'head', 'notPapers'))})$`),
    surnames: new Set(surnames(words)),
  }
}

function surnames(words: Words): string {
  const file = words.raw.get('head')
  return typeof file === 'object' && file !== null ? String(Reflect.get(file, 'surnames') ?? '') : ''
}

const own = /^(?:本报|本网|本台|本刊|本站)/

/** The newspaper, agency or broadcaster of that name, or null (政府网 is none). */
export function paperOf(name: string, words: Words): string | null {
  const { paperName, notPaper } = compiled(words, 'credit', build)
  const text = name
    .trim()
    .replace(/\s+/g, '')
    .replace(/(?:新闻)?客户端$/, '')
  if (!text || own.test(text) || notPaper.test(text) || !paperName.test(text)) return null
  return text
}

/** 江门日报讯（记者/张三 通讯员/李四）, 本报讯, 新华社北京1月1日电 at the start of a paragraph. */
export function openingCredit(text: string, words: Words): Credit | null {
  const known = compiled(words, 'credit', build)
  const head = text.slice(0, 90)
  const dateline = known.dateline.exec(head)
  if (dateline?.[1] !== undefined && dateline[2] !== undefined) {
    const inside = dateline[2].trim()
    const paper = own.test(dateline[1]) ? null : dateline[1].trim()
    return { ...nobody, paper, bylines: readNames(inside, words), length: dateline[0].length }
  }
  const agency = known.agency.exec(head)
  if (agency?.[1]) {
    const bylines = readNames(agency[4] ?? '', words)
    return { ...nobody, paper: agency[1], bylines, length: agency[0].length, day: agency[3] ?? null }
  }
  const bare = known.bareDateline.exec(head)
  if (bare?.[1]) {
    return { ...nobody, paper: own.test(bare[1]) ? null : bare[1], length: bare[0].length }
  }
  return null
}

const creditWord =
  '(?:见习|实习|首席|特派|特约|驻[\\u3400-\\u9fff]{1,4})?(?:全媒体)?(?:记者|通讯员|评论员|撰稿|摄影|作者)'
const aloneShape = new RegExp(
  `^[（(]?(?:\\d{4}-\\d{1,2}-\\d{1,2}\\s*)?(?:(?:文[/／·、]?图|文字?|撰文|采写)[:：/／]?\\s*)?([\\u3400-\\u9fffA-Za-z+·]{0,12}?)${creditWord}[:：/／ \\u3000]`,
)

/** A line of its own that only says who wrote the article: 文/图 江门日报记者 张三; 记者 李四; 作者:王五 时间:…. */
export function creditLine(text: string, words: Words): Credit | null {
  if (text.length > 90) return null
  const shape = aloneShape.exec(text)
  if (!shape) return null
  const inner = text.replace(/^[（(]|[）)]$/g, '')
  const bylines = readNames(inner, words)
  if (bylines.length === 0 || /[。；！？]/.test(inner)) return null
  return {
    ...nobody,
    paper: shape[1] ? paperOf(shape[1], words) : null,
    bylines,
    length: text.length,
    pictures: /图/.test(text.slice(0, 6)),
  }
}

/** Names in brackets at the very end of the last paragraph: (记者 张三 通讯员 李四), (王五). */
export function closingCredit(text: string, words: Words): Byline[] {
  const found = /[。！？”][（(]([^（）()。]{2,40})[）)]$/.exec(text.slice(-60))
  if (!found?.[1]) return []
  const names = readNames(found[1], words)
  const rest = found[1].replace(/记者|通讯员|本报|本台|作者|[\s/／:：、]/g, '').length
  return names.reduce((sum, { name }) => sum + name.length, 0) >= rest - 6 ? names : []
}

/** 福建省人民政府省长 赵龙: who speaks the text. */
export function speakerLine(text: string, words: Words): Byline | null {
  if (text.length > 40) return null
  const found = compiled(words, 'credit', build).speaker.exec(text)
  const name = found?.[2]?.replace(/[ \u3000]/g, '')
  return name && name.length >= 2 && name.length <= 8 ? { role: null, name } : null
}

const isName = /^[\u3400-\u9fff]{2,4}$|^[\u3400-\u9fff]{1,8}·[\u3400-\u9fff·]{1,12}$/
const roleAt = /^(?:[\u3400-\u9fffA-Za-z+]{0,10}?)(记者|通讯员|评论员|作者|撰稿|撰文|采写)[:：/／]?/

const compound = /^(?:欧阳|司马|上官|诸葛|司徒|皇甫|尉迟|公孙|慕容|令狐|端木|夏侯|闻人|长孙|独孤|南宫|呼延|东方)/

/** Without a role word beside it a name must open with a surname; four letters only after one of two. */
const isLikelyName = (name: string, surnames: ReadonlySet<string>): boolean =>
  name.includes('·') || compound.test(name) || (name.length <= 3 && surnames.has(name[0] ?? ''))

/** Names with their roles out of 记者/张三 李四 通讯员/王五. A role word holds for the names after it. */
export function readNames(text: string, words: Words): Byline[] {
  const known = compiled(words, 'credit', build).surnames
  const bylines: Byline[] = []
  let role: BylineRole = null
  let skipping = false
  for (const raw of text.split(/[\s\u3000,，、;；|]+/)) {
    let part = raw
    const label =
      /^(?:文[/／]图|(?:文图?|文字|图|摄影|供图|时间|次数|来源|编辑|责编|审核|校对)(?:[:：/／]|$))[:：/／]?/.exec(part)
    if (label?.[0] && !/记者|通讯员/.test(part.slice(0, 4))) {
      if (/^(?:文|文字|文[/／]?图)/.test(label[0])) skipping = false
      else skipping = !/^图[/／]?$/.test(label[0])
      part = part.slice(label[0].length)
    }
    const found = roleAt.exec(part)
    if (found?.[1]) {
      role = found[1] === '记者' ? 'reporter' : found[1] === '通讯员' ? 'correspondent' : null
      skipping = false
      part = part.slice(found[0].length)
    }
    for (const name of part.split(/[/／]/)) {
      if (skipping || !isName.test(name) || (role === null && !isLikelyName(name, known))) continue
      bylines.push({ role, name })
    }
  }
  return bylines
}
