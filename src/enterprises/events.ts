/** Facts this module announces of the registry, by kind. Words and figures of firms stand in tables, never here. */
export interface EnterpriseEvents {
  'firm-added': { creditCode: string | null }
  /** `fields`: names of what changed. */
  'firm-kept': { fields: string }
  'firm-status-changed': { status: string; sinceOn: string }
  'firm-contact-shown': Record<string, never>
  'firm-item-added': { kind: string }
  'firm-item-removed': { kind: string }
  'firm-listed': { list: string; validFrom: string }
  'firm-unlisted': { list: string; endedOn: string }
  'firm-figures-recorded': { figures: string }
  'firm-figure-removed': { code: string; year: number }
  'firm-word-given': { subject: string; purpose: string }
  'firm-word-revoked': { subject: string; purpose: string }
  /** A word that began or ended by the calendar changed the size class. */
  'firm-size-followed': { size: string }
  'firm-correction-proposed': { field: string }
  'firm-correction-withdrawn': { field: string }
  'firm-correction-decided': { field: string; state: string }
  'firm-team-set': { unitId: string }
  'firm-visit-planned': { visitId: string; day: string }
  'firm-visit-noted': { visitId: string; outcomes: number }
  'firm-visit-cancelled': { visitId: string }
  'firm-visit-asked': { visitId: string; unitId: string }
  'visit-outcome-closed': { outcomeId: string; state: string }
  /** A problem a firm told at a visit, for who answers requests. */
  'visit-problem-raised': { enterpriseId: string; outcomeId: string; visitId: string }
  'firm-list-saved': { name: string }
  'firm-list-removed': { name: string }
  'firm-pair-decided': { pairId: string; otherId: string; state: string }
  'firms-merged': { stayId: string; goneId: string; mergeId: string }
  'firms-parted': { stayId: string; goneId: string; mergeId: string }
  'firm-person-confirmed': { mergeId: string; accountId: string }
  /** A batch of a table; its firms are named to whoever reacts. Each has a `firm-imported` of its own in its timeline. */
  'firms-imported': { firms: number }
  'firm-imported': { importId: string; fields: string }
  'firm-import-uploaded': { source: string }
  'firm-import-checked': { rows: number; refused: number }
  'firm-import-done': { added: number; changed: number; refused: number }
  'firm-import-given-up': { rows: number }
  'firms-exported': { rows: number }
}

export type EnterpriseEvent = keyof EnterpriseEvents
