import type { MarkRegion } from '../gate.ts'

/** Text that a format gave, with what the secrecy gate must see besides the text itself. */
export interface Source {
  text: string
  /** Lines of the first page and of running headers and footers, where the format knows them. */
  region: MarkRegion | null
}
