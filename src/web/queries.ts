import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { Refused } from '#platform/http/client.ts'
import { reportFailure, reportSuccess } from '#platform/ui/signals.ts'

const isPassing = (error: unknown): boolean => error instanceof Refused && (error.status === 0 || error.status === 503)

/** The one cache of answers. Readings show their refusal where they stand; actions through the shell unless quiet. */
export const openQueries = (): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({ onError: (error) => reportFailure(error, false), onSuccess: reportSuccess }),
    mutationCache: new MutationCache({
      onError: (error, _input, _context, mutation) => reportFailure(error, mutation.meta?.quiet !== true),
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
