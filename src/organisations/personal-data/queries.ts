import { and, asc, eq, inArray, or, type SQL } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import type { PlaceKey } from '#platform/personal-data/contract.ts'
import { erasedMark, type FoundPlace, type SoughtPerson } from '#platform/personal-data/sources.ts'
import { maskName, maskPhone } from '#platform/protect/masks.ts'
import { indexesOf } from '#platform/protect/protected-tables.ts'
import { people, personPhone, posts, units } from '../tables.ts'

/** Stands in the keys of this module's places. */
export const source = 'organisations'

/** People of this phone or of exactly this name, with the posts they hold and held. */
export const findPeople = (ctx: Context, tx: Tx, { name, phone }: SoughtPerson): Promise<FoundPlace[]> =>
  placesOf(
    ctx,
    tx,
    or(
      name === null ? undefined : eq(people.name, name),
      phone === null ? undefined : inArray(people.phoneIndex, indexesOf(personPhone, phone)),
    ),
  )

/** Of the keys, those that still stand. */
export async function lookAtPeople(ctx: Context, tx: Tx, keys: readonly PlaceKey[]): Promise<FoundPlace[]> {
  const ids = keys.flatMap(({ kind, id }) => (kind === 'person' ? [id] : []))
  const held = keys.flatMap(({ kind, id }) => (kind === 'post' ? [id] : []))
  const ofPosts =
    held.length === 0
      ? []
      : await tx
          .select()
          .from(posts)
          .where(ofCity(ctx, posts, held))
  const all = [...new Set([...ids, ...ofPosts.map(({ personId }) => personId)])]
  const places = await placesOf(ctx, tx, all.length === 0 ? undefined : inArray(people.id, all))
  return places.filter((place) =>
    keys.some((key) => key.kind === place.kind && key.id === place.id && key.field === place.field),
  )
}

export const ofCity = (ctx: Context, table: typeof people | typeof posts, ids: readonly string[]) =>
  and(eq(table.city, ctx.city), inArray(table.id, [...ids]))

async function placesOf(ctx: Context, tx: Tx, wanted: SQL | undefined): Promise<FoundPlace[]> {
  if (wanted === undefined) return []
  const rows = await tx
    .select()
    .from(people)
    .where(and(eq(people.city, ctx.city), wanted))
    .orderBy(asc(people.id))
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const held = await tx
    .select({ post: posts, unitName: units.shortName })
    .from(posts)
    .innerJoin(units, and(eq(units.city, posts.city), eq(units.id, posts.unitId)))
    .where(and(eq(posts.city, ctx.city), inArray(posts.personId, ids)))
    .orderBy(asc(posts.fromOn), asc(posts.id))
  return rows.flatMap((person) => {
    const own = held.filter(({ post }) => post.personId === person.id)
    const where = own.map(({ post, unitName }) => `${unitName} ${post.title}`).join('；')
    const keptKey = own.length > 0 ? 'platform.personalData.kept.publicOffice' : null
    const place = { source, kind: 'person', id: person.id, where, mayCorrect: true }
    const name: FoundPlace = {
      ...{ ...place, field: 'name', labelKey: 'organisations.personalData.name', keptKey },
      ...{ value: maskName(person.name), full: person.name },
    }
    const phone: FoundPlace[] =
      person.phone === null
        ? []
        : [
            {
              ...{ ...place, field: 'phone', labelKey: 'organisations.personalData.phone', keptKey: null },
              ...{ value: maskPhone(person.phone), full: typeof person.phone === 'string' ? person.phone : null },
            },
          ]
    const record = own.map(({ post, unitName }): FoundPlace => {
      const period = `${post.fromOn} – ${post.toOn ?? ''}`
      return {
        ...{ source, kind: 'post', id: post.id, field: 'title', labelKey: 'organisations.personalData.post', keptKey },
        ...{ where: `${unitName} ${period}`, value: post.title, full: post.title, mayCorrect: false },
      }
    })
    return [...(person.name === erasedMark ? [] : [name]), ...phone, ...record]
  })
}
