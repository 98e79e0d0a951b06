/** The steps of an import: brought, looked through, imported; or given up on the way. */
export const importStates = ['uploaded', 'checking', 'checked', 'running', 'done', 'failed', 'given-up'] as const
export type ImportState = (typeof importStates)[number]

/** What becomes of a row. */
export const rowResults = ['added', 'changed', 'same', 'refused'] as const
export type RowResult = (typeof rowResults)[number]

/** Whether a job is at it. */
export const isBusy = (state: string): boolean => state === 'checking' || state === 'running'
