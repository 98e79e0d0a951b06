/** A document that cannot be read, as a message key and the facts that fill it. Commands turn it into an `AppError`. */
export class ReadError extends Error {
  readonly key: ReadErrorKey
  readonly facts: Readonly<Record<string, string | number>>

  constructor(key: ReadErrorKey, facts: Readonly<Record<string, string | number>> = {}) {
    super(key)
    this.name = 'ReadError'
    this.key = key
    this.facts = facts
  }
}

export type ReadErrorKey =
  | 'documents.emptyFile'
  | 'documents.binary'
  | 'documents.passwordProtected'
  | 'documents.truncated'
  | 'documents.scannedPdf'
  | 'documents.legacyDoc'
  | 'documents.legacyWps'
  | 'documents.legacyOffice'
  | 'documents.otherOffice'
  | 'documents.image'
  | 'documents.tooLarge'
  | 'documents.zipBomb'
  | 'documents.unknownFormat'
  | 'documents.noText'
  | 'documents.secretMark'
