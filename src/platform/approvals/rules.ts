/** When a proposal may still be decided. Runs in the browser too. */
import { officials, type Role } from '../roles.ts'

/** `expired` is not stored: it is a waiting proposal whose time is over. */
export const approvalStates = ['waiting', 'approved', 'refused', 'withdrawn', 'expired'] as const
export type ApprovalState = (typeof approvalStates)[number]

/** A proposal waits so long; what was right a month ago need not be right now. */
export const waitingDays = 14

/** Who proposes or decides anything at all. The audit administrator reads the audit instead. */
export const approvalRoles: readonly Role[] = [...officials, 'system-administrator', 'security-administrator']

/** The state on a moment, both as ISO text with `Z`. */
export function stateAt(row: { state: string; expiresAt: string }, moment: string): ApprovalState {
  const state = approvalStates.find((one) => one === row.state)
  if (!state) throw new Error(`an approval of unknown state ${row.state}`)
  return state === 'waiting' && row.expiresAt <= moment ? 'expired' : state
}
