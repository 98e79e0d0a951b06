import { asc, eq, sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { read, transactAsOwner } from '#platform/db/transact.ts'
import { type KeyRing, keyRing, newKey, openKeyRing, setKeyRing } from '#platform/protect/key-ring.ts'
import { countVersions, sealPlainRows } from '#platform/protect/reseal.ts'
import { rotateKeys, startProtection } from '#platform/protect/rotation.ts'
import { auditDetails, events } from '#platform/tables.ts'
import { aContext, otherCity, rolledBack, testCity, testMoment, testPool } from '#platform/testing/world.ts'
import { aPerson, aSmallCity } from '../builders.ts'
import { listPeople } from '../queries.ts'
import { people, protectedPeople } from '../tables.ts'
import { changePerson } from './commands.ts'

const protectedTables = [protectedPeople]
let worker: KeyRing
beforeAll(async () => {
  await testPool()
  worker = keyRing()
})
beforeEach(() => {
  const ring = openKeyRing(`${worker.file}.${crypto.randomUUID()}`, 'aes')
  ring.replace({ keys: [newKey(1, 'aes', testMoment.toString())], rotatingTo: null })
  setKeyRing(ring)
})
afterEach(() => setKeyRing(worker))

const now = () => testMoment
const quiet = { now, report: () => undefined, isStopped: () => false, settleMilliseconds: 0 }
const inSmallCity = (work: (unitId: string) => Promise<void>) => () =>
  rolledBack(async () => work((await aSmallCity()).ids.industry))

const raw = () =>
  transactAsOwner(testCity, (tx) =>
    tx
      .select({ phone: sql<string | null>`${people.phone}`, index: people.phoneIndex, version: people.version })
      .from(people)
      .orderBy(asc(people.id)),
  )
const masked = async () =>
  (await read(aContext(), (tx) => listPeople(tx, aContext(), { search: '' }))).map(({ phone }) => phone)
const counts = async () =>
  (await countVersions(protectedTables))
    .filter(({ place }) => place === 'organisations.people.phone')
    .map(({ version, rows }) => [version, rows])

test(
  'a phone stands encrypted in the database, its index beside it, and the list shows it masked',
  inSmallCity(async (unitId) => {
    const { personId } = await aPerson(unitId)
    const [before] = await raw()
    expect(before?.phone).toMatch(/^v1:aes:/)
    expect(before?.index).toMatch(/^v1:/)
    expect(await masked()).toEqual(['138****1234'])

    await changePerson(aContext(), personId, { version: 1, phone: '13900005678' })
    const [after] = await raw()
    expect(after?.index).not.toBe(before?.index)
    expect(await masked()).toEqual(['139****5678'])
    await changePerson(aContext(), personId, { version: 2, phone: null })
    expect(await raw()).toEqual([{ phone: null, index: null, version: 3 }])

    const written = await transactAsOwner(testCity, async (tx) => [
      await tx.select().from(auditDetails),
      await tx.select().from(events),
    ])
    expect(JSON.stringify(written)).toContain('139****5678')
    expect(JSON.stringify(written)).not.toMatch(/13800001234|13900005678/)
  }),
)

test(
  'rows from before there were keys are encrypted at the start, in every city, once',
  inSmallCity(async (unitId) => {
    await aPerson(unitId)
    await transactAsOwner(testCity, async (tx) => {
      await tx.execute(sql`
        insert into organisations.people (city, id, name, phone)
        select city, gen_random_uuid(), '李' || n, case when n % 10 = 0 then null else '1390000' || (1000 + n) end
        from generate_series(1, 450) n, (values (${testCity}), (${otherCity})) c (city)`)
    })
    expect(await sealPlainRows(protectedTables)).toBe(810)
    expect(await sealPlainRows(protectedTables)).toBe(0)
    expect(await counts()).toEqual([[1, 811]])
    expect((await raw()).every(({ version }) => version === 1)).toBe(true)
  }),
)

test(
  'a rotation brings values of three versions to a fourth, and one that was cut off goes on',
  inSmallCity(async (unitId) => {
    for (const cipher of ['aes', 'sm4', 'aes'] as const) {
      for (let at = 0; at < 3; at++) await aPerson(unitId, { title: `${cipher}${at}` })
      const { keys } = keyRing().all()
      if (keys.length < 3) {
        const next = newKey(keys.length + 1, cipher === 'aes' ? 'sm4' : 'aes', testMoment.toString())
        keyRing().replace({ keys: [...keys, next], rotatingTo: null })
      }
    }
    expect(await counts()).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ])

    const stopped = await rotateKeys(protectedTables, { ...quiet, isStopped: () => true })
    expect(stopped).toEqual({ version: 4, rows: 0, unreadable: 0, finished: false })
    expect(await rotateKeys(protectedTables, quiet)).toEqual({ version: 4, rows: 9, unreadable: 0, finished: true })
    expect(await counts()).toEqual([[4, 9]])
    expect(new Set((await raw()).map(({ index }) => index))).toHaveProperty('size', 1)
    expect(await masked()).toEqual(Array.from({ length: 9 }, () => '138****1234'))
    expect((await rotateKeys(protectedTables, quiet)).version).toBe(5)

    const told = await read(aContext(), (tx) => tx.select().from(events).where(eq(events.subjectKind, 'keys')))
    expect(told.map(({ kind, facts }) => [kind, facts.version])).toEqual([
      ['key-version-added', 4],
      ['keys-rotated', 4],
      ['key-version-added', 5],
      ['keys-rotated', 5],
    ])
  }),
)

test(
  'a value whose key is missing stays as it is through a rotation, and no new version takes its number',
  inSmallCity(async (unitId) => {
    const ring = keyRing()
    const { keys } = ring.all()
    ring.replace({ keys: [...keys, newKey(7, 'aes', testMoment.toString())], rotatingTo: null })
    await aPerson(unitId)
    ring.replace({ keys, rotatingTo: null })
    await aPerson(unitId, { phone: '13900005678' })

    expect(await masked()).toEqual(['******', '139****5678'])
    expect(await rotateKeys(protectedTables, quiet)).toEqual({ version: 8, rows: 1, unreadable: 1, finished: true })
    expect(await counts()).toEqual([
      [7, 1],
      [8, 1],
    ])
  }),
)

test(
  'a start without the key file is refused where rows are encrypted, and another cipher adds a version',
  inSmallCity(async (unitId) => {
    const empty = openKeyRing(`${keyRing().file}.lost`, 'sm4')
    const first = keyRing()
    setKeyRing(empty)
    await startProtection(protectedTables, now)
    expect(empty.all().keys.map(({ cipher }) => cipher)).toEqual(['sm4'])

    setKeyRing(first)
    await aPerson(unitId)
    setKeyRing(openKeyRing(`${first.file}.gone`, 'aes'))
    await expect(startProtection(protectedTables, now)).rejects.toMatchObject({ key: 'platform.protect.keysLost' })

    const changed = openKeyRing(first.file, 'sm4')
    setKeyRing(changed)
    await startProtection(protectedTables, now)
    expect(changed.newest()).toMatchObject({ version: 2, cipher: 'sm4' })
    expect(await masked()).toEqual(['138****1234'])
  }),
)
