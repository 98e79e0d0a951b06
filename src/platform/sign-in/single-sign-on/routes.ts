import { AppError } from '../../errors.ts'
import { type Route, route } from '../../http/route.ts'
import type { Auth } from '../auth.ts'
import { signOnApi } from './contract.ts'
import { linkOf, unlink } from './link.ts'
import { providerId, refusedAddress, type SignOn } from './sign-on.ts'

/** Routes of the single sign-on. Without one, they say so. */
export function signOnRoutes(auth: Auth, signOn: SignOn | null): Route[] {
  const offered = (): SignOn => {
    if (!signOn) throw new AppError('not-found', 'platform.signOn.notOffered')
    return signOn
  }
  const bodyTo = (to: string) => ({
    provider: providerId,
    callbackURL: to,
    errorCallbackURL: refusedAddress,
    disableRedirect: true,
  })

  return [
    route(signOnApi.signInWays, 'anyone', 'platform.signInWays', async () => ({
      singleSignOn: signOn && { button: signOn.configuration.button },
    })),
    route(signOnApi.beginSignOn, 'anyone', 'platform.beginSignOn', async ({ body, headers, reply }) => {
      await offered().endpoints()
      const begun = await auth.api.signInSocial({ body: bodyTo(body.to), headers, returnHeaders: true })
      return onward(begun, reply)
    }),
    route(signOnApi.mySignOn, 'signed-in', 'platform.mySignOn', async ({ ctx }) => ({
      isOffered: signOn !== null,
      ...(await linkOf(ctx)),
    })),
    route(signOnApi.linkSignOn, 'signed-in', 'platform.linkSignOn', async ({ body, headers, reply }) => {
      await offered().endpoints()
      const begun = await auth.api.linkSocialAccount({ body: bodyTo(body.to), headers, returnHeaders: true })
      return onward(begun, reply)
    }),
    route(signOnApi.unlinkSignOn, 'signed-in', 'platform.unlinkSignOn', async ({ ctx }) => {
      await unlink(ctx)
      return { done: true }
    }),
  ]
}

/** The sign-on's address for the browser, and the cookie that ties the answer to this browser. */
function onward({ headers, response }: { headers: Headers; response: { url?: string | undefined } }, reply: Headers) {
  for (const cookie of headers.getSetCookie()) reply.append('set-cookie', cookie)
  if (!response.url) throw new AppError('unavailable', 'platform.signOn.unreachable')
  return { url: response.url }
}
