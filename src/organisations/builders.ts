/** What tests of this and of higher modules stand on. Not part of the product. */
import { type Actor, type Context, systemActor } from '#platform/actor.ts'
import { transact } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { indexOf } from '#platform/protect/protected-tables.ts'
import { aContext, anActor, testCity } from '#platform/testing/world.ts'
import { scopeOf } from './queries.ts'
import { divisions, duties, people, personPhone, posts, units } from './tables.ts'

/** A small city: two districts with a town each, a government with two bureaus, one with an office. */
export interface SmallCity {
  ids: Record<
    | 'city'
    | 'government'
    | 'industry'
    | 'industryOffice'
    | 'science'
    | 'east'
    | 'eastBureau'
    | 'eastTown'
    | 'west'
    | 'westBureau',
    string
  >
}

const places = [
  ['990100', '甲市', '甲', 'city', null],
  ['990102', '东区', '东', 'district', '990100'],
  ['990102100', '河口镇', '河口镇', 'town', '990102'],
  ['990103', '西区', '西', 'district', '990100'],
] as const

const organs = [
  ['city', null, '甲市', '甲', 'city', '990100'],
  ['government', 'city', '甲市人民政府', '市政府', 'government', '990100'],
  ['industry', 'government', '甲市工业和信息化局', '市工业和信息化局', 'bureau', '990100'],
  ['industryOffice', 'industry', '甲市工业和信息化局园区科', '市工业和信息化局园区科', 'office', '990100'],
  ['science', 'government', '甲市科学技术局', '市科学技术局', 'bureau', '990100'],
  ['east', 'city', '东区', '东', 'district', '990102'],
  ['eastBureau', 'east', '东区工业和信息化局', '东区工业和信息化局', 'bureau', '990102'],
  ['eastTown', 'east', '东区河口镇人民政府', '河口镇', 'town', '990102100'],
  ['west', 'city', '西区', '西', 'district', '990103'],
  ['westBureau', 'west', '西区工业和信息化局', '西区工业和信息化局', 'bureau', '990103'],
] as const

/** Makes the small city in the running test transaction; dates before the tests' moment. Another city has the same districts. */
export async function aSmallCity(city = testCity): Promise<SmallCity> {
  const own = (code: string) => (code === testCity ? city : code)
  const ctx = aContext(systemActor(city))
  const ids = Object.fromEntries(organs.map(([slug]) => [slug, newId()])) as SmallCity['ids']
  await transact(ctx, async (tx) => {
    await tx.insert(divisions).values(
      places.map(([code, name, shortName, kind, parentCode], at) => {
        const officialOrder = (at + 1) * 10
        const parent = parentCode === null ? null : own(parentCode)
        const names = { name, shortName, nameEn: code, aliases: [] }
        return { city, code: own(code), ...names, kind, parentCode: parent, officialOrder }
      }),
    )
    await tx.insert(units).values(
      organs.map(([slug, parent, name, shortName, kind, divisionCode], at) => ({
        city,
        id: ids[slug],
        slug,
        parentId: parent === null ? null : ids[parent],
        name,
        shortName,
        nameEn: slug,
        aliases: [],
        kind,
        divisionCode: own(divisionCode),
        officialOrder: (at + 1) * 10,
        activeFromOn: '2020-01-01',
      })),
    )
  })
  return { ids }
}

/** Gives a unit of the test city a duty. */
export async function aDuty(unitId: string, text: string, keywords: string[]): Promise<void> {
  await transact({ city: testCity }, (tx) =>
    tx.insert(duties).values({ city: testCity, id: newId(), unitId, position: 1, text, keywords }),
  )
}

/** Somebody in a post of a unit. */
export async function aPerson(
  unitId: string,
  {
    name = '张三',
    phone = '13800001234',
    title = '局长',
  }: { name?: string; phone?: string | null; title?: string } = {},
): Promise<{ personId: string; postId: string }> {
  const [personId, postId] = [newId(), newId()]
  await transact({ city: testCity }, async (tx) => {
    await tx
      .insert(people)
      .values({ city: testCity, id: personId, name, phone, phoneIndex: indexOf(personPhone, phone) })
    await tx
      .insert(posts)
      .values({ city: testCity, id: postId, personId, unitId, title, position: 1, fromOn: '2020-01-01' })
  })
  return { personId, postId }
}

/** The officer of a district with what the scope holds at this moment. */
export async function aDistrictOfficer(division: string, changed: Partial<Actor> = {}): Promise<Context> {
  const scope = { kind: 'district', id: division } as const
  const content = await scopeOf({ city: testCity, scope })
  return aContext(anActor('district-officer', { scope, ...content, ...changed }))
}
