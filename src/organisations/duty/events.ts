/** Facts this part announces; `subject` is the unit. The turns before and after are in the audit's details. */
export interface DutyEvents {
  'duty-roster-set': { unitId: string; turns: number; coverage: string }
}
export type DutyEvent = keyof DutyEvents
