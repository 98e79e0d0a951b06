/** The typed client of the pages: calls an endpoint by its contract. Runs in the browser. */
import type { AnswerOf, Endpoint, InputOf } from './endpoint.ts'

/** A refusal of the server, with the message in the user's language. `status` 0 means the server was not reached. */
export class Refused extends Error {
  readonly status: number
  readonly key: string
  readonly facts: Record<string, string | number>

  constructor(status: number, key: string, message: string, facts: Record<string, string | number> = {}) {
    super(message)
    this.name = 'Refused'
    this.status = status
    this.key = key
    this.facts = facts
  }
}

interface CallParts {
  params?: unknown
  query?: unknown
  body?: unknown
  /** Files of a form. */
  files?: readonly Blob[]
  language?: string
  signal?: AbortSignal
  /** Fields that were taken from what was known, for the burden meter. */
  known?: number
}

/** Path with its parameters and query filled in. Also the address of a download link. */
export function addressOf(
  endpoint: Pick<Endpoint, 'path'>,
  { params, query }: Pick<CallParts, 'params' | 'query'> = {},
): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(field(params, name) ?? '')),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const tail = search.toString()
  return `/api${path}${tail ? `?${tail}` : ''}`
}

const field = (record: unknown, name: string): unknown =>
  typeof record === 'object' && record !== null ? (record as Record<string, unknown>)[name] : undefined

/** Calls an endpoint. @throws Refused */
export async function call<E>(
  endpoint: E & Endpoint,
  input: InputOf<E> & Pick<CallParts, 'files' | 'known' | 'language' | 'signal'>,
): Promise<AnswerOf<E>> {
  const parts: CallParts = input
  const headers: Record<string, string> = { 'accept-language': parts.language ?? document.documentElement.lang }
  if (parts.known) headers['x-known-fields'] = String(parts.known)
  let body: BodyInit | undefined
  if (endpoint.form) {
    const form = new FormData()
    for (const [name, value] of Object.entries((parts.body ?? {}) as Record<string, unknown>))
      form.set(name, String(value))
    for (const file of parts.files ?? []) form.append('files', file)
    body = form
  } else if (parts.body !== undefined) {
    headers['content-type'] = 'application/json'
    body = JSON.stringify(parts.body)
  }
  const response = await fetch(addressOf(endpoint, parts), {
    method: endpoint.method.toUpperCase(),
    headers,
    ...(body === undefined ? {} : { body }),
    ...(parts.signal ? { signal: parts.signal } : {}),
  }).catch((error: unknown) => {
    if (parts.signal?.aborted) throw error
    throw new Refused(0, 'platform.offline', '')
  })
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) {
    throw new Refused(
      response.status,
      String(field(answer, 'key') ?? 'platform.bug'),
      String(field(answer, 'message') ?? response.statusText),
      (field(answer, 'facts') ?? {}) as Record<string, string | number>,
    )
  }
  return answer as AnswerOf<E>
}
