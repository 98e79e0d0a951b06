/** A city's own map, read from its SVG: outlines alone. Nothing of the file's markup reaches a page. */
export interface DrawnMap {
  /** Four numbers, as SVG has them. */
  viewBox: string
  /** Path data; `code` of the division it outlines, null for lines that are no division. */
  shapes: { code: string | null; d: string }[]
}

/** What a map must not hold, and the line it stands on. */
export interface MapFault {
  line: number
  what: string
}

const mostCharacters = 2_000_000
const mostShapes = 3000
const drawn = ['path', 'polygon', 'polyline']
const elements = ['svg', 'g', 'title', 'desc', ...drawn]
/** Looks are the page's; what would move a shape (`transform`), load or run something is refused by not being named. */
const attributes = [
  ...['id', 'class', 'd', 'points', 'viewBox', 'width', 'height', 'version', 'xmlns', 'data-code', 'fill', 'fill-rule'],
  ...['stroke', 'stroke-width', 'stroke-linejoin', 'stroke-linecap', 'xml:space'],
]
const numbers = '[-+\\d.eE,\\s]*'
const forms: Readonly<Record<string, RegExp>> = {
  d: new RegExp(`^(?:[MmLlHhVvCcSsQqTtAaZz]${numbers})+$`),
  points: new RegExp(`^${numbers}$`),
  viewBox: /^-?\d+(?:\.\d+)?(?:[\s,]+-?\d+(?:\.\d+)?){3}$/,
}
const tag =
  /<(\/?)([a-zA-Z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>|<!--[\s\S]*?-->|<\?xml [^?]*\?>/y
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/**
 * Reads outlines out of an SVG file: paths and polygons, those of a division by its code as `data-code` or `id`. Anything else
 * than outlines (scripts, styles, pictures, links, references, transformations, entities) is refused with its place.
 */
export function readMap(svg: string): DrawnMap | MapFault {
  const lineAt = (at: number) => svg.slice(0, at).split('\n').length
  const fault = (at: number, what: string): MapFault => ({ line: lineAt(at), what })
  if (svg.length > mostCharacters) return fault(0, `${svg.length} > ${mostCharacters}`)
  let viewBox: string | null = null
  const shapes: DrawnMap['shapes'] = []
  let at = svg.startsWith('\uFEFF') ? 1 : 0
  while (at < svg.length) {
    const next = svg.indexOf('<', at)
    if (next < 0) break
    tag.lastIndex = next
    const match = tag.exec(svg)
    if (!match) return fault(next, svg.slice(next, next + 30))
    at = tag.lastIndex
    const [, closing, name, inside = ''] = match
    if (name === undefined || closing === '/') continue
    if (!elements.includes(name)) return fault(next, `<${name}>`)
    const given = new Map([...inside.matchAll(attribute)].map(([, key = '', one, other]) => [key, one ?? other ?? '']))
    for (const [key, value] of given) {
      const isKnown = attributes.includes(key) && !/url\s*\(|javascript:/i.test(value)
      if (!isKnown || forms[key]?.test(value.trim()) === false) return fault(next, `${key}="${value.slice(0, 30)}"`)
    }
    if (name === 'svg') viewBox ??= given.get('viewBox') ?? null
    if (!drawn.includes(name)) continue
    const points = given.get('points')
    const d = given.get('d') ?? (points === undefined ? '' : `M${points.trim()}${name === 'polygon' ? 'Z' : ''}`)
    const code = /^[A-Za-z_-]*(\d{6})$/.exec(given.get('data-code') ?? given.get('id') ?? '')?.[1] ?? null
    if (d !== '') shapes.push({ code, d })
    if (shapes.length > mostShapes) return fault(next, `${shapes.length} > ${mostShapes}`)
  }
  if (viewBox === null) return fault(0, 'viewBox?')
  return { viewBox, shapes }
}
