import { type Route, route } from '#platform/http/route.ts'
import { visitorContext } from '#platform/served-city.ts'
import { confirmRegistration, inviteFirm, refuseRegistration, register } from './commands.ts'
import { registrationApi as api } from './contract.ts'
import { firmsToInvite, listRegistrations, registrationStanding } from './queries.ts'
import { registrars } from './rules.ts'

export const routes: readonly Route[] = [
  route(api.register, 'anyone', 'enterprises.register', async ({ ctx, body }) =>
    register(await visitorContext(ctx, body.city), body),
  ),
  route(api.standing, 'anyone', 'enterprises.registrationStanding', async ({ ctx, body }) =>
    registrationStanding(await visitorContext(ctx, body.city), body.receipt),
  ),
  route(api.list, registrars, 'enterprises.listRegistrations', ({ ctx, query }) => listRegistrations(ctx, query)),
  route(api.confirm, registrars, 'enterprises.confirmRegistration', ({ ctx, params, body }) =>
    confirmRegistration(ctx, params.id, body),
  ),
  route(api.refuse, registrars, 'enterprises.refuseRegistration', ({ ctx, params, body }) =>
    refuseRegistration(ctx, params.id, body),
  ),
  route(api.firms, registrars, 'enterprises.firmsToInvite', ({ ctx, query }) => firmsToInvite(ctx, query.q)),
  route(api.invite, registrars, 'enterprises.inviteFirm', ({ ctx, body }) => inviteFirm(ctx, body.enterpriseId)),
]
