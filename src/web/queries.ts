import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { Refused } from '#platform/http/client.ts'
import { restrictionMessages } from '#platform/sign-in/restrictions.ts'
import { reportFailure, reportSuccess } from '#platform/ui/signals.ts'
import { whoIsSignedIn } from './session.ts'

const isPassing = (error: unknown): boolean => error instanceof Refused && (error.status === 0 || error.status === 503)

/** Refusals of a session that must do something first: asking anew who is signed in opens the dialog for it. */
const restricted: ReadonlySet<string> = new Set(Object.values(restrictionMessages))

/** The one cache of answers. Readings show their refusal where they stand; actions through the shell unless quiet. */
export function openQueries(): QueryClient {
  const report = (error: unknown, show: boolean) => {
    const isRestricted = error instanceof Refused && restricted.has(error.key)
    if (isRestricted) void queries.invalidateQueries({ queryKey: whoIsSignedIn })
    reportFailure(error, show && !isRestricted)
  }
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => report(error, false), onSuccess: reportSuccess }),
    mutationCache: new MutationCache({
      onError: (error, _input, _context, mutation) => report(error, mutation.meta?.quiet !== true),
      onSuccess: reportSuccess,
    }),
    defaultOptions: {
      queries: {
        // A government network has no internet, and browsers then claim to be offline.
        networkMode: 'always',
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && isPassing(error),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return queries
}
