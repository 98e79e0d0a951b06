import type { BetterAuthPlugin, ValidateUserInfoSource } from 'better-auth'
import { z } from 'zod'
import type { Identity } from './identity.ts'
import { link } from './link.ts'
import { signOnProvider } from './provider.ts'
import { providerId, refusedAddress, type SignOn } from './sign-on.ts'

const Vouched = z.object({
  key: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  sealedIdToken: z.string(),
}) satisfies z.ZodType<Identity>

/**
 * Addresses of better-auth that nobody calls from outside: our own routes begin and link, with own addresses to return
 * to, and no tokens are handed out.
 */
const closed = [
  '/sign-in/social',
  '/link-social',
  '/unlink-account',
  '/list-accounts',
  '/get-access-token',
  '/refresh-token',
  '/account-info',
]

/** The city's single sign-on as a plugin of better-auth; without a configuration it only closes what nobody uses. */
export const singleSignOn = (signOn: SignOn | null) =>
  ({
    id: providerId,
    init: (auth) => ({
      context: signOn ? { socialProviders: [signOnProvider(signOn), ...auth.socialProviders] } : {},
      options: {
        disabledPaths: closed,
        onAPIError: { errorURL: refusedAddress },
        account: { accountLinking: { disableImplicitLinking: true } },
        ...(signOn ? { user: { validateUserInfo: linking(signOn) } } : {}),
      },
    }),
  }) satisfies BetterAuthPlugin

interface Candidate {
  user: { id?: string | undefined }
  source: ValidateUserInfoSource
}

/** Ends a link: better-auth asks once it has seen that the session which began it still lives, and finds it linked then. */
const linking =
  (signOn: SignOn) =>
  async ({ user, source }: Candidate) => {
    if (source.action !== 'link-account' || source.oauth?.providerId !== providerId || !user.id) return
    const refusal = await link(signOn, user.id, Vouched.parse(source.oauth.profile))
    return refusal ? { error: refusal } : undefined
  }
