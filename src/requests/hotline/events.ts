/** Facts about imports and exports of tickets; the subject is the import or the export. */
export interface HotlineEvents {
  'hotline-import-uploaded': { source: string }
  'hotline-import-checked': { rows: number; refused: number }
  'hotline-import-done': { added: number; changed: number; refused: number }
  'hotline-import-given-up': { rows: number }
  'hotline-answers-exported': { rows: number }
}
export type HotlineEvent = keyof HotlineEvents
