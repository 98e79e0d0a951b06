import type { Role } from '#platform/roles.ts'

/** Who confirms registrations and hands out invitations, each within the own scope. Runs in the browser too. */
export const registrars: readonly Role[] = ['request-desk', 'enterprise-officer', 'district-officer']

/** An invitation may be used this long. */
export const invitationDays = 14

/** Registrations of one credit code that may wait at the same time: more are noise, or somebody trying. */
export const mostWaiting = 3
