/** A browser of tests without a window: keeps cookies by host and path, follows redirects, fills forms. Not part of the product. */

/** Answers requests of one origin without a port. */
export type Local = (request: Request) => Promise<Response>

interface Cookie {
  origin: string
  path: string
  value: string
}

export interface Page {
  url: string
  status: number
  text: string
}

export class Browser {
  readonly #origin: string
  readonly #local: Local
  readonly #cookies = new Map<string, Cookie>()
  /** Every address that was asked for. */
  readonly visited: string[] = []

  constructor(origin: string, local: Local) {
    this.#origin = origin
    this.#local = local
  }

  /** Asks once, without following a redirect. */
  async ask(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.#origin)
    this.visited.push(url.href)
    const headers = new Headers(init.headers)
    const cookies = [...this.#cookies]
      .filter(([, { origin, path }]) => origin === url.origin && url.pathname.startsWith(path))
      .map(([key, { value }]) => `${key.slice(key.lastIndexOf(' ') + 1)}=${value}`)
    if (cookies.length > 0) headers.set('cookie', cookies.join('; '))
    const request = new Request(url, { ...init, headers, redirect: 'manual' })
    const answer = await (url.origin === this.#origin ? this.#local(request) : fetch(request))
    for (const line of answer.headers.getSetCookie()) this.#keep(url, line)
    return answer
  }

  /** Opens a page, over any number of redirects. */
  async open(address: string, init: RequestInit = {}): Promise<Page> {
    let url = new URL(address, this.#origin)
    let answer = await this.ask(url.href, init)
    for (let hops = 0; hops < 20; hops++) {
      const location = answer.headers.get('location')
      if (answer.status < 300 || answer.status > 399 || !location) break
      url = new URL(location, url)
      answer = await this.ask(url.href)
    }
    return { url: url.href, status: answer.status, text: await answer.text() }
  }

  /** Sends the form of a page. */
  submit(page: Page, fields: Record<string, string>): Promise<Page> {
    const action = /<form[^>]*action="([^"]+)"/.exec(page.text)?.[1]
    if (!action) throw new Error(`no form on ${page.url}: ${page.text.slice(0, 200)}`)
    const hidden = page.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)
    const body = new URLSearchParams({
      ...Object.fromEntries([...hidden].map(([, n = '', v = '']) => [n, v])),
      ...fields,
    })
    return this.open(new URL(action.replaceAll('&amp;', '&'), page.url).href, { method: 'POST', body })
  }

  send(address: string, method: string, body?: unknown): Promise<Response> {
    const headers = { 'content-type': 'application/json', origin: this.#origin }
    return this.ask(address, { method, headers, body: JSON.stringify(body ?? {}) })
  }

  #keep(url: URL, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
    const at = pair.indexOf('=')
    const name = pair.slice(0, at)
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/'
    const gone = attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=thu, 01 jan 1970/i.test(one))
    const key = `${url.origin} ${path} ${name}`
    if (gone) this.#cookies.delete(key)
    else this.#cookies.set(key, { origin: url.origin, path, value: pair.slice(at + 1) })
  }
}
