/** Facts this module announces, by kind. Words of people stand in remarks, never here. */
export interface RequestEvents {
  'request-registered': { number: string; kind: string; channel: string; topicId: string; divisionCode: string }
  'request-accepted': Record<string, never>
  'request-refused': { reason: string }
  'request-dispatched': { unitId: string; unit: string; fromUnitId: string | null }
  'request-signed': Record<string, never>
  'request-returned': { reason: string; unitId: string | null; unit: string }
  'request-contacted': Record<string, never>
  'request-planned': Record<string, never>
  'request-answer-proposed': Record<string, never>
  'request-answer-sent-back': Record<string, never>
  /** `way`: approved by another, without approval where the rule asks for none, or at once from a known answer. */
  'request-answered': { way: 'approved' | 'direct' | 'at-once'; knownAnswerId?: string }
  'request-paused': { reason: string; clocks: string }
  'request-resumed': { clocks: string }
  'request-extension-asked': { value: number; unit: string }
  /** `askedBy`: who asked in the lead unit. */
  'request-extended': { value: number; unit: string; askedBy: string }
  'request-extension-refused': { value: number; unit: string; askedBy: string }
  'request-merged': { intoId: string; number: string }
  /** Another request was merged into this one. */
  'request-duplicate-merged': { fromId: string; number: string }
  'request-withdrawn': Record<string, never>
  /** What was said stands in the rating alone, which units do not see. */
  'request-rated': { round: number; source: string }
  'request-called-back': { round: number; attempt: number }
  'request-closed': { outcome: string }
  'request-redone': { round: number }
  'request-explained-by-law': { round: number }
  /** `level` 1 to 3; `because` a code of `causesOfEscalation`; `clock` is empty where no clock caused it. */
  'request-escalated': { level: number; because: string; clock: string }
  'request-remarked': { audience: string }
  'request-attached': { attachmentId: string; kind: string }
  /** `word`: confirmed or denied. */
  'request-contact-word': { word: string }
  'request-supporter-asked': { supporterId: string; unitId: string; unit: string }
  'request-supporter-replied': { supporterId: string; unitId: string; unit: string }
  'request-contact-shown': Record<string, never>
  'request-contact-changed': { field: string }
  'request-contact-erased': { field: string }
  'request-shift-given': { unitId: string; open: number; overdue: number }
  'request-shift-taken': Record<string, never>
  'request-tied': { causeId: string; title: string }
  'request-untied': { causeId: string; title: string }
  'request-cause-named': Record<string, never>
  'request-cause-kept': Record<string, never>
  /** Its measures are done. */
  'request-cause-done': Record<string, never>
  'request-known-answer-proposed': Record<string, never>
  'request-known-answer-approved': Record<string, never>
  'request-known-answer-declined': Record<string, never>
  'request-known-answer-ended': Record<string, never>
  /** The rule `requests/time-limits` was put in force by who acts. */
  'request-limits-set': { proposedBy: string }
  'request-topic-added': { name: string }
  'request-topic-changed': { name: string }
  'request-topic-moved': { name: string }
  'request-topic-ended': { name: string; activeToOn: string; into: string }
  'request-dispatch-rule-added': { unitId: string; validFromOn: string; replaces: string | null }
  'request-dispatch-rule-ended': { validToOn: string }
  'request-template-added': { title: string }
  'request-template-changed': { title: string }
  'request-template-ended': { title: string }
  'period-opened': { month: string; checkToOn: string }
  'period-checked': { unitId: string }
  'period-contested': { contestId: string; clock: string; ground: string }
  'period-contest-decided': { contestId: string; decision: string }
  'period-settled': Record<string, never>
  'period-closed': { month: string }
  'period-corrected': { correctionId: string }
  'bulletin-drafted': { month: string }
  'bulletin-revised': Record<string, never>
  'bulletin-approved': { month: string; number: string }
  /** The approved paper was written; `sha256` of its bytes. */
  'bulletin-written': { sha256: string }
  /** `proposedBy`, `reviewedBy`: names. */
  'open-page-opened': { proposedBy: string; reviewedBy: string }
  'open-page-shut': { openingId: string }
  'requests-seeded': { added: number }
}

export type RequestEvent = keyof RequestEvents
