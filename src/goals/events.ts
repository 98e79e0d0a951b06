/** Facts this module announces, by kind. */
export interface GoalEvents {
  'goal-added': { code: string; title: string; proposalId: string | null }
  'goal-changed': { code: string }
  'goal-removed': { code: string }
  'figure-added': { kind: 'target' | 'actual'; indicator: string }
  'figure-removed': { indicator: string }
  'leads-accepted': { goals: string[] }
  'breakdown-imported': { changed: number }
  'take-up-corrected': { demandId: string; ownerId: string }
  'take-up-confirmed': Record<string, never>
}
