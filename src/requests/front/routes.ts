import type { Context } from '#platform/actor.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { Role } from '#platform/roles.ts'
import { visitorContext } from '#platform/served-city.ts'
import { attach } from '../attachments/commands.ts'
import { getAttachment } from '../attachments/queries.ts'
import { addRemark, type Moved } from '../commands.ts'
import { withdrawRequest } from '../ending/commands.ts'
import { rateRequest } from '../feedback/commands.ts'
import { feedbackApi } from '../feedback/contract.ts'
import { giveWord, submitAsFirm, submitAsVisitor } from './commands.ts'
import { frontApi as api, type Receipt } from './contract.ts'
import { follow } from './following/queries.ts'
import { findFirm, frontChoices, myFirm, openReceipt, publicAnswers, similarOnes } from './queries.ts'

const firms: readonly Role[] = ['enterprise-user']

/** Does something as the firm that holds number and code. */
async function asHolder<T>(
  { ctx: asked, body }: { ctx: Context; body: Receipt },
  work: (ctx: Context, id: string) => Promise<T>,
): Promise<T> {
  const { ctx, id } = await openReceipt(await visitorContext(asked, body.city), body)
  return work(ctx, id)
}

const moved = ({ body }: { body: Receipt }, { state, version }: Moved) => ({ number: body.number, state, version })

export const frontRoutes: readonly Route[] = [
  route(api.choices, 'anyone', 'requests.front-choices', async ({ ctx, query }) =>
    frontChoices(await visitorContext(ctx, query.city)),
  ),
  route(api.knownAnswers, 'anyone', 'requests.front-known-answers', async ({ ctx, body }) =>
    publicAnswers(await visitorContext(ctx, body.city), body),
  ),
  route(api.firm, 'anyone', 'requests.front-firm', async ({ ctx, body }) =>
    findFirm(await visitorContext(ctx, body.city), body.creditCode),
  ),
  route(api.submit, 'anyone', 'requests.front-submit', async ({ ctx, body }) =>
    submitAsVisitor(await visitorContext(ctx, body.city), body),
  ),
  route(api.follow, 'anyone', 'requests.front-follow', (asked) => asHolder(asked, follow)),
  route(api.addWords, 'anyone', 'requests.front-remark', (asked) =>
    asHolder(asked, async (ctx, id) => {
      const { remarkId, body } = asked.body
      return moved(asked, await addRemark(ctx, id, { remarkId, body, audience: 'firm' }))
    }),
  ),
  route(api.giveWord, 'anyone', 'requests.front-contact-word', (asked) =>
    asHolder(asked, async (ctx, id) => moved(asked, await giveWord(ctx, id, asked.body))),
  ),
  route(api.withdraw, 'anyone', 'requests.front-withdraw', (asked) =>
    asHolder(asked, async (ctx, id) => moved(asked, await withdrawRequest(ctx, id, asked.body))),
  ),
  route(api.attach, 'anyone', 'requests.front-attach', (asked) =>
    asHolder(asked, (ctx, id) => attach(ctx, id, asked.body, asked.files)),
  ),
  route(api.download, 'anyone', 'requests.front-attachment', (asked) =>
    asHolder(asked, (ctx, id) => getAttachment(ctx, id, asked.body.attachmentId)),
  ),
  route(feedbackApi.rateByCode, 'anyone', 'requests.rate-by-code', (asked) =>
    asHolder(asked, async (ctx, id) => moved(asked, await rateRequest(ctx, id, asked.body))),
  ),
  route(api.myFirm, firms, 'requests.my-firm', ({ ctx }) => myFirm(ctx)),
  route(api.followOwn, firms, 'requests.follow-own', ({ ctx, params }) => follow(ctx, params.id)),
  route(api.submitAsFirm, firms, 'requests.submit-as-firm', ({ ctx, body }) => submitAsFirm(ctx, body)),
  route(api.similar, firms, 'requests.similar', ({ ctx, body }) => similarOnes(ctx, body)),
  route(api.giveWordAsFirm, firms, 'requests.contact-word', ({ ctx, params, body }) => giveWord(ctx, params.id, body)),
]
