/** Export of whole phone numbers. Runs in the browser too. */
import type { Role } from '#platform/roles.ts'

/** Who may ask for whole numbers, and whose agreement it takes. */
export const exporters: readonly Role[] = ['planning-officer', 'system-administrator']
export const exportDeciders: readonly Role[] = ['security-administrator']

/** An agreed export is fetched within this time. */
export const downloadHours = 24
