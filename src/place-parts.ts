/** How `places.ts` asks for what stands in a place. Not part of the product. */
import { z } from 'zod'
import { routes } from '#app'
import type { Actor } from '#platform/actor.ts'
import { serverFor } from '#platform/testing/world.ts'
import { type Asked, sentBy } from './sessions.ts'

export const Id = z.looseObject({ id: z.string() })

/** Asks as `actor` (null: nobody), without a port. */
export function ask(actor: Actor | null, asked: Asked): Promise<Response> {
  return Promise.resolve(serverFor(routes, actor).request(`/api${asked.path}`, sentBy(asked)))
}

/** Asks for something that must succeed. */
export async function made<T>(actor: Actor | null, asked: Asked, shape: z.ZodType<T>): Promise<T> {
  const answer = await ask(actor, asked)
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${asked.method} ${asked.path}: ${answer.status} ${text}`)
  return shape.parse(JSON.parse(text))
}
