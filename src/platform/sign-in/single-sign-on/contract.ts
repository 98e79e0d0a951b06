import { z } from 'zod'
import { endpoint } from '../../http/endpoint.ts'

/**
 * Why a person who came back from the city's sign-on was not let in, as `error` in the address they return to
 * (`/?sign-on=refused&error=…`). The message of each is `platform.signOn.refused.…`.
 */
export const refusals = [
  /** The city lets in known accounts only. */
  'unknown-person',
  /** The sign-on names no role that counts here. */
  'no-role',
  'closed',
  /** Accounts of administrators sign in with their password and second factor. */
  'administrator',
  /** This person of the sign-on already belongs to another account. */
  'linked-elsewhere',
  /** This account already belongs to another person of the sign-on. */
  'other-link',
  /** Too late, twice, or not begun in this browser. */
  'expired',
  /** Broken off by the person or the sign-on. */
  'broken-off',
  /** What the sign-on sent does not hold. */
  'failed',
] as const
export type Refusal = (typeof refusals)[number]

const namesOfErrors: Readonly<Record<string, Refusal>> = {
  state_mismatch: 'expired',
  state_not_found: 'expired',
  access_denied: 'broken-off',
  login_required: 'broken-off',
  interaction_required: 'broken-off',
  account_already_linked_to_different_user: 'linked-elsewhere',
}

/** The refusal that an address tells of (`location.search`), or null. */
export function refusalOf(search: string): Refusal | null {
  const told = new URLSearchParams(search)
  if (told.get('sign-on') !== 'refused') return null
  const error = told.get('error') ?? ''
  return refusals.find((one) => one === error) ?? namesOfErrors[error] ?? 'failed'
}

/** An address of our own pages: no other host can be named by it. */
export const OwnAddress = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\\\s\p{Cc}]*$/u)

const Begin = z.object({ to: OwnAddress })
/** Where the browser goes next: the city's sign-on. */
const Onward = z.object({ url: z.url() })

export const signOnApi = {
  /** Asked before sign-in. */
  signInWays: endpoint({
    method: 'get',
    path: '/sign-in/ways',
    summary: 'Which ways to sign in are offered beside user name and password',
    answer: z.object({ singleSignOn: z.object({ button: z.object({ zh: z.string(), en: z.string() }) }).nullable() }),
  }),
  /** `to` is opened afterwards. A refusal leads to `/?sign-on=refused&error=…`. */
  beginSignOn: endpoint({
    method: 'post',
    path: '/sign-in/sign-on',
    summary: "Begin to sign in by the city's sign-on",
    body: Begin,
    answer: Onward,
  }),
  mySignOn: endpoint({
    method: 'get',
    path: '/me/sign-on',
    summary: "Whether the own account belongs to a person of the city's sign-on",
    answer: z.object({ isOffered: z.boolean(), isLinked: z.boolean(), canUnlink: z.boolean() }),
  }),
  linkSignOn: endpoint({
    method: 'post',
    path: '/me/sign-on/link',
    summary: "Link the own account to oneself at the city's sign-on",
    body: Begin,
    answer: Onward,
  }),
  unlinkSignOn: endpoint({
    method: 'delete',
    path: '/me/sign-on/link',
    summary: "Take the link of the own account to the city's sign-on away",
    answer: z.object({ done: z.boolean() }),
  }),
}
