/** Facts this module announces. `subject` is the unit, the person or the city's organisations as a whole. */
export interface OrganisationEvents {
  'unit-added': { unitId: string; parentId: string; name: string }
  /** `changed` names the fields; the values before and after are in the audit's details. */
  'unit-changed': { unitId: string; changed: string[] }
  'unit-closed': { unitId: string; lastDayOn: string }
  'duties-set': { unitId: string; count: number }
  'post-added': { postId: string; unitId: string; personId: string }
  'post-ended': { postId: string; unitId: string; personId: string; lastDayOn: string }
  'person-changed': { personId: string; changed: string[] }
  'person-erased': { personId: string; fields: string[] }
  'units-imported': { added: number; changed: number }
  'organisations-seeded': { units: number; people: number }
}
export type OrganisationEvent = keyof OrganisationEvents
