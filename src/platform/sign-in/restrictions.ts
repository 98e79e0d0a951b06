/**
 * Why a session may reach nothing but the own account: a password somebody else has set or that is too old, a post
 * that demands a second factor where none is set up, an account without a post. Runs in the browser too.
 */
export const restrictions = ['change-password', 'enrol-second-factor', 'no-post'] as const
export type Restriction = (typeof restrictions)[number]

/** The message that says what to do about it. */
export const restrictionMessages: Record<Restriction, string> = {
  'change-password': 'platform.mustChangePassword',
  'enrol-second-factor': 'platform.mustEnrolSecondFactor',
  'no-post': 'platform.noPost',
}
