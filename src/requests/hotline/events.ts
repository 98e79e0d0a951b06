/** Facts about imports and exports of tickets; the subject is the import or the export. */
export interface HotlineEvents {
  'hotline-import-uploaded': { source: string }
  'hotline-import-checked': { rows: number; refused: number }
  'hotline-import-done': { added: number; changed: number; refused: number }
  'hotline-import-given-up': { rows: number }
  'hotline-answers-exported': { rows: number }
  /** The file has contacts and their whole numbers: who takes it is written down each time. */
  'hotline-answers-downloaded': { rows: number; phones: number }
}
export type HotlineEvent = keyof HotlineEvents
