import { is } from './lexicon.ts'
import { kindAt, openingOf, type Tokens, wordAt } from './tokens.ts'

/** Tokens `from` to `to` of one item of a row, the last one included. */
export interface Item {
  from: number
  to: number
}

const ends =
  is.hard | is.stop | is.says | is.openQuote | is.openParen | is.openTitle | is.closeTitle | is.closeQuote | is.etc

/**
 * The items of the row that ends with token `last`: 食品、智能家居和轨道交通. A 和 before the last item parts two items;
 * 与, 及 and an earlier 和 stay inside one (造纸及纸制品).
 */
export function rowBefore(tokens: Tokens, last: number, most = 24): Item[] {
  const items: Item[] = []
  let to = last
  let i = last
  while (items.length < most) {
    const kind = kindAt(tokens, i - 1)
    if (i > 0 && kind & is.closeParen) {
      const open = openingOf(tokens, i - 1, 60)
      if (open > 0 && i - 1 === to) {
        // a bracket behind an item is no part of its name
        to = open - 1
        i = open
        continue
      }
    }
    const parts = kind & is.comma || (items.length === 0 && wordAt(tokens, i - 1) === '和')
    if (i <= 0 || kind & ends || parts || last - i > 200) {
      if (to >= i) items.push({ from: i, to })
      if (i <= 0 || !parts) break
      to = i - 2
      i = i - 1
      if (kindAt(tokens, i - 1) & is.closeParen) {
        const open = openingOf(tokens, i - 1, 60)
        if (open > 0) {
          to = open - 1
          i = open
        }
      }
      continue
    }
    i--
  }
  return items.reverse()
}
