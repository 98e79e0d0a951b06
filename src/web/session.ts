/** Signing in and out. The addresses below /auth belong to better-auth and are the only ones called without a contract. */
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { type Me, platformApi } from '#platform/contract.ts'
import { call, Refused } from '#platform/http/client.ts'

const me = queryOptions<Me, Refused>({
  queryKey: ['get /me'],
  queryFn: ({ signal }) => call(platformApi.me, { signal }),
  staleTime: 60_000,
})

/** Who is signed in; null when nobody is. */
export const useSignedIn = () => useQuery(me)

/** Asks who is signed in while the rest of the page is still loading. */
export const askWhoIsSignedIn = (queries: QueryClient): Promise<void> => queries.prefetchQuery(me)

async function post(path: string, body: unknown): Promise<void> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Refused(0, 'platform.offline', '')
  })
  if (response.ok) return
  if (response.status === 429) throw new Refused(429, 'web.signIn.tooOften', '')
  if (response.status === 401 || response.status === 400 || response.status === 422) {
    throw new Refused(response.status, 'web.signIn.wrong', '')
  }
  throw new Refused(response.status, 'web.signIn.failed', '')
}

/** @throws Refused */
export const signIn = (username: string, password: string): Promise<void> =>
  post('/api/auth/sign-in/username', { username: username.trim(), password })

/** @throws Refused */
export const signOut = (): Promise<void> => post('/api/auth/sign-out', {})
