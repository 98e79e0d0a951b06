/** The first Chinese character, in the order of their sounds, that begins with each letter; none begins with i, u or v. */
const firstOf = [...'阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他屲夕丫帀']
const letters = [...'abcdefghjklmnopqrstwxyz']
const order = new Intl.Collator('zh-CN-u-co-pinyin')
/** Comparing is slow, and names of firms share few thousand characters. */
const known = new Map<string, string>()

/**
 * First letters of the sounds of a text: 融资 is `rz`. What is no Chinese character stays as it is. A character with several
 * sounds has the one it is sorted under. Runs in the browser too.
 */
export const initialsOf = (text: string): string =>
  [...text].map((character) => (/\p{Script=Han}/u.test(character) ? initialOf(character) : character)).join('')

function initialOf(character: string): string {
  const before = known.get(character)
  if (before !== undefined) return before
  const at = firstOf.findLastIndex((first) => order.compare(character, first) >= 0)
  const initial = letters[at] ?? character
  known.set(character, initial)
  return initial
}
