import { Parser } from 'htmlparser2'
import { ReadError } from '../errors.ts'
import { squeeze } from '../lines.ts'
import type { Source } from './source.ts'

/** Whether text is a web page and not text with some stray tags. */
export function isHtml(text: string): boolean {
  const head = text.slice(0, 3000).replace(/^[\s\ufeff]+/, '')
  return /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b/i.test(head)
}

const never = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'object',
  'select',
  'button',
  'textarea',
  'canvas',
  'audio',
  'video',
  'math',
])
const furnitureTags = new Set(['nav', 'footer', 'aside', 'form', 'menu'])
const furnitureNames =
  /(?:^|[-_\s])(?:nav|navbar|menu|topbar|breadcrumb|crumbs?|location|share|bdsharebuttonbox|sidebar|side|footer|foot|copyright|related|recommend|comments?|toolbar|pagination|pager|search|login|qrcode|ewm|friendlink)(?:$|[-_\s\d])/i
const blocks = new Set([
  'p',
  'div',
  'section',
  'article',
  'main',
  'header',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'table',
  'tr',
  'blockquote',
  'pre',
  'figure',
  'figcaption',
  'center',
  'hr',
  'body',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'title',
])
const void_ = new Set([
  'br',
  'hr',
  'img',
  'input',
  'meta',
  'link',
  'source',
  'wbr',
  'area',
  'base',
  'col',
  'embed',
  'param',
  'track',
])

/** Text of a web page. Scripts never run and leave nothing; menus, headers and footers of the site stay out. */
export function readHtml(html: string, name: string): Source {
  const strict = collect(html, true, name)
  const all = strict.body.length < 200 ? collect(html, false, name) : strict
  const page = all.body.length > strict.body.length * 3 ? all : strict
  const text = withTitle(page)
  return { text, region: null }
}

/** No page nests so deeply; the parser's work grows with the depth. */
const deepest = 2000

interface Page {
  title: string
  body: string
  headed: boolean
}

function collect(html: string, dropFurniture: boolean, fileName: string): Page {
  const lines: string[] = []
  let line = ''
  let title = ''
  let inTitle = false
  let muted = 0
  let headed = false
  let level = 0
  let article = 0
  let cells = 0
  const stack: { name: string; mutes: boolean }[] = []
  const flush = (): void => {
    const text = line.replace(/[ \t\r\n\f]+/g, ' ').trim()
    if (text) lines.push(level > 0 ? `${'#'.repeat(level)} ${text}` : text)
    line = ''
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (void_.has(name)) {
          if (name === 'br' || name === 'hr') flush()
          return
        }
        if (name === 'article' || name === 'main') article++
        const mutes =
          never.has(name) || isHidden(attributes) || (dropFurniture && isFurniture(name, attributes, article))
        if (stack.length > deepest) throw new ReadError('documents.truncated', { name: fileName })
        stack.push({ name, mutes })
        if (mutes) muted++
        if (name === 'title' && muted === 0 && stack.every((item) => item.name !== 'body')) inTitle = true
        if (muted > 0) return
        if (blocks.has(name)) flush()
        if (name === 'tr') cells = 0
        if ((name === 'td' || name === 'th') && cells++ > 0) line += ' | '
        const heading = /^h([1-6])$/.exec(name)
        if (heading) {
          level = Number(heading[1])
          if (level === 1) headed = true
        }
      },
      ontext(text) {
        if (inTitle) title += text
        else if (muted === 0) line += text
      },
      onclosetag(name) {
        if (void_.has(name)) return
        const top = stack.pop()
        if (name === 'title') inTitle = false
        if (name === 'article' || name === 'main') article--
        if (muted === 0 && blocks.has(name)) flush()
        if (/^h[1-6]$/.test(name)) level = 0
        if (top?.mutes) muted--
      },
    },
    { decodeEntities: true },
  )
  parser.write(html)
  parser.end()
  flush()
  return { title: title.replace(/\s+/g, ' ').trim(), body: lines.join('\n'), headed }
}

const isHidden = (attributes: Readonly<Record<string, string>>): boolean =>
  'hidden' in attributes || /display\s*:\s*none/i.test(attributes.style ?? '')

/** A site's furniture, by tag or by what its class or id says. A header inside the article is the article's own. */
function isFurniture(name: string, attributes: Readonly<Record<string, string>>, article: number): boolean {
  if (furnitureTags.has(name)) return true
  if (name === 'header') return article === 0
  if (!/^(?:div|ul|ol|section|p|span|table)$/.test(name)) return false
  return furnitureNames.test(attributes.class ?? '') || furnitureNames.test(attributes.id ?? '')
}

/** The page's own title stands in where the body has none. */
function withTitle({ title, body, headed }: Page): string {
  const own = (title.split(/\s*(?:_|\||—{2}| - )\s*/)[0] ?? '').trim()
  if (headed || own.length < 4 || squeeze(body).slice(0, 4000).includes(squeeze(own))) return body
  return `${own}\n\n${body}`
}
