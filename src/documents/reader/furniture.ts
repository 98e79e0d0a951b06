import { hasSentenceMark, isFinished, type Line, squeeze } from './lines.ts'
import { compiled, type Words, wordList } from './words.ts'

/** Lines of a document without page furniture. */
export interface CleanPage {
  lines: Line[]
  /** Titles of the page's own index (版面目录), without white space: they tell a headline from the line above it. */
  index: ReadonlySet<string>
  /** Furniture lines, which may still hold the day of publication. */
  setAside: string[]
}

interface FurnitureWords {
  lines: ReadonlySet<string>
  /** Furniture only near the top or the bottom of the document. */
  edgeLines: ReadonlySet<string>
  starts: readonly string[]
  ends: readonly string[]
  /** First and last letters of these, to pass most lines by at once. */
  startLetters: ReadonlySet<number>
  endLetters: ReadonlySet<number>
  recommendations: ReadonlySet<string>
  indexFrom: RegExp
  indexTo: readonly string[]
}

const longestFurniture = 120
const topLines = 40
const bottomLines = 25

function build(words: Words): FurnitureWords {
  const file = words.raw.get('furniture')
  const page = typeof file === 'object' && file !== null ? Reflect.get(file, 'pageIndex') : null
  const from = typeof page === 'object' && page !== null ? String(Reflect.get(page, 'from') ?? '') : ''
  const to = typeof page === 'object' && page !== null ? Reflect.get(page, 'to') : []
  const starts = wordList(words, 'furniture', 'starts')
  const ends = wordList(words, 'furniture', 'ends')
  return {
    lines: new Set(wordList(words, 'furniture', 'lines').map(squeeze)),
    edgeLines: new Set(wordList(words, 'furniture', 'edgeLines').map(squeeze)),
    starts,
    ends,
    startLetters: new Set(starts.map((start) => start.charCodeAt(0))),
    endLetters: new Set(ends.map((end) => end.charCodeAt(end.length - 1))),
    recommendations: new Set(wordList(words, 'furniture', 'recommendations')),
    indexFrom: new RegExp(from || '(?!)'),
    indexTo: Array.isArray(to) ? to.map(String) : [],
  }
}

/** Set page furniture aside: menus, share buttons, page index, recommendations at the end. */
export function removeFurniture(all: readonly Line[], words: Words): CleanPage {
  const known = compiled(words, 'furniture', build)
  const lines = dropBreadcrumbs(all)
  const index = new Set<string>()
  const setAside: string[] = []
  const kept: Line[] = []
  let gap = false
  let at = 0
  while (at < lines.length) {
    const line = lines[at]
    if (!line) break
    const indexEnd = at < 40 && known.indexFrom.test(line.text) ? findIndexEnd(lines, at, known) : -1
    if (indexEnd > at) {
      for (let i = at; i <= indexEnd; i++) {
        const text = lines[i]?.text ?? ''
        index.add(squeeze(text))
        setAside.push(text)
      }
      at = indexEnd + 1
      gap = true
      continue
    }
    if (
      line.level === 0 &&
      at > 3 &&
      known.recommendations.has(line.text.replace(/[：:]$/, '')) &&
      !continuesArticle(lines, at)
    )
      break
    if (isFurniture(line, known, at < topLines || at >= lines.length - bottomLines)) {
      setAside.push(line.text)
      gap = true
    } else {
      kept.push(gap && !line.gap ? { ...line, gap: true } : line)
      gap = false
    }
    at++
  }
  return { lines: kept, index, setAside }
}

/** 首页 > 政务信息 > 要闻 with each step on a line of its own. */
function dropBreadcrumbs(lines: readonly Line[]): readonly Line[] {
  const isArrow = (at: number): boolean => /^[>》›»]{1,2}$/.test(lines[at]?.text ?? '')
  const reach = Math.min(lines.length, 60)
  const dropped = new Set<number>()
  for (let i = 0; i < reach; i++) {
    if (!isArrow(i)) continue
    dropped.add(i)
    for (const side of [i - 1, i + 1]) if ((lines[side]?.text.length ?? 99) <= 12) dropped.add(side)
  }
  return dropped.size === 0 ? lines : lines.filter((_, i) => !dropped.has(i))
}

function isFurniture(line: Line, known: FurnitureWords, atEdge: boolean): boolean {
  const { text } = line
  if (line.level > 0 || text.length > longestFurniture) return false
  if (text.length <= 24) {
    const bare = squeeze(text)
    if (known.lines.has(bare) || (atEdge && known.edgeLines.has(bare))) return true
  }
  if (text.length >= 3 && /^[\s|_=*·.~+\-—–─━]+$/.test(text)) return true
  if (known.startLetters.has(text.charCodeAt(0)) && known.starts.some((start) => text.startsWith(start)))
    return !hasSentenceMark(text.slice(0, -1)) || text.length < 60
  return known.endLetters.has(text.charCodeAt(text.length - 1)) && known.ends.some((end) => text.endsWith(end))
}

/** A page index ends at the last mark of the page's navigation within reach; without one it is no index. */
function findIndexEnd(lines: readonly Line[], start: number, known: FurnitureWords): number {
  const reach = Math.min(lines.length, start + 150)
  let end = -1
  for (let i = start; i < reach; i++) {
    const text = lines[i]?.text ?? ''
    if (known.indexTo.some((mark) => text.includes(mark))) end = i
    if (text.length > 150) break
  }
  return end
}

/** 相关链接 in the middle of an article heads a box of its own, with more body behind it than furniture would have. */
function continuesArticle(lines: readonly Line[], at: number): boolean {
  let body = 0
  for (let i = at + 1; i < lines.length; i++) {
    const line = lines[i]
    if (line && (line.level > 0 || (line.text.length > 60 && isFinished(line.text)))) body++
  }
  return body >= 3
}
