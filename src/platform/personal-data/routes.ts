import { type Route, route } from '../http/route.ts'
import {
  choosePlaces,
  closeCase,
  copyPlaces,
  correctPlace,
  openCase,
  proposeErasing,
  searchPerson,
} from './commands.ts'
import { personalDataApi as api } from './contract.ts'
import { zh } from './messages.zh.ts'
import { handlers } from './policy.ts'
import { chosenPlaces, getCase, listCases } from './queries.ts'

export const routes: readonly Route[] = [
  route(api.listCases, handlers, 'platform.personalData', ({ ctx, query }) => listCases(ctx, query)),
  route(api.getCase, handlers, 'platform.personalData', ({ ctx, params }) => getCase(ctx, params.id)),
  route(api.openCase, handlers, 'platform.personalData', ({ ctx, body }) => openCase(ctx, body)),
  route(api.search, handlers, 'platform.personalData', ({ ctx, params, body }) => searchPerson(ctx, params.id, body)),
  route(api.choosePlaces, handlers, 'platform.personalData', ({ ctx, params, body }) =>
    choosePlaces(ctx, params.id, body),
  ),
  route(api.chosenPlaces, handlers, 'platform.personalData', ({ ctx, params }) => chosenPlaces(ctx, params.id)),
  route(api.copy, handlers, 'platform.personalData', async ({ ctx, params }) => {
    const { bytes, fileNumber } = await copyPlaces(ctx, params.id)
    const name = zh['platform.personalData.copy.fileName'].replace(
      '{fileNumber}',
      fileNumber.replace(/[\\/:*?"<>|]/g, ' '),
    )
    return { bytes, name, mediaType: api.copy.answer }
  }),
  route(api.correct, handlers, 'platform.personalData', ({ ctx, params, body }) => correctPlace(ctx, params.id, body)),
  route(api.proposeErasing, handlers, 'platform.personalData', ({ ctx, params, body }) =>
    proposeErasing(ctx, params.id, body),
  ),
  route(api.closeCase, handlers, 'platform.personalData', ({ ctx, params, body }) => closeCase(ctx, params.id, body)),
]
