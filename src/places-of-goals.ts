/** What a place of `places.ts` has to reach, made through the routes. Not part of the product. */
import { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import { anActor } from '#platform/testing/world.ts'
import { Id, made } from './place-parts.ts'

export interface TargetsOfPlace {
  /** A target of the document that was accepted, and the indicator it measures. */
  target: string
  indicator: string
  /** A step of the goal. */
  stage: string
}

export const anIndicator = (name: string) => ({
  ...{ name, otherNames: [], unit: 'CNY', direction: 'more', periodType: 'quarter', counting: 'cumulative' },
  ...{ isAdditive: true, publisher: '统计局', ownerUnitId: null },
})

const nameOfIndicator = ({ scope }: Actor): string => `工业总产值${scope.id}`

/** Accepts the figure of a paper, after the catalogue has its indicator. */
export async function targetsIn(
  officer: Actor,
  documentId: string,
  goalId: string,
  figure: { id: string; version: number },
  canary: string,
): Promise<TargetsOfPlace> {
  const planner = anActor('planning-officer', { city: officer.city })
  // The catalogue is the whole city's: its names tell nothing of a place.
  const body = anIndicator(nameOfIndicator(officer))
  const indicator = await made(planner, { method: 'POST', path: '/indicators', body }, Id)
  const decisions = [{ proposalId: figure.id, version: figure.version, state: 'accepted' }]
  await made(officer, { method: 'POST', path: `/documents/${documentId}/decisions`, body: { decisions } }, z.unknown())
  const path = `/targets?q=${encodeURIComponent(canary)}`
  const { rows } = await made(officer, { method: 'GET', path }, z.object({ rows: z.array(Id) }))
  const [target] = rows
  if (!target) throw new Error('the figure of the paper of a place is a target')
  const stages = `/goals/${goalId}/stages`
  const steps = { stages: [{ name: `${canary}申报`, dueOn: null }] }
  await made(officer, { method: 'PUT', path: stages, body: steps }, z.unknown())
  const said = await made(officer, { method: 'GET', path: stages }, z.object({ rows: z.array(Id) }))
  return { target: target.id, indicator: indicator.id, stage: said.rows[0]?.id ?? '' }
}
