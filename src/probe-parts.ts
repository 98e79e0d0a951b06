/** What the entries of `probes.ts` are made of. Not part of the product. */
import { dayOf, now } from '#platform/clock.ts'
import type { Place } from './places.ts'
import type { Asked } from './sessions.ts'

/** What a request brings besides its address. */
export type Brought = Omit<Asked, 'method' | 'path'> & {
  params?: Record<string, string>
  query?: Record<string, string>
}
/** Routes that are about no object, only about the city or oneself, take no notice of the place. */
export type Probe = (place: Place) => Brought

export const csv = (text: string): FormData => {
  const form = new FormData()
  form.append('files', new File([text], '表.csv'))
  return form
}
export const text = (words: string): FormData => {
  const form = new FormData()
  form.append('files', new File([words], '文.txt'))
  return form
}
export const nothing: Probe = () => ({})
/** A name of one thing of a place. */
export type Named = { [Name in keyof Place]: Place[Name] extends string ? Name : never }[keyof Place]
export const of = (id: Named, brought: Omit<Brought, 'params'> = {}): Probe => {
  return (place) => ({ params: { id: place[id] }, ...brought })
}
export const version = { version: 1 }
export const today = dayOf(now()).toString()

/** The id of nothing. */
export const nobody = '0190a0a0-0000-7000-8000-000000000000'
