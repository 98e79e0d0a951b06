/**
 * Clean decoded text: line ends, control characters, radical look-alikes, marks of markdown and of stray HTML. The width
 * of punctuation stays as it is, so that quotations match the original.
 */
export function cleanText(text: string): string {
  let clean = text
  if (odd.test(clean)) clean = cleanLetters(clean)
  if (/<\/(?:p|div|strong|b|span|h[1-6])>|<br ?\/?>/i.test(clean)) clean = dropTags(clean)
  if (/\*\*|__|\]\(|^> /m.test(clean)) clean = dropMarkdown(clean)
  return clean
}

/** Any letter that `cleanLetters` changes: most texts have none and are passed by in one look. */
const odd =
  /[^\n\t\u0020-\u007e\u00a0-\u00ac\u00ae-\u200a\u2010-\u2027\u2030-\u205f\u2065-\u2e7f\u2fe0-\ufefe\uff00-\ufffd]/

function cleanLetters(text: string): string {
  let clean = text
  if (/\r/.test(clean)) clean = clean.replace(/\r\n?/g, '\n')
  if (/[\u2028\u2029\u0085\f\v]/.test(clean)) clean = clean.replace(/[\u2028\u2029\u0085\f\v]/g, '\n')
  if (control.test(clean)) clean = clean.replace(controls, '')
  return /[\u2e80-\u2fdf]/.test(clean) ? clean.replace(/[\u2e80-\u2fdf]/g, foldRadical) : clean
}

/** Control characters, soft hyphen, zero-width marks, bidirectional overrides, byte order marks and non-characters. */
const unwanted: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0e, 0x1f],
  [0x7f, 0x84],
  [0x86, 0x9f],
  [0xad, 0xad],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2064],
  [0xfeff, 0xfeff],
  [0xfffe, 0xffff],
]
const hex = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`
const control = new RegExp(`[${unwanted.map(([from, to]) => `${hex(from)}-${hex(to)}`).join('')}]`)
const controls = new RegExp(control.source, 'g')

/** Kangxi radicals fold by NFKC; most of the supplement does not and needs this table. */
const supplement: Readonly<Record<string, string>> = {
  '\u2e81': '厂',
  '\u2e84': '乙',
  '\u2e85': '亻',
  '\u2e86': '冂',
  '\u2e88': '刀',
  '\u2e89': '刂',
  '\u2e8b': '卩',
  '\u2e8c': '小',
  '\u2e8d': '小',
  '\u2e8f': '尢',
  '\u2e92': '巳',
  '\u2e93': '幺',
  '\u2e94': '彐',
  '\u2e95': '彐',
  '\u2e96': '忄',
  '\u2e97': '心',
  '\u2e98': '扌',
  '\u2e99': '攵',
  '\u2e9b': '旡',
  '\u2e9c': '日',
  '\u2e9d': '月',
  '\u2e9e': '歺',
  '\u2e9f': '母',
  '\u2ea0': '民',
  '\u2ea1': '氵',
  '\u2ea2': '水',
  '\u2ea3': '灬',
  '\u2ea4': '爪',
  '\u2ea5': '爪',
  '\u2ea6': '丬',
  '\u2ea7': '牛',
  '\u2ea8': '犭',
  '\u2eaa': '疋',
  '\u2eab': '目',
  '\u2eac': '示',
  '\u2ead': '礻',
  '\u2eae': '竹',
  '\u2eaf': '糸',
  '\u2eb0': '纟',
  '\u2eb3': '网',
  '\u2eb6': '羊',
  '\u2eb7': '羊',
  '\u2eb8': '羊',
  '\u2eb9': '老',
  '\u2eba': '聿',
  '\u2ebb': '聿',
  '\u2ebc': '肉',
  '\u2ebd': '臼',
  '\u2ebe': '艹',
  '\u2ebf': '艹',
  '\u2ec0': '艹',
  '\u2ec1': '虎',
  '\u2ec2': '衤',
  '\u2ec3': '西',
  '\u2ec4': '西',
  '\u2ec5': '见',
  '\u2ec6': '角',
  '\u2ec7': '角',
  '\u2ec8': '讠',
  '\u2ec9': '贝',
  '\u2eca': '足',
  '\u2ecb': '车',
  '\u2ecc': '辶',
  '\u2ecd': '辶',
  '\u2ece': '辶',
  '\u2ecf': '邑',
  '\u2ed0': '钅',
  '\u2ed1': '长',
  '\u2ed2': '长',
  '\u2ed3': '长',
  '\u2ed4': '门',
  '\u2ed6': '阝',
  '\u2ed7': '雨',
  '\u2ed8': '青',
  '\u2ed9': '韦',
  '\u2eda': '页',
  '\u2edb': '风',
  '\u2edc': '飞',
  '\u2edd': '食',
  '\u2ede': '食',
  '\u2edf': '饣',
  '\u2ee0': '饣',
  '\u2ee1': '首',
  '\u2ee2': '马',
  '\u2ee3': '骨',
  '\u2ee4': '鬼',
  '\u2ee5': '鱼',
  '\u2ee6': '鸟',
  '\u2ee7': '卤',
  '\u2ee8': '麦',
  '\u2ee9': '黄',
  '\u2eea': '黾',
  '\u2eeb': '齐',
  '\u2eec': '齐',
  '\u2eed': '齿',
  '\u2eee': '齿',
  '\u2eef': '龙',
  '\u2ef0': '龙',
  '\u2ef1': '龟',
  '\u2ef2': '龟',
  '\u2ef3': '龟',
}

const foldRadical = (radical: string): string => supplement[radical] ?? radical.normalize('NFKC')

/** Tags left over in a text file. A strong paragraph of its own is a subhead. */
function dropTags(text: string): string {
  return dropScripts(dropScripts(text, 'script'), 'style')
    .replace(
      /<p[^<>]{0,200}>\s*<(?:strong|b)>([^<>\n]{2,60})<\/(?:strong|b)>\s*(?:<br ?\/?>\s*)?<\/p>/gi,
      '\n\n###### $1\n\n',
    )
    .replace(/<\/(?:p|div|h[1-6]|li|tr)>|<br ?\/?>/gi, '\n')
    .replace(/<\/?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<>\n]{0,500})?>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
}

/** Everything from an opening to its closing tag; an opening without an end stays, as text. */
function dropScripts(text: string, tag: 'script' | 'style'): string {
  const open = new RegExp(`<${tag}[\\s>]`, 'gi')
  const close = new RegExp(`</${tag}[^<>]{0,50}>`, 'gi')
  let kept = ''
  let from = 0
  for (let found = open.exec(text); found; found = open.exec(text)) {
    close.lastIndex = found.index
    if (!close.exec(text)) break
    kept += text.slice(from, found.index)
    from = close.lastIndex
    open.lastIndex = from
  }
  return kept + text.slice(from)
}

function dropMarkdown(text: string): string {
  return text
    .replace(/\*\*([^*\n]{1,400})\*\*/g, '$1')
    .replace(/__([^_\n]{1,400})__/g, '$1')
    .replace(/!\[[^\]\n]{0,200}\]\([^()\n]{0,500}\)/g, '')
    .replace(/\[(查看原文|原文|链接)\]\([^()\n]{0,500}\)/g, '')
    .replace(/\[([^\]\n]{1,200})\]\((?:https?:|\/|#)[^()\n]{0,500}\)/g, '$1')
    .replace(/^> (?=\S)/gm, '')
}
