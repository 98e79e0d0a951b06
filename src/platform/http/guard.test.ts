import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { Parser } from 'htmlparser2'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { anActor, rolledBack, serverFor } from '../testing/world.ts'
import { endpoint } from './endpoint.ts'
import { openLimits } from './limits.ts'
import { servePages } from './pages.ts'
import { route } from './route.ts'

const Any = z.object({ value: z.unknown() })
const api = {
  read: endpoint({
    method: 'get',
    path: '/read',
    summary: 'Read',
    query: z.object({ q: z.string().optional() }),
    answer: Any,
  }),
  write: endpoint({ method: 'post', path: '/write', summary: 'Write', body: z.looseObject({}), answer: Any }),
  bare: endpoint({ method: 'post', path: '/bare', summary: 'Write without a body', answer: Any }),
  send: endpoint({
    method: 'post',
    path: '/send',
    summary: 'Send files',
    form: true,
    answer: z.object({ names: z.array(z.string()) }),
  }),
  file: endpoint({ method: 'get', path: '/file', summary: 'Fetch', answer: 'text/html' }),
  enter: endpoint({ method: 'post', path: '/enter', summary: 'Enter', answer: Any }),
  front: endpoint({ method: 'post', path: '/front', isFront: true, summary: 'Send without an account', answer: Any }),
}
const routes = [
  route(api.read, 'signed-in', 'test.read', async ({ query }) => ({ value: query.q })),
  route(api.write, 'signed-in', 'test.write', async ({ body }) => ({ value: body })),
  route(api.bare, 'signed-in', 'test.bare', async () => ({ value: 1 })),
  route(api.send, 'signed-in', 'test.send', async ({ files }) => ({ names: files.map(({ name }) => name) })),
  route(api.file, 'signed-in', 'test.file', async () => {
    const bytes = new TextEncoder().encode('<script>alert(1)</script>')
    return { bytes, mediaType: 'text/html', name: "it's (a) *file*\ud800.html" }
  }),
  route(api.enter, 'anyone', 'test.enter', async () => ({ value: 1 })),
  route(api.front, 'anyone', 'test.front', async () => ({ value: 1 })),
]
const server = serverFor(routes, anActor())
const json = { 'content-type': 'application/json' }
const post = (path: string, body: BodyInit, headers: Record<string, string> = json) =>
  server.request(`http://city.example/api${path}`, {
    method: 'POST',
    body,
    headers: { host: 'city.example', ...headers },
  })
const refusal = async (answer: Response) => {
  const { key } = z.object({ key: z.string() }).parse(await answer.json())
  return [answer.status, key]
}

test('a request of another site changes nothing, and a malformed origin is one', () =>
  rolledBack(async () => {
    const foreign = [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { origin: 'no address' },
      { origin: 'http://city.example:81' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'http://city.example' },
    ]
    for (const headers of foreign) {
      expect(await refusal(await post('/bare', '', headers)), JSON.stringify(headers)).toEqual([
        403,
        'platform.otherSite',
      ])
    }
    for (const headers of [
      { origin: 'http://city.example', 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
      {},
    ]) {
      expect((await post('/bare', '', headers)).status).toBe(200)
    }
    const named = serverFor(routes, anActor(), { addresses: ['https://daqiao.example'] })
    const headers = { origin: 'https://daqiao.example', host: 'inside:5190' }
    expect((await named.request('http://inside:5190/api/bare', { method: 'POST', headers })).status).toBe(200)
    expect((await server.request('/api/read', { headers: { origin: 'https://elsewhere.example' } })).status).toBe(200)
  }))

test('a body says what it is: a form of another site cannot pass for JSON', () =>
  rolledBack(async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', '']) {
      expect(await refusal(await post('/write', '{}', { 'content-type': type }))).toEqual([
        400,
        'platform.invalidInput',
      ])
    }
    expect((await post('/write', '{}', { 'content-type': 'Application/JSON; charset=utf-8' })).status).toBe(200)
    expect(await refusal(await post('/send', '{}'))).toEqual([400, 'platform.invalidInput'])
    expect(await refusal(await post('/send', 'x', { 'content-type': 'multipart/form-data' }))).toEqual([
      400,
      'platform.invalidInput',
    ])
  }))

test('nested, crowded and unreadable input is refused before any shape is asked', () =>
  rolledBack(async () => {
    const nested = `{"a":${'['.repeat(3_000_000)}${']'.repeat(3_000_000)}}`
    const crowded = `{"a":[${'1,'.repeat(300_000)}1]}`
    for (const body of [nested, crowded, `{"a":${'{"a":'.repeat(100_000)}1`, '{"__proto__":{"admin":true}}']) {
      expect(await refusal(await post('/write', body))).toEqual([400, 'platform.invalidInput'])
    }
    for (const body of ['{"a":"x\\u0000"}', '{"a":["\\ud800"]}', '{"a\\u0000":1}']) {
      expect(await refusal(await post('/write', body))).toEqual([400, 'platform.unreadableText'])
    }
    expect(await refusal(await post('/write', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])))).toEqual([
      400,
      'platform.invalidInput',
    ])
    expect(await refusal(await server.request('/api/read?q=a%00b'))).toEqual([400, 'platform.unreadableText'])
    expect((await server.request('/api/read?q=%ff')).status).toBe(200)
    expect((await server.request('/api/read?__proto__=1')).status).toBeLessThan(500)
    const escaped = { a: '[[[[ \\" ]]]] {{{', b: { c: ['\\', '"', '😀'] } }
    expect(await (await post('/write', JSON.stringify(escaped))).json()).toEqual({ value: escaped })
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  }))

test('a form with very many parts or a broken file name is refused', () =>
  rolledBack(async () => {
    const many = new FormData()
    for (let i = 0; i < 60; i++) many.set(`f${i}`, 'x')
    expect(await refusal(await post('/send', many, {}))).toEqual([400, 'platform.invalidInput'])
    const long = new FormData()
    long.append('files', new File(['x'], `${'长'.repeat(300)}.txt`))
    expect(await refusal(await post('/send', long, {}))).toEqual([400, 'platform.fileNameTooLong'])
    const good = new FormData()
    good.append('files', new File(['x'], '../../表.txt'))
    expect(await (await post('/send', good, {})).json()).toEqual({ names: ['../../表.txt'] })
  }))

test('every answer says that it is no page, and a download is saved, not shown', () =>
  rolledBack(async () => {
    const secure = serverFor(routes, anActor(), { addresses: ['https://daqiao.example'] })
    for (const path of ['/api/read', '/api/file', '/api/none', '/api/read?q=%00']) {
      const { headers } = await secure.request(path)
      expect(headers.get('content-security-policy'), path).toContain("default-src 'none'; frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
      expect(headers.get('cache-control')).toContain('no-store')
    }
    const { headers } = await secure.request('/api/file')
    expect(headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''it%27s%20%28a%29%20%2afile%2a%EF%BF%BD.html",
    )
    expect(headers.get('content-security-policy')).toContain('sandbox')
    expect((await server.request('/api/read')).headers.get('strict-transport-security')).toBeNull()
  }))

test('too many requests are told to wait, each account and each address for itself', () =>
  rolledBack(async () => {
    let at = 0
    const limits = openLimits({ read: 3, write: 2, anonymous: 2, entry: 1, front: 1, key: 1 }, () => at)
    const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } })
    const own = serverFor(routes, anActor(), { limits })
    const bare = { method: 'POST' }
    const asked = async (count: number, ask: () => Response | Promise<Response>) => {
      const seen: number[] = []
      for (let i = 0; i < count; i++) seen.push((await ask()).status)
      return seen
    }
    expect(await asked(3, () => own.request('/api/bare', bare))).toEqual([200, 200, 429])
    expect(await asked(4, () => own.request('/api/read'))).toEqual([200, 200, 200, 429])
    const waiting = await own.request('/api/read', { headers: { 'accept-language': 'en' } })
    expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([429, '20'])
    expect(await waiting.json()).toMatchObject({ fault: 'too-many', key: 'platform.tooMany', facts: { seconds: 20 } })
    const other = serverFor(routes, anActor('city-leader'), { limits })
    expect((await other.request('/api/read')).status).toBe(200)
    const nobody = serverFor(routes, null, { limits, before: (app) => app.all('/auth/*', (c) => c.text('in')) })
    expect(await asked(2, () => nobody.request('/api/enter', bare, from('203.0.113.9')))).toEqual([200, 429])
    expect(await asked(3, () => nobody.request('/api/read', {}, from('203.0.113.9')))).toEqual([403, 403, 429])
    expect(await asked(2, () => nobody.request('/api/auth/sign-in', bare, from('198.51.100.7')))).toEqual([200, 429])
    expect(await asked(1, () => nobody.request('/api/enter', bare, from('198.51.100.7')))).toEqual([429])
    // A crowd that sends something keeps nobody from signing in.
    expect(await asked(2, () => nobody.request('/api/front', bare, from('198.51.100.8')))).toEqual([200, 429])
    expect(await asked(1, () => nobody.request('/api/enter', bare, from('198.51.100.8')))).toEqual([200])
    at = 60_000
    expect((await own.request('/api/read')).status).toBe(200)
  }))

/** Inline scripts, handlers in attributes and addresses of scripts in a page. */
function scriptsOf(html: string) {
  const found = { inline: [] as string[], handlers: [] as string[] }
  let inScript = false
  const parser = new Parser({
    onopentag(name, attributes) {
      inScript = name === 'script' && attributes.src === undefined
      for (const [key, value] of Object.entries(attributes)) {
        if (/^on/i.test(key) || /^\s*javascript:/i.test(value)) found.handlers.push(`${name} ${key}`)
      }
    },
    ontext(text) {
      if (inScript && text.trim() !== '') found.inline.push(text)
    },
    onclosetag() {
      inScript = false
    },
  })
  parser.end(html)
  return found
}

test('the page of the product has no script of its own, and its policy allows none', async () => {
  const source = readFileSync(new URL('../../web/index.html', import.meta.url), 'utf8')
  expect(scriptsOf(source)).toEqual({ inline: [], handlers: [] })
  const built = new URL('../../../dist/web/index.html', import.meta.url)
  if (existsSync(built)) expect(scriptsOf(readFileSync(built, 'utf8'))).toEqual({ inline: [], handlers: [] })
  const folder = mkdtempSync(join(tmpdir(), 'daqiao-pages-'))
  writeFileSync(join(folder, 'index.html'), source)
  const app = new Hono()
  servePages(app, folder, ['https://daqiao.example'])
  for (const path of ['/', '/goals', '/..%2f..%2fetc/passwd', '/%zz', '/missing.js']) {
    const { headers } = await app.request(path)
    const policy = headers.get('content-security-policy') ?? ''
    const scripts = policy.split('; ').find((one) => one.startsWith('script-src'))
    expect(scripts, path).toBe("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  }
})
