/** Classes of characters, looked up by code: much cheaper than a set of strings or a regular expression. */
const flags = new Uint16Array(65536)

/** A test for a class of characters, by code. */
function classOf(bit: number, characters: string): (code: number) => boolean {
  const flag = 1 << bit
  for (const character of characters) {
    const code = character.charCodeAt(0)
    flags[code] = (flags[code] ?? 0) | flag
  }
  return (code) => ((flags[code] ?? 0) & flag) !== 0
}

/** 。！？ and line ends. */
export const endsSentence = classOf(0, '。！？\n')
/** Marks that end a clause. */
export const endsClause = classOf(1, '，。；：！？\n|■●△')
/** Marks and digits that end a noun phrase. */
export const endsPhrase = classOf(2, '，。；、：！？（）\n\t \u3000|《》/／—0123456789')
export const isDigit = classOf(3, '0123456789')
export const isChineseNumeral = classOf(4, '零〇一二两三四五六七八九十百千万亿')
/** Punctuation within a sentence. */
export const isMark = classOf(5, '，。；、：（）“”！？')
/** A–Z, a–z and the underscore. */
export const isLetter = classOf(6, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_')
/** Between the numbers of an enumeration. */
export const joinsNumbers = classOf(7, '、和及与或')
/** Between the ends of a range. */
export const isDash = classOf(8, '—-~至到')
/** What may follow a single Chinese numeral that counts: 八成, 两倍, 两万, 两个百分点, 十余. */
export const followsOne = classOf(9, '成倍多余几百千万亿个元')
/** Marks that a noun phrase never begins or ends with. */
export const isLoose = classOf(10, ' 、“”"·*—-\t')
/** Last characters of words for time: 2012年, 近三年来. */
export const endsTime = classOf(11, '年月度代底末初来间')
/** First characters of words for time, digits and numerals apart. */
export const beginsTime = classOf(12, '前后第“（—')
/** 和, 与, 及. */
export const links = classOf(13, '和与及')
/** 近, 约, 超, 逾. */
export const isNearly = classOf(14, '近约超逾')
/** Digits of Chinese numerals, scale words left out. */
export const isSmallNumeral = classOf(15, '零〇一二两三四五六七八九十')

/** The last `character` in [from, end), or -1; unlike lastIndexOf it never searches on through a huge text. */
export function lastWithin(text: string, character: string, from: number, end: number): number {
  const code = character.charCodeAt(0)
  for (let i = end - 1; i >= from; i--) if (text.charCodeAt(i) === code) return i
  return -1
}

/** The first `character` in [from, end), or -1. */
export function firstWithin(text: string, character: string, from: number, end: number): number {
  const code = character.charCodeAt(0)
  const limit = Math.min(end, text.length)
  for (let i = from; i < limit; i++) if (text.charCodeAt(i) === code) return i
  return -1
}
