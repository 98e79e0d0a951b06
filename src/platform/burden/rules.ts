/** What a person filled in: fields of a form that hold something, however deep. */

/** Machinery of a form, which nobody fills in. */
const machinery = /^(?:id|ids|version|.*Version|submissionId|confirmed)$/

/**
 * Fields of a body that hold something. A list of choices is one field, a list of records as many as its records hold; a box
 * counts where it is ticked, since one that is not may as well have been left out.
 */
export function filledFields(body: unknown): number {
  if (body === null || body === undefined || body === false) return 0
  if (typeof body === 'string') return body.trim() === '' ? 0 : 1
  if (Array.isArray(body)) {
    const isOfRecords = body.some((one) => typeof one === 'object' && one !== null)
    if (!isOfRecords) return body.length > 0 ? 1 : 0
    return body.reduce((total: number, one) => total + filledFields(one), 0)
  }
  if (typeof body !== 'object') return 1
  return Object.entries(body).reduce(
    (total, [name, value]) => total + (machinery.test(name) ? 0 : filledFields(value)),
    0,
  )
}

/** How many of the fields the form says were taken from what was known: never more than there are. */
export function knownFields(said: string | null, fields: number): number {
  const known = /^\d{1,4}$/.test(said ?? '') ? Number(said) : 0
  return Math.min(known, fields)
}
