import { useCall } from '#platform/ui/calls.ts'
import { requestsApi, type requestViews } from '../../contract.ts'

const countMilliseconds = 60_000

/** How many requests stand in a view, whatever else the list is filtered by. */
export function useViewCount(view: (typeof requestViews)[number]): number | undefined {
  return useCall(requestsApi.list, { query: { view } }, { everyMilliseconds: countMilliseconds }).data?.total
}

/** Beside the page's name in the menu: what is over its time. */
export const useOverdueCount = (): number => useViewCount('overdue') ?? 0
