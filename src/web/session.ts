/** Signing in and out. The addresses below /auth belong to better-auth and are the only ones called without a contract. */
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { type Me, platformApi } from '#platform/contract.ts'
import { call, Refused } from '#platform/http/client.ts'

/** Key of the answer that says who is signed in. */
export const whoIsSignedIn = ['get /me'] as const

const me = queryOptions<Me, Refused>({
  queryKey: whoIsSignedIn,
  queryFn: ({ signal }) => call(platformApi.me, { signal }),
  staleTime: 60_000,
})

/** Who is signed in; null when nobody is. */
export const useSignedIn = () => useQuery(me)

/** Asks anew who is signed in, after a step of signing in. @throws Refused */
export const findOutWho = (): Promise<Me> => call(platformApi.me, {})

/** Asks who is signed in while the rest of the page is still loading. */
export const askWhoIsSignedIn = (queries: QueryClient): Promise<void> => queries.prefetchQuery(me)

/** The shape of a refusal, as everywhere. */
const Said = z.object({
  key: z.string(),
  message: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})

async function post(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Refused(0, 'platform.offline', '')
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer
  const said = Said.safeParse(answer).data
  throw said
    ? new Refused(response.status, said.key, said.message, said.facts)
    : new Refused(response.status, 'web.signIn.failed', '')
}

/** Signed in, or asked for the second factor first. */
export type SignInOutcome = 'in' | 'second-factor'

const Answer = z.object({ twoFactorRedirect: z.boolean().optional() }).nullable()

/** @throws Refused */
export async function signIn(username: string, password: string): Promise<SignInOutcome> {
  const typed = { username: username.trim(), password }
  const answer = Answer.parse(await post('/api/auth/sign-in/username', typed))
  return answer?.twoFactorRedirect ? 'second-factor' : 'in'
}

/** The six digits of the authenticator. @throws Refused */
export async function verifyCode(code: string): Promise<void> {
  await post('/api/auth/two-factor/verify-totp', { code })
}

/** One of the recovery codes, which then is used up. @throws Refused */
export async function verifyRecoveryCode(code: string): Promise<void> {
  await post('/api/auth/two-factor/verify-backup-code', { code: code.trim() })
}

const Out = z.object({ url: z.string().nullable() })

/** Ends the session. Answers where to go on: through the city's sign-on where it let one in. @throws Refused */
export async function signOut(): Promise<string> {
  const { url } = Out.parse(await post('/api/auth/sign-out', {}))
  return url ?? '/'
}
