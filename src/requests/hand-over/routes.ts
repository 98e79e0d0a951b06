import { type Route, route } from '#platform/http/route.ts'
import type { Role } from '#platform/roles.ts'
import { deskRoles, unitRoles } from '../rules.ts'
import { giveShift, takeShift } from './commands.ts'
import { handOverApi as api } from './contract.ts'
import { getShift } from './queries.ts'

const inShifts: readonly Role[] = [...deskRoles, ...unitRoles]

export const handOverRoutes: readonly Route[] = [
  route(api.shift, inShifts, 'requests.shift', ({ ctx }) => getShift(ctx)),
  route(api.give, inShifts, 'requests.give-shift', ({ ctx, body }) => giveShift(ctx, body)),
  route(api.take, inShifts, 'requests.take-shift', ({ ctx, params }) => takeShift(ctx, params.id)),
]
