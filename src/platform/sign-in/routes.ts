import { platformApi } from '../contract.ts'
import { transactAsOwner } from '../db/transact.ts'
import { found } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { nation } from '../rules/index.ts'
import type { Auth } from './auth.ts'
import { endMyOtherSessions, endMySession, listOpenSessions } from './open-sessions.ts'
import { getMyAccount } from './own-account.ts'
import { enactSignInParameters, listParameterVersions, signInParameters } from './parameter-versions.ts'
import { PasswordRules } from './parameters.ts'
import { changePassword } from './password-change.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  renewRecoveryCodes,
  type SecretKey,
  switchOffSecondFactor,
} from './second-factor.ts'
import type { SessionLookup, SignedIn } from './session.ts'

/** What everybody may do with the own account, in a restricted session too. */
export function ownAccountRoutes(auth: Auth, lookup: SessionLookup): Route[] {
  const key = async (): Promise<SecretKey> => (await auth.$context).secretConfig
  const signedIn = async (headers: Headers): Promise<SignedIn> =>
    found(await lookup.signedInBy(headers), 'platform.signInFirst')

  return [
    route(platformApi.myAccount, 'own-account', 'platform.myAccount', async ({ ctx, headers }) =>
      getMyAccount(ctx, await signedIn(headers), await key()),
    ),
    route(platformApi.changePassword, 'own-account', 'platform.changePassword', async ({ ctx, headers, body }) => {
      await changePassword(ctx, (await signedIn(headers)).sessionId, body)
      return { done: true }
    }),
    route(platformApi.mySessions, 'own-account', 'platform.mySessions', async ({ ctx, headers }) => {
      const { sessionId: thisId, accountCity: city } = await signedIn(headers)
      const whose = { accountId: ctx.actor.accountId, city, thisId }
      return { sessions: await transactAsOwner(city, (tx) => listOpenSessions(tx, whose, ctx.now())) }
    }),
    route(platformApi.endMySession, 'own-account', 'platform.endMySession', async ({ ctx, params }) => {
      await endMySession(ctx, params.id)
      return { done: true }
    }),
    route(platformApi.endMyOtherSessions, 'own-account', 'platform.endMyOtherSessions', async ({ ctx, headers }) => {
      return { ended: await endMyOtherSessions(ctx, (await signedIn(headers)).sessionId) }
    }),
    route(platformApi.beginSecondFactor, 'own-account', 'platform.beginSecondFactor', async ({ ctx, body }) =>
      beginSecondFactor(ctx, await key(), body.password),
    ),
    route(
      platformApi.confirmSecondFactor,
      'own-account',
      'platform.confirmSecondFactor',
      async ({ ctx, headers, body }) => {
        await confirmSecondFactor(ctx, (await signedIn(headers)).sessionId, await key(), body.code)
        return { done: true }
      },
    ),
    route(platformApi.switchOffSecondFactor, 'own-account', 'platform.switchOffSecondFactor', async ({ ctx, body }) => {
      await switchOffSecondFactor(ctx, body.password)
      return { done: true }
    }),
    route(platformApi.renewRecoveryCodes, 'own-account', 'platform.renewRecoveryCodes', async ({ ctx, body }) => {
      return { recoveryCodes: await renewRecoveryCodes(ctx, await key(), body.password) }
    }),
  ]
}

/** The sign-in parameters: what a password must be like for everybody, the whole for two of the three administrators. */
export const parameterRoutes: readonly Route[] = [
  route(platformApi.passwordRules, 'anyone', 'platform.passwordRules', async ({ ctx, query }) => {
    const rules = await transactAsOwner(nation, (tx) => signInParameters(tx, query.city ?? ctx.city, ctx.now()))
    return PasswordRules.strip().parse(rules)
  }),
  route(
    platformApi.signInParameters,
    ['system-administrator', 'security-administrator'],
    'platform.signInParameters',
    ({ ctx }) => listParameterVersions(ctx),
  ),
  route(
    platformApi.enactSignInParameters,
    ['security-administrator'],
    'platform.enactSignInParameters',
    ({ ctx, body }) => enactSignInParameters(ctx, body),
  ),
]
