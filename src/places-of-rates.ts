/** Months of a city with their bulletin, for `places.ts`. Not part of the product. */
import { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import { dayOf, now } from '#platform/clock.ts'
import { anActor } from '#platform/testing/world.ts'
import { Id, made } from './place-parts.ts'

export const aBulletin = { audience: 'internal', issuer: '督查室', words: '' }

/** The month before this one, which the units check; the one before that, closed, with a bulletin that was approved. */
export async function monthsIn(
  city: string,
): Promise<{ requestPeriod: string; closedPeriod: string; bulletin: string }> {
  const overseer = anActor('supervision-officer', { city })
  const requestPeriod = await opened(overseer, 1)
  const { rows } = await made(overseer, { method: 'GET', path: '/requests/bulletins' }, List)
  const known = rows.find(({ bulletin }) => bulletin)
  if (known?.bulletin) return { requestPeriod, closedPeriod: known.periodId, bulletin: known.bulletin.id }
  const closedPeriod = await opened(overseer, 2)
  const step = (path: string, body: unknown) => ({ method: 'POST', path, body })
  await made(overseer, step(`/requests/periods/${closedPeriod}/settle`, { version: 1 }), Id)
  await made(overseer, step(`/requests/periods/${closedPeriod}/close`, { version: 2 }), Id)
  const draft = step('/requests/bulletins', { periodId: closedPeriod, ...aBulletin })
  const { id: bulletin } = await made(overseer, draft, Id)
  const asked = step(`/requests/bulletins/${bulletin}/proposals`, { version: 1 })
  const { approvalId } = await made(overseer, asked, z.object({ approvalId: z.string() }))
  const leader = anActor('city-leader', { city })
  await made(leader, step(`/approvals/${approvalId}/decide`, { version: 1, approve: true }), z.unknown())
  return { requestPeriod, closedPeriod, bulletin }
}

const List = z.object({ rows: z.array(z.looseObject({ periodId: z.string(), bulletin: Id.nullable() })) })

async function opened(overseer: Actor, monthsAgo: number): Promise<string> {
  const month = dayOf(now()).subtract({ months: monthsAgo }).toString().slice(0, 7)
  return (await made(overseer, { method: 'POST', path: '/requests/periods', body: { month } }, Id)).id
}
