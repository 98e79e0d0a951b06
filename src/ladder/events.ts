/** Facts this module announces, by kind. */
export interface LadderEvents {
  'ladder-judged': { firms: number }
  'ladder-rule-set': { rule: string; proposedBy: string }
  'ladder-picked': { rule: string; dueOn: string }
  'ladder-pick-handed': { rule: string; from: string; to: string; dueOn: string }
  'ladder-pick-followed': { rule: string }
  'ladder-draft-saved': { rule: string }
  'ladder-draft-dropped': { rule: string }
  'ladder-pick-closed': { rule: string; state: 'reached' | 'dropped' }
}
