import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { Id } from '../../firm/contract.ts'

const Account = z.string().min(1).max(100)

/** The team as it shall be: who is not named leaves it today. */
export const SetTeam = z.object({
  unitId: z.uuid(),
  everyDays: z.number().int().min(1).max(366),
  responsibleId: Account,
  memberIds: z.array(Account).max(20).default([]),
})
export type SetTeam = z.output<typeof SetTeam>

export const SetTeams = SetTeam.extend({ ids: z.array(z.uuid()).min(1).max(200) })
export type SetTeams = z.output<typeof SetTeams>

export const Officer = z.object({ id: z.string(), name: z.string(), post: z.string(), unitId: z.string().nullable() })
export type Officer = z.output<typeof Officer>

export const teamsApi = {
  officers: endpoint({
    method: 'get',
    path: '/enterprises/officers',
    summary: 'Officers who may be on an account team',
    answer: z.array(Officer),
  }),
  setMany: endpoint({
    method: 'post',
    path: '/enterprises/teams',
    summary: 'Give many firms the same account team',
    body: SetTeams,
    answer: z.object({ set: z.number() }),
  }),
  set: endpoint({
    method: 'post',
    path: '/enterprises/:id/team',
    summary: 'Set the account team of a firm with one responsible officer',
    params: Id,
    body: SetTeam,
    answer: z.object({ id: z.string() }),
  }),
}
