import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { administrators, type Role, roles } from '../../roles.ts'
import { isSafeAddress } from './addresses.ts'

/** Roles that a claim may give: no administrator's (三员), and none of firms, whose people register on their own. */
const givable = roles.filter((role) => !administrators.includes(role) && role !== 'enterprise-user')

const text = (longest: number) => z.string().trim().min(1).max(longest)
const Address = z.string().refine(isSafeAddress, { error: 'unsafeAddress' })

const Scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('city') }),
  z.strictObject({ kind: z.literal('district'), id: z.string().regex(/^\d{6,9}$/) }),
  z.strictObject({ kind: z.literal('unit'), id: text(100) }),
  z.strictObject({ kind: z.literal('own') }),
])

const Mapping = z.strictObject({
  /** A value of the roles' claim, letter for letter. */
  value: text(200),
  role: z.string().superRefine((role, ctx) => {
    if (administrators.some((one) => one === role)) ctx.addIssue({ code: 'custom', message: 'administrator' })
    else if (!givable.some((one) => one === role)) ctx.addIssue({ code: 'custom', message: 'role' })
  }),
  scope: Scope,
  /** Slug of the unit in which the post is, where the scope does not say it. */
  unit: text(100).optional(),
  /** Name of the post, as it stands on the door. */
  post: text(40),
})

const Configuration = z.strictObject({
  issuer: Address,
  discovery: Address.optional(),
  client: z.strictObject({
    id: text(200),
    secret: z.union([z.strictObject({ variable: text(100) }), z.strictObject({ file: text(500) })]),
    authentication: z.enum(['basic', 'post']).default('basic'),
  }),
  scopes: z.array(text(100)).default(['openid', 'profile']),
  button: z
    .strictObject({ zh: text(30), en: text(60) })
    .default({ zh: '用统一身份认证登录', en: "Sign in with the city's sign-on" }),
  claims: z
    .strictObject({ id: text(100).default('sub'), name: text(100).default('name'), roles: text(100).default('roles') })
    .prefault({}),
  /** Whether somebody without an account here gets one, with what the mapping gives. */
  newcomers: z.boolean().default(false),
  roles: z.array(Mapping).max(1000).default([]),
})

export interface RoleMapping {
  value: string
  role: Role
  scope: z.output<typeof Scope>
  unit: string | null
  post: string
  /** Line of the file, for messages. */
  line: number
}

/** What the file of `DAQIAO_SIGN_ON` says, checked. */
export interface SignOnConfiguration {
  file: string
  issuer: string
  discovery: string
  client: { id: string; secret: string; authentication: 'basic' | 'post' }
  scopes: readonly string[]
  button: { zh: string; en: string }
  claims: { id: string; name: string; roles: string }
  newcomers: boolean
  roles: readonly RoleMapping[]
}

/**
 * Reads the single sign-on of a city, or null where none is named.
 *
 * @throws AppError invalid `platform.signOn.config.…` naming file, line and what to do
 */
export function readSignOn(env: NodeJS.ProcessEnv = process.env): SignOnConfiguration | null {
  if (!env.DAQIAO_SIGN_ON) return null
  const file = resolve(env.DAQIAO_SIGN_ON)
  const source = readText(file, () => new AppError('invalid', 'platform.signOn.config.noFile', { file }))
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines })
  const [broken] = document.errors
  if (broken) {
    const { line } = lines.linePos(broken.pos[0])
    throw new AppError('invalid', 'platform.signOn.config.yaml', { file, line, problem: broken.code })
  }
  const lineOf = (path: readonly PropertyKey[]) => lines.linePos(offsetOf(document, path)).line || 1
  const parsed = Configuration.safeParse(document.toJS())
  if (!parsed.success) throw problemOf(parsed.error, file, lineOf)
  const { client, discovery, ...said } = parsed.data
  return {
    ...said,
    file,
    discovery: discovery ?? `${said.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    client: { ...client, secret: secretOf(client.secret, file, env, lineOf(['client', 'secret'])) },
    scopes: said.scopes.includes('openid') ? said.scopes : ['openid', ...said.scopes],
    roles: said.roles.map((mapping, at) => ({
      ...mapping,
      role: givenRole(mapping.role),
      unit: mapping.unit ?? null,
      line: lineOf(['roles', at]),
    })),
  }
}

function givenRole(name: string): Role {
  const role = givable.find((one) => one === name)
  if (!role) throw new Error(`${name} passed the check of roles`)
  return role
}

/** Where a value stands in the text; a missing one stands where what should hold it does. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

function problemOf(error: z.ZodError, file: string, lineOf: (path: readonly PropertyKey[]) => number): AppError {
  const [issue] = error.issues
  if (!issue) throw error
  const place = issue.path.join('.') || '(root)'
  const facts = { file, line: lineOf(issue.path), place }
  const refuse = (key: string, more = {}) => new AppError('invalid', key, { ...facts, ...more })
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    return new AppError('invalid', 'platform.signOn.config.unknownKey', {
      file,
      line: lineOf([...issue.path, key]),
      place: [...issue.path, key].join('.'),
    })
  }
  if (issue.code === 'custom' && issue.message === 'unsafeAddress')
    return refuse('platform.signOn.config.unsafeAddress')
  if (issue.code === 'custom' && issue.message === 'administrator')
    return refuse('platform.signOn.config.administrator')
  if (issue.code === 'custom') return refuse('platform.signOn.config.role', { known: givable.join(', ') })
  if (issue.code === 'invalid_type' && issue.message.includes('undefined')) {
    return refuse('platform.signOn.config.missing')
  }
  return refuse('platform.signOn.config.wrong', { problem: issue.message })
}

function secretOf(
  source: { variable: string } | { file: string },
  file: string,
  env: NodeJS.ProcessEnv,
  line: number,
): string {
  if ('variable' in source) {
    const secret = env[source.variable]?.trim()
    if (secret) return secret
    throw new AppError('invalid', 'platform.signOn.config.secretVariable', { file, line, variable: source.variable })
  }
  const path = resolve(dirname(file), source.file)
  const missing = () => new AppError('invalid', 'platform.signOn.config.secretFile', { file, line, secretFile: path })
  const secret = readText(path, missing).trim()
  if (!secret) throw missing()
  return secret
}

function readText(path: string, missing: () => AppError): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw missing()
  }
}
