import { squeeze } from './lines.ts'

/** Which rule refuses a document. Never an excerpt of it. */
export interface SecrecyMark {
  rule: '绝密' | '机密' | '秘密' | '内部资料' | '工作秘密' | '不予公开'
}

/** Where a mark may stand: lines of the first page, and lines of running headers and footers. */
export interface MarkRegion {
  /** Lines of the first page; the gate looks at those that could be a mark. */
  firstPage: readonly string[]
  headersAndFooters: readonly string[]
}

const term =
  '(?:[★☆*＊]{1,3}(?:长期|启用前|公布前|\\d{1,2}(?:年|个月|月)?|[一二三四五六七八九十]{1,3}(?:年|个月))?|(?:\\d{1,2}|[一二三四五六七八九十]{1,3})(?:年|个月))'
const opening = '[【〔\\[（(《]?(?:(?:密级|保密级别|秘密等级|密级和保密期限)[:：]?)?'
const closing = '[】〕\\]）)》]?'

const rules: readonly [SecrecyMark['rule'], RegExp][] = [
  ['绝密', new RegExp(`^${opening}绝密${term}?${closing}$`)],
  ['机密', new RegExp(`^${opening}机密${term}?${closing}$`)],
  ['秘密', new RegExp(`^${opening}秘密${term}?${closing}$`)],
  [
    '工作秘密',
    /^[【〔[（(]?(?:密级[:：]?)?(?:工作秘密|内部工作秘密)(?:[★☆*＊](?:\d{1,2}年|长期)?)?(?:[，,；;](?:注意保管|不得外传|严禁外传))?[】〕\]）)。]?$/,
  ],
  [
    '内部资料',
    /^[【〔[（(]?(?:内部(?:资料|文件|材料|刊物|参考|使用|传阅|掌握)|仅供内部(?:使用|参考|传阅)|内部资料性出版物)(?:[，,；;·\-—★☆]{0,2}(?:免费交流|注意保存|注意保管|注意保密|不得外传|严禁外传|请勿外传|严禁复制|妥善保管|不得翻印|仅供参考|会后收回|请予保密)){0,3}[】〕\]）)。!！]?$/,
  ],
  [
    '内部资料',
    /^[【〔[（(]?(?:注意保密|会后收回|不得外传|严禁外传|请勿外传|阅后即焚|此件不得(?:外传|翻印|复制))(?:[，,；;](?:注意保密|会后收回|不得外传|严禁外传|请勿外传|不得翻印))?[】〕\]）)。!！]?$/,
  ],
  [
    '不予公开',
    /^[【〔[（(]?(?:(?:公开(?:属性|方式|类别|形式|选项)|信息公开(?:选项|属性|类别))[:：]?)?(?:此件|本件|此文|本文件)?(?:不予公开|不公开|不宜公开)(?:发布)?[】〕\]）)。]?$/,
  ],
]

const longestMark = 36

/**
 * Find a mark of secrecy. A mark counts only on a line of its own (a line may carry the copy number beside it), in the
 * header, the footer or on the first page; the same words inside a sentence are text.
 */
export function findSecrecyMark(region: MarkRegion): SecrecyMark | null {
  for (const lines of [region.firstPage, region.headersAndFooters]) {
    for (const line of lines) {
      if (line.length > longestMark * 3) continue
      for (const part of candidates(line)) {
        const found = rules.find(([, shape]) => shape.test(part))
        if (found) return { rule: found[0] }
      }
    }
  }
  return null
}

/** The line without spaces, and its parts where wide gaps or the copy number (000001) set them apart. */
function candidates(line: string): string[] {
  const whole = squeeze(line).replace(/^#+/, '')
  const parts = line.split(/\s{2,}|\t|\u3000{1,}|\|/).map(squeeze)
  return [whole, whole.replace(/^(?:№|No\.?|份号[:：]?)?\d{4,8}/, ''), ...parts].filter(
    (part) => part.length > 0 && part.length <= longestMark,
  )
}

const linesOfAPage = 46
const charactersOfAPage = 2200

/** First and last page of text that has no pages of its own: where a mark may stand. */
export function regionOf(lines: readonly string[]): MarkRegion {
  const firstPage = take(lines, 1)
  const last = take(lines, -1)
  return { firstPage, headersAndFooters: last.slice(0, 8) }
}

function take(lines: readonly string[], step: 1 | -1): string[] {
  const taken: string[] = []
  let characters = 0
  for (let i = 0; i < Math.min(lines.length, linesOfAPage); i++) {
    const line = lines[step === 1 ? i : lines.length - 1 - i]
    if (line === undefined) break
    taken.push(line)
    characters += line.length
    if (characters > charactersOfAPage) break
  }
  return taken
}
