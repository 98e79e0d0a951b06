import { Hono, type Context as HttpContext } from 'hono'
import { z } from 'zod'
import type { Actor, Context } from '../actor.ts'
import { now } from '../clock.ts'
import { AppError, type Facts, statusOf } from '../errors.ts'
import { auditAttempt } from '../events.ts'
import { type Language, languageOf } from '../i18n.ts'
import { newId } from '../ids.ts'
import { log } from '../log.ts'
import { type Restriction, restrictionMessages } from '../sign-in/restrictions.ts'
import { addressHeader, clientAddress, noProxies, type Proxies, remoteAddress } from './address.ts'
import { inShape } from './answers.ts'
import { readForm, readJson, requirePlainText } from './body.ts'
import { answerHeaders, changesState, requireSameOrigin, transportHeaders } from './guard.ts'
import { type Kind, type Limits, networkOf } from './limits.ts'
import type { Download, Route, Stream } from './route.ts'

export interface ServerParts {
  routes: readonly Route[]
  /** The actor of a request, and what they must do before anything else; null when nobody is signed in. */
  actorOf: (headers: Headers) => Promise<(Actor & { restriction?: Restriction | null }) | null>
  translate: (language: Language, key: string, facts?: Facts) => string
  /** Largest body of a request in bytes. */
  bodyLimit: number
  /** Addresses under which browsers see the product; the first is the main one. */
  addresses?: readonly string[]
  /** Proxies that say whose request they pass on; none where not said. */
  proxies?: Proxies
  /** How often one account or address may ask; without bound where not said. */
  limits?: Limits
  /** Counts a form that was filled in and taken, for the burden meter. */
  countForm?: (
    ctx: Context,
    route: Route,
    form: { body: unknown; files: readonly unknown[]; headers: Headers },
  ) => Promise<void>
  /** Adds handlers that are no routes of ours: sign-in, the OpenAPI document. */
  before?: (api: Hono) => void
}

/** Puts the route table behind one error handler. Everything lives below `/api`. */
export function apiServer(parts: ServerParts): Hono {
  const app = new Hono().basePath('/api')
  const headers = Object.entries({ ...answerHeaders, ...transportHeaders(parts.addresses ?? []) })
  app.use('*', (c, next) => {
    for (const [name, value] of headers) c.header(name, value)
    nameAddress(c, parts.proxies ?? noProxies)
    return next()
  })
  app.use('/auth/*', (c, next) => guardSignIn(parts, headers, c, next))
  parts.before?.(app)
  for (const route of parts.routes) {
    app.on(route.endpoint.method.toUpperCase(), route.endpoint.path, (c) => answer(parts, route, c))
  }
  // A route, not `notFound`: mounted beside the pages, an address of the API that is none must not answer with a page.
  app.all('/*', (c) => refuse(parts, c, new AppError('not-found', 'platform.noSuchPage'), newId()))
  return app
}

/** From here on the address header is the server's own word, for handlers and for sign-in. */
function nameAddress(c: HttpContext, proxies: Proxies): void {
  const { headers } = c.req.raw
  const address = clientAddress(remoteAddress(c), headers.get('x-forwarded-for') ?? undefined, proxies)
  if (address) headers.set(addressHeader, address)
  else headers.delete(addressHeader)
}

/** Sign-in answers by itself; what holds for every request holds for it too. */
async function guardSignIn(
  parts: ServerParts,
  headers: readonly (readonly [string, string])[],
  c: HttpContext,
  next: () => Promise<void>,
): Promise<Response | undefined> {
  try {
    requireSameOrigin(c, parts.addresses ?? [])
    parts.limits?.spend(networkOf(c.req.header(addressHeader) ?? null), changesState(c) ? 'entry' : 'anonymous')
  } catch (error) {
    return refuse(parts, c, error, newId().slice(-12))
  }
  await next()
  for (const [name, value] of headers) c.res.headers.set(name, value)
  return undefined
}

function spend(limits: Limits | undefined, kind: Kind, actor: Actor | null, address: string | null): void {
  limits?.spend(actor?.accountId ?? networkOf(address), kind)
}

function kindOf({ isFront, reads }: Route['endpoint'], changes: boolean, actor: Actor | null): Kind {
  const writes = changes && !reads
  if (actor) return actor.key ? 'key' : writes ? 'write' : 'read'
  return writes ? (isFront ? 'front' : 'entry') : 'anonymous'
}

async function answer(parts: ServerParts, route: Route, c: HttpContext): Promise<Response> {
  const requestId = newId().slice(-12)
  const moment = now()
  const address = c.req.header(addressHeader) ?? null
  let ctx: Context | null = null
  try {
    requireSameOrigin(c, parts.addresses ?? [])
    const actor = await parts.actorOf(c.req.raw.headers)
    spend(parts.limits, kindOf(route.endpoint, changesState(c), actor), actor, address)
    if (!actor && route.reach !== 'anyone') {
      throw new AppError('forbidden', route.reach === 'api-key' ? 'platform.keys.unknown' : 'platform.signInFirst')
    }
    if (actor) ctx = { actor, city: actor.city, now: () => moment, requestId, address }
    if (actor?.restriction && route.reach !== 'anyone' && route.reach !== 'own-account') {
      throw new AppError('forbidden', restrictionMessages[actor.restriction])
    }
    if (actor) requireDoor(route, actor)
    if (actor && Array.isArray(route.reach) && !route.reach.includes(actor.role)) {
      throw new AppError('forbidden', 'platform.forbidden', { action: route.audit })
    }
    const headers = c.req.raw.headers
    const reply = new Headers()
    const input = {
      ...(await parse(route, c, parts.bodyLimit)),
      headers,
      reply,
      ctx: ctx ?? anonymous(requestId, moment, address),
    }
    const result = await route.handle(input as never)
    if (ctx) await parts.countForm?.(ctx, route, input)
    for (const [name, value] of reply) c.header(name, value, { append: true })
    log.info({ requestId, action: route.audit, ms: now().since(moment).total('milliseconds') }, 'done')
    return present(c, route, result)
  } catch (error) {
    await recordAttempt(route, ctx, error)
    return refuse(parts, c, error, requestId)
  }
}

/** Keys open the doors made for them, and sessions all others. */
function requireDoor({ reach }: Route, { key }: Actor): void {
  if (key && reach !== 'api-key' && reach !== 'anyone') throw new AppError('forbidden', 'platform.keys.onlyRest')
  if (!key && reach === 'api-key') throw new AppError('forbidden', 'platform.keys.unknown')
}

async function parse(route: Route, c: HttpContext, usualLimit: number) {
  const { endpoint } = route
  const bodyLimit = endpoint.bodyMegabytes === undefined ? usualLimit : endpoint.bodyMegabytes * 1_000_000
  const params = check(endpoint.params, plain(c.req.param(), 'params'))
  const query = check(endpoint.query, plain(c.req.query(), 'query'))
  if (endpoint.form) {
    const { fields, files } = await readForm(c, bodyLimit)
    return { params, query, body: check(endpoint.body, fields), files }
  }
  if (!endpoint.body) return { params, query, body: undefined, files: [] }
  return { params, query, body: check(endpoint.body, await readJson(c, bodyLimit)), files: [] }
}

function plain<T>(value: T, field: string): T {
  requirePlainText(value, field)
  return value
}

const check = (shape: z.ZodType | undefined, value: unknown): unknown => (shape ? checkInput(shape, value) : undefined)

/** Input in its shape. @throws AppError invalid `platform.invalidInput` with the first field that is wrong */
export function checkInput<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new AppError('invalid', 'platform.invalidInput', {
    field: issue?.path.join('.') || 'body',
    problem: issue?.message ?? '',
  })
}

const isDownload = (result: unknown): result is Download =>
  typeof result === 'object' && result !== null && 'bytes' in result && 'mediaType' in result && 'name' in result

const isStream = (result: unknown): result is Stream =>
  typeof result === 'object' && result !== null && 'stream' in result && 'mediaType' in result

/** A name as RFC 8187 has it. */
const fileNameOf = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)

function present(c: HttpContext, route: Route, result: unknown): Response {
  if (typeof route.endpoint.answer === 'string') {
    if (isStream(result)) {
      // A proxy in front passes each message on as it comes.
      const headers = { 'content-type': result.mediaType, 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
      return c.body(result.stream, 200, headers)
    }
    if (!isDownload(result)) throw new Error(`${route.audit} promised a download`)
    return c.body(result.bytes as Uint8Array<ArrayBuffer>, 200, {
      'content-type': result.mediaType,
      'content-disposition': `attachment; filename*=UTF-8''${fileNameOf(result.name)}`,
      'cache-control': 'private, no-store',
    })
  }
  const seconds = route.endpoint.cacheSeconds
  c.header('cache-control', seconds === undefined ? 'no-store' : `public, max-age=${seconds}`)
  return c.json(inShape(route.endpoint.answer, result) ?? null)
}

/** Denied attempts are always in the audit; failed ones where the route writes. */
async function recordAttempt(route: Route, ctx: Context | null, error: unknown): Promise<void> {
  if (!ctx || !(error instanceof AppError) || error.fault === 'too-many') return
  const denied = error.fault === 'forbidden' || error.fault === 'not-found'
  if (!denied && route.endpoint.method === 'get') return
  await auditAttempt(ctx, {
    action: route.audit,
    subjectKind: 'route',
    subjectId: null,
    result: denied ? 'denied' : 'failed',
  }).catch((failed: unknown) => log.error({ err: failed, requestId: ctx.requestId }, 'the audit of a refusal failed'))
}

/** The answer to whatever went wrong, in the language of the request. */
export function refuse(
  parts: Pick<ServerParts, 'translate'>,
  c: HttpContext,
  error: unknown,
  requestId: string,
): Response {
  const language = languageOf(c.req.header('accept-language'))
  c.header('cache-control', 'no-store')
  if (error instanceof AppError) {
    const { fault, key, facts } = error
    if (fault === 'too-many') c.header('retry-after', String(facts.seconds ?? 1))
    const message = parts.translate(
      language,
      key,
      inWords(facts, (name) => parts.translate(language, name)),
    )
    return c.json({ fault, key, facts, message }, statusOf[fault])
  }
  log.error({ err: error, requestId, route: c.req.path }, 'unexpected error')
  const facts = { number: requestId }
  return c.json(
    { fault: 'bug', key: 'platform.bug', facts, message: parts.translate(language, 'platform.bug', facts) },
    500,
  )
}

/** The facts of a message with the words of the action where it names one: `action.<name>` in the messages of its module. */
function inWords(facts: Facts, translate: (key: string) => string): Facts {
  const { action } = facts
  return action === undefined ? facts : { ...facts, action: translate(`action.${action}`) }
}

const nobody = (): Actor => ({
  accountId: 'nobody',
  name: '',
  city: '000000',
  role: 'enterprise-user',
  auditedAs: 'none',
  scope: { kind: 'own', id: '' },
  unitId: null,
  unitIds: [],
  divisions: [],
  chainIds: [],
  grantId: null,
  actingFor: null,
})

const anonymous = (requestId: string, moment: ReturnType<typeof now>, address: string | null): Context => ({
  actor: nobody(),
  city: '000000',
  now: () => moment,
  requestId,
  address,
})

/** The shape of every refusal. */
export const Refusal = z.object({
  fault: z.enum(['invalid', 'forbidden', 'not-found', 'conflict', 'too-many', 'unavailable', 'bug']),
  key: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string(),
})
