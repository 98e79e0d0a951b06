import { createHash } from 'node:crypto'

/** 2026-000123; a city with a million requests in a year goes on with seven digits. */
export const numberOf = (year: number, serial: number): string => `${year}-${String(serial).padStart(6, '0')}`

/** What is kept of the id a page made for a submission: it holds the cases together and tells nobody the code of the receipt. */
export const hashOfSubmission = (submissionId: string): string =>
  createHash('sha256').update(submissionId).digest('hex')
