import pg from 'pg'

/** Statements that are kept ready on each connection; each takes memory of the server there. */
const mostNamed = 200
/** Longer ones are written once, like the rows of an import. */
const longestNamed = 20_000

const names = new Map<string, string>()
const seen = new Set<string>()

/** The name of a statement from its second use on: the first two hundred that come again. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= mostNamed || text.length > longestNamed) return undefined
  if (!seen.has(text)) {
    if (seen.size >= 10 * mostNamed) seen.clear()
    seen.add(text)
    return undefined
  }
  const name = `daqiao_${names.size}`
  names.set(text, name)
  return name
}

/**
 * A connection to a server on which the statements of commands and queries are prepared once: their texts are few, and
 * planning a text of several tables under row level security takes longer than running it. Not for the embedded database,
 * whose one session all share.
 */
export class NamingClient extends pg.Client {
  override query: typeof pg.Client.prototype.query = ((query: unknown, ...rest: never[]) =>
    super.query(named(query) as never, ...rest)) as typeof pg.Client.prototype.query
}

/** What Drizzle sends is an object with a text; what is plain text or has a name stays as it is. */
function named(query: unknown): unknown {
  if (typeof query !== 'object' || query === null || 'name' in query === false || !('text' in query)) return query
  if (Reflect.get(query, 'name') !== undefined || typeof query.text !== 'string') return query
  const name = nameOf(query.text)
  return name === undefined ? query : { ...query, name }
}
