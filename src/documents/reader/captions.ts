import { isFinished } from './lines.ts'
import { compiled, type Words, wordList } from './words.ts'

interface CaptionWords {
  ends: RegExp
}

function build(words: Words): CaptionWords {
  const ends = wordList(words, 'furniture', 'captions').join('|')
  return { ends: new RegExp(`(?:${ends || '(?!)'})[）)]?$`) }
}

const longestCaption = 90

/** Tells a picture's caption from text: it ends with who took the picture, or opens with a pointer to it. */
export function captionTest(words: Words): (text: string) => boolean {
  const { ends } = compiled(words, 'captions', build)
  return (text) => {
    if (text.length > longestCaption || text.length < 2) return false
    if (/^[△▲▼▽↑↓◀▶]/.test(text)) return true
    if (/^(?:图为|图片?[:：]|资料图|图\d{0,2}[:：])/.test(text)) return true
    if (isFinished(text.replace(/[）)]$/, ''))) return false
    return ends.test(text) && /[。\s\u3000：:]|^.{0,20}$/.test(text.slice(0, -1)) && !/[，,；;]$/.test(text)
  }
}
