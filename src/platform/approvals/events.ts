/** Facts the machinery announces; `subject` is the approval. What was proposed stands in the audit's details. */
export interface ApprovalEvents {
  'approval-proposed': { approvalId: string; approvalKind: string }
  'approval-approved': { approvalId: string; approvalKind: string }
  'approval-refused': { approvalId: string; approvalKind: string }
  'approval-withdrawn': { approvalId: string; approvalKind: string }
}
export type ApprovalEvent = keyof ApprovalEvents
