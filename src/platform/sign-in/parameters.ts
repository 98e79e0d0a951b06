import { z } from 'zod'
import { roles } from '../roles.ts'

/**
 * The numbers of sign-in, as rule `sign-in` holds them. The bounds keep a city from weakening them below sense: it may
 * ask for more, within reason for less. Runs in the browser too.
 */
export const SignInParameters = z.strictObject({
  passwordLeastLength: z.int().min(8).max(64),
  /** Of small letters, capitals, digits and other characters. */
  passwordLeastKinds: z.int().min(3).max(4),
  passwordMaxAgeDays: z.int().min(1).max(180),
  /** So many passwords back none may come again, the present one among them. */
  passwordHistoryLength: z.int().min(3).max(24),
  /** A password somebody else has set (first sign-in, reset) opens the account so long, and only to set an own one. */
  initialPasswordValidDays: z.int().min(1).max(30),
  lockAfterFailures: z.int().min(3).max(10),
  /** Minutes of the first lock, the second, and so on; the last holds for every further one. */
  lockMinutes: z
    .array(z.int().min(5).max(1440))
    .min(1)
    .max(6)
    .refine((minutes) => minutes.every((one, at) => at === 0 || one >= (minutes[at - 1] ?? 0)), {
      error: 'each lock lasts at least as long as the one before',
    }),
  idleMinutes: z.int().min(5).max(60),
  longestSessionHours: z.int().min(1).max(24),
  /** The oldest session ends when there are more; null: as many as one likes. */
  mostSessions: z.int().min(1).max(50).nullable(),
  /** A session in one of these posts does nothing before a second factor is set up. */
  secondFactorRoles: z.array(z.enum(roles)).max(roles.length),
})
export type SignInParameters = z.output<typeof SignInParameters>

/** What a page must know to check a password while it is typed. */
export const PasswordRules = SignInParameters.pick({
  passwordLeastLength: true,
  passwordLeastKinds: true,
  passwordHistoryLength: true,
})
export type PasswordRules = z.output<typeof PasswordRules>
