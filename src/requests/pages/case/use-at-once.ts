import { useSend } from '#platform/ui/calls.ts'
import { type RequestView, requestsApi } from '../../contract.ts'
import type { RequestAction } from '../../rules.ts'
import { staleAfterStep } from './step-form.tsx'

const names = ['accept', 'sign', 'resume'] as const
type AtOnce = (typeof names)[number]

interface Deed {
  request: Pick<RequestView, 'id' | 'version'>
  refresh: () => void
  onDone: (action: AtOnce, version: number) => void
}

/** Steps that ask nothing. A second click while the first is on its way does nothing; a refusal is shown by the shell. */
export function useAtOnce({ request, refresh, onDone }: Deed) {
  const sends = {
    accept: useSend(requestsApi.accept, { stale: staleAfterStep, onDone: ({ version }) => onDone('accept', version) }),
    sign: useSend(requestsApi.sign, { stale: staleAfterStep, onDone: ({ version }) => onDone('sign', version) }),
    resume: useSend(requestsApi.resume, { stale: staleAfterStep, onDone: ({ version }) => onDone('resume', version) }),
  }
  const isPending = names.some((name) => sends[name].isPending)
  const run = (action: AtOnce) => {
    if (isPending) return
    const { id, version } = request
    sends[action].mutate({ params: { id }, body: { version } }, { onError: refresh })
  }
  return { run, isPending }
}

export const isAtOnce = (action: RequestAction): action is AtOnce => names.some((name) => name === action)
