import { z } from 'zod'
import { endpoint } from './http/endpoint.ts'
import { roles, scopeKinds } from './roles.ts'
import { PasswordRules, SignInParameters } from './sign-in/parameters.ts'
import { restrictions } from './sign-in/restrictions.ts'
import { signOnApi } from './sign-in/single-sign-on/contract.ts'

export const PostView = z.object({
  grantId: z.string(),
  role: z.enum(roles),
  /** Name of the post, as it stands on the door. */
  post: z.string(),
  scope: z.object({ kind: z.enum(scopeKinds), id: z.string() }),
  /** Name of the absent colleague whose post it is (代理). */
  actingFor: z.string().nullable(),
})

const person = {
  name: z.string(),
  username: z.string(),
  city: z.object({ code: z.string(), name: z.string(), nameEn: z.string(), isSample: z.boolean() }),
}

/**
 * Who is signed in, in which city and post; null when nobody is. A restricted session may reach nothing but the own
 * account, until what `restriction` names is done.
 */
export const Me = z
  .discriminatedUnion('restriction', [
    z.object({
      restriction: z.null(),
      ...person,
      role: z.enum(roles),
      grantId: z.string(),
      unitId: z.string().nullable(),
      posts: z.array(PostView),
    }),
    z.object({ restriction: z.enum(restrictions), ...person }),
  ])
  .nullable()
export type Me = z.output<typeof Me>

export const Done = z.object({ done: z.boolean() })

/** What the page of one's own account shows. Moments are ISO instants, days YYYY-MM-DD. */
export const MyAccount = z.object({
  name: z.string(),
  username: z.string(),
  /** With `single-sign-on` the password and second factor are the city's own sign-on's. */
  origin: z.enum(['local', 'single-sign-on']),
  restriction: z.enum(restrictions).nullable(),
  password: z.object({
    changedAt: z.string().nullable(),
    /** The day on which it must be changed. */
    expiresOn: z.string().nullable(),
    rules: PasswordRules,
  }),
  secondFactor: z.object({
    isOn: z.boolean(),
    /** One of the own posts demands it: it cannot be switched off. */
    isDemanded: z.boolean(),
    recoveryCodesLeft: z.int().nullable(),
  }),
  lastSignInAt: z.string().nullable(),
  posts: z.array(PostView.extend({ fromOn: z.string(), toOn: z.string().nullable() })),
  /** Colleagues who act in one of the own posts, now or later. */
  actingForMe: z.array(
    z.object({ name: z.string(), post: z.string(), fromOn: z.string(), toOn: z.string().nullable() }),
  ),
})
export type MyAccount = z.output<typeof MyAccount>

/** A session of the own account. Browser and system are names as they are (Chrome, Windows), null where unknown. */
export const SessionView = z.object({
  id: z.string(),
  browser: z.string().nullable(),
  system: z.string().nullable(),
  address: z.string().nullable(),
  since: z.string(),
  lastSeenAt: z.string(),
  isThis: z.boolean(),
})
export type SessionView = z.output<typeof SessionView>

/** A version of the sign-in parameters. */
export const ParametersVersion = z.object({
  id: z.string(),
  validFromOn: z.string(),
  /** Shipped with the product, not enacted by the city. */
  isNational: z.boolean(),
  /** Where the numbers come from, or why the city set them so. */
  source: z.string(),
  /** Name of the security administrator; null for what ships with the product. */
  enactedBy: z.string().nullable(),
  enactedAt: z.string(),
  parameters: SignInParameters,
})
export type ParametersVersion = z.output<typeof ParametersVersion>

const Password = z.string().min(1).max(200)
/** Six digits of the authenticator. */
const Code = z
  .string()
  .trim()
  .regex(/^\d{6}$/)
  .max(6)
const RecoveryCodes = z.array(z.string())

/** The own account: what a restricted session may reach too. */
const ownAccountApi = {
  myAccount: endpoint({ method: 'get', path: '/me/account', summary: 'The own account', answer: MyAccount }),
  /** Ends every other session of the account. */
  changePassword: endpoint({
    method: 'post',
    path: '/me/password',
    summary: 'Change the own password',
    body: z.object({ oldPassword: Password, newPassword: Password }),
    answer: Done,
  }),
  mySessions: endpoint({
    method: 'get',
    path: '/me/sessions',
    summary: 'The own sessions, the last used first',
    answer: z.object({ sessions: z.array(SessionView) }),
  }),
  endMySession: endpoint({
    method: 'delete',
    path: '/me/sessions/:id',
    summary: 'End one of the own sessions',
    params: z.object({ id: z.string().min(1).max(100) }),
    answer: Done,
  }),
  endMyOtherSessions: endpoint({
    method: 'post',
    path: '/me/sessions/end-others',
    summary: 'End every own session but this one',
    answer: z.object({ ended: z.int() }),
  }),
  /** Shown once: the address for the picture to scan (`otpauth://…`), the same secret to type, the recovery codes. */
  beginSecondFactor: endpoint({
    method: 'post',
    path: '/me/second-factor/begin',
    summary: 'Begin to set up a second factor',
    body: z.object({ password: Password }),
    answer: z.object({ uri: z.string(), secret: z.string(), recoveryCodes: RecoveryCodes }),
  }),
  confirmSecondFactor: endpoint({
    method: 'post',
    path: '/me/second-factor/confirm',
    summary: 'Switch the second factor on with its first code',
    body: z.object({ code: Code }),
    answer: Done,
  }),
  switchOffSecondFactor: endpoint({
    method: 'post',
    path: '/me/second-factor/off',
    summary: 'Switch the own second factor off',
    body: z.object({ password: Password }),
    answer: Done,
  }),
  renewRecoveryCodes: endpoint({
    method: 'post',
    path: '/me/second-factor/recovery-codes',
    summary: 'Replace the recovery codes by new ones',
    body: z.object({ password: Password }),
    answer: z.object({ recoveryCodes: RecoveryCodes }),
  }),
}

const parametersApi = {
  /** Asked before sign-in, by the page of a set-up link. */
  passwordRules: endpoint({
    method: 'get',
    path: '/sign-in/password-rules',
    summary: 'What a password must be like',
    query: z.object({
      city: z
        .string()
        .regex(/^\d{6}$/)
        .max(6)
        .optional(),
    }),
    answer: PasswordRules,
  }),
  signInParameters: endpoint({
    method: 'get',
    path: '/sign-in/parameters',
    summary: 'The sign-in parameters in force, and all versions, the newest first',
    answer: z.object({ inForce: ParametersVersion, versions: z.array(ParametersVersion) }),
  }),
  enactSignInParameters: endpoint({
    method: 'post',
    path: '/sign-in/parameters',
    summary: 'Set the sign-in parameters from a day on',
    body: z.object({
      parameters: SignInParameters,
      validFromOn: z.iso.date(),
      /** Why, and by which paper. */
      source: z.string().trim().min(2).max(500),
      /** The newest of `versions` that was looked at: another one meanwhile is a conflict. */
      basedOn: z.uuid(),
    }),
    answer: ParametersVersion,
  }),
}

export const platformApi = {
  me: endpoint({ method: 'get', path: '/me', summary: 'Who is signed in', answer: Me }),
  choosePost: endpoint({
    method: 'post',
    path: '/me/post',
    summary: "Act in another of one's own posts",
    body: z.object({ grantId: z.uuid() }),
    answer: Done,
  }),
  setUp: endpoint({
    method: 'post',
    path: '/setup',
    summary: 'Make the account of one of the three administrators with the one-time link',
    body: z.object({
      token: z.string().min(8).max(200),
      username: z.string().min(2).max(40),
      name: z.string().min(1).max(40),
      password: z.string().min(8).max(200),
    }),
    answer: Done,
  }),
  setUpLink: endpoint({
    method: 'post',
    path: '/setup/link',
    summary: 'Which administrator a one-time link is for',
    body: z.object({ token: z.string().min(8).max(200) }),
    answer: z.object({ role: z.enum(roles), city: z.string() }),
  }),
  health: endpoint({
    method: 'get',
    path: '/health',
    summary: 'Whether the server and its database answer',
    answer: z.object({ ok: z.boolean(), version: z.string() }),
  }),
  openApi: endpoint({
    method: 'get',
    path: '/openapi.json',
    summary: 'This description of all routes',
    answer: z.unknown(),
  }),
  ...ownAccountApi,
  ...parametersApi,
  ...signOnApi,
}
