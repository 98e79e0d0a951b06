import { approvalsApi } from '#platform/approvals/contract.ts'
import { approvalRoles } from '#platform/approvals/rules.ts'
import { useCall } from '#platform/ui/calls.ts'
import { useMe } from '#platform/ui/me.ts'

const everyMilliseconds = 120_000

/** How many proposals wait for whoever is signed in. */
export function useWaitingCount(): number {
  const enabled = approvalRoles.includes(useMe().role)
  const { data } = useCall(approvalsApi.count, {}, { enabled, everyMilliseconds })
  return data?.waiting ?? 0
}
