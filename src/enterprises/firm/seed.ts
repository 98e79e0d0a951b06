import { and, eq } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { listUnits, readPackFile } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { insertAll } from '#platform/db/insert.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { ruleAt } from '#platform/rules/index.ts'
import { awardKinds, awardLevels, classOfRight, rightKinds } from '../honours/rules.ts'
import { awards, listings, rights } from '../honours/tables.ts'
import { type IndicatorCode, indicatorCodes, indicatorUnits } from '../indicators/rules.ts'
import { indicators } from '../indicators/tables.ts'
import { followWords } from '../search/commands.ts'
import { followSize } from '../size/commands.ts'
import { ListsTable as Lists, type ListsTable, listsRule } from '../stages/rules.ts'
import { enterprises } from '../tables.ts'
import { accountTeams, outcomes, teamMembers, visits } from '../visits/tables.ts'
import { productFields, rdLevels } from './rules.ts'
import { products, profiles } from './tables.ts'

const Months = z.number().int()
const Firm = z.object({
  code: z.string(),
  industry: z.string(),
  founded: z.iso.date(),
  product: z.string(),
  segment: z.number().int(),
  address: z.string(),
  rd: z.enum(rdLevels),
  digital: z.number().int(),
  quality: z.array(z.boolean().nullable()).length(4),
  field: z.enum(productFields),
  local: z.number().int(),
  figures: z.partialRecord(z.enum(indicatorCodes), z.array(z.number())),
  lists: z.array(z.object({ list: z.string(), since: Months, place: z.number().int().optional() })),
  rights: z.array(
    z.object({ kind: z.enum(rightKinds), name: z.string(), since: Months, leading: z.boolean(), applied: z.boolean() }),
  ),
  awards: z
    .array(
      z.object({
        kind: z.enum(awardKinds),
        level: z.enum(awardLevels),
        name: z.string(),
        years: z.number().int(),
        rank: z.number().int(),
      }),
    )
    .default([]),
  team: z.boolean().default(false),
})
type Firm = z.output<typeof Firm>

const RegistryFile = z.object({
  firms: z.array(Firm),
  visits: z.array(
    z.object({
      firm: z.string(),
      days: z.number().int(),
      minute: z.number().int().optional(),
      purpose: z.string(),
      notes: z.string().optional(),
      promise: z.object({ title: z.string(), unit: z.string(), days: z.number().int() }).optional(),
      followUp: z.string().optional(),
    }),
  ),
})
type Visit = z.output<typeof RegistryFile>['visits'][number]

/** In whose name the sample was written. */
export interface SampleOfficer {
  id: string
  name: string
}

/**
 * What the sample knows of its firms: profiles, three years of figures, titles, rights, teams and visits, by days before the
 * day of loading. The firms must be there, and have nothing of it yet.
 */
export const seedRegistry = (ctx: Context, pack: string, officer: SampleOfficer): Promise<void> =>
  transact(ctx, async (tx) => {
    const file = readPackFile(`${pack}/registry.yaml`, RegistryFile)
    if (!file) return
    const { id, creditCode } = enterprises
    const known = await tx.select({ id, creditCode }).from(enterprises).where(eq(enterprises.city, ctx.city))
    const ids = new Map(known.map((row) => [row.creditCode, row.id]))
    const firms = file.firms.flatMap((firm) => {
      const enterpriseId = ids.get(firm.code)
      return enterpriseId === undefined ? [] : [{ firm, enterpriseId }]
    })
    const today = dayOf(ctx.now())
    const { body: lists } = await ruleAt(tx, ctx.city, listsRule, Lists, today)
    const by = { enteredById: officer.id, enteredByName: officer.name, enteredAt: ctx.now().toString() }
    const world: World = { ctx, today, by, lists, officer, units: new Map() }
    for (const unit of await listUnits(tx, ctx, { closed: false })) world.units.set(unit.slug, unit.id)

    await insertAll(
      tx,
      profiles,
      firms.map(({ firm, enterpriseId }) => profileOf(world, firm, enterpriseId)),
    )
    for (const { firm, enterpriseId } of firms) {
      await tx
        .update(enterprises)
        .set({ address: firm.address })
        .where(and(eq(enterprises.city, ctx.city), eq(enterprises.id, enterpriseId)))
    }
    const of = <Row>(rows: (world: World, firm: Firm, enterpriseId: string) => Row[]): Row[] =>
      firms.flatMap(({ firm, enterpriseId }) => rows(world, firm, enterpriseId))
    await insertAll(tx, indicators, of(figuresOf))
    await insertAll(tx, listings, of(listingsOf))
    await insertAll(tx, rights, of(rightsOf))
    await insertAll(tx, awards, of(awardsOf))
    await insertAll(tx, products, of(productsOf))
    await seedTeams(tx, world, firms)
    await seedVisits(tx, world, file.visits, ids)
    const written = firms.map(({ enterpriseId }) => enterpriseId)
    await followWords(tx, ctx, written)
    await followSize(tx, ctx, written)
    const subject = { kind: 'enterprises', id: ctx.city }
    await announce(ctx, tx, { kind: 'enterprises-seeded', subject, facts: { added: firms.length } })
  })

interface World {
  ctx: Context
  today: Temporal.PlainDate
  by: { enteredById: string; enteredByName: string; enteredAt: string }
  lists: ListsTable
  officer: SampleOfficer
  units: Map<string, string>
}

const profileOf = ({ ctx, by }: World, firm: Firm, id: string) => {
  const [award = null, certificate = null, brand = null, standards = null] = firm.quality
  return {
    ...{ city: ctx.city, id, industryCode: firm.industry, foundedOn: firm.founded, leadingProduct: firm.product },
    ...{ segmentSinceYear: firm.segment, productField: firm.field, rdInstitution: firm.rd, digitalLevel: firm.digital },
    ...{ hasQualityAward: award, hasManagementCertificate: certificate, hasOwnBrand: brand },
    ...{ hasStandardRole: standards, localPoints: firm.local, ...by },
  }
}

/** Money in 10,000 yuan, shares in per cent, scores in points, as the file has them. */
const perUnit = { yuan: 10_000, count: 1, 'ten-thousandth': 100, hundredth: 100 } as const

function figuresOf({ ctx, today, by }: World, firm: Firm, enterpriseId: string) {
  const codes = Object.keys(firm.figures).flatMap((name) => indicatorCodes.find((code) => code === name) ?? [])
  return codes.flatMap((code: IndicatorCode) =>
    (firm.figures[code] ?? []).map((value, at) => ({
      ...{ city: ctx.city, enterpriseId, code, year: today.year - 1 - at, ...by },
      value: Math.round(value * perUnit[indicatorUnits[code]]),
      sourceClass: code === 'development-score' ? 'platform' : code === 'market-share' ? 'firm' : 'annual-report',
      isEstimated: code === 'market-share',
    })),
  )
}

const listingsOf = ({ ctx, today, by, lists }: World, firm: Firm, enterpriseId: string) =>
  firm.lists.map(({ list, since, place }) => {
    const from = today.subtract({ months: since })
    const years = lists.lists.find(({ code }) => code === list)?.years
    return {
      ...{ city: ctx.city, id: newId(), enterpriseId, list, place: place ?? null, source: 'notice', ...by },
      validFrom: from.toString(),
      validTo: years === undefined ? null : from.add({ years }).subtract({ days: 1 }).toString(),
      evidence: `望工信〔${from.year}〕${(since % 40) + 3}号`,
    }
  })

const rightsOf = ({ ctx, today, by }: World, firm: Firm, enterpriseId: string) =>
  firm.rights.map(({ kind, name, since, leading, applied }, at) => {
    const granted = today.subtract({ months: since })
    return {
      ...{
        city: ctx.city,
        id: newId(),
        enterpriseId,
        kind,
        rightClass: classOfRight(kind),
        name,
        origin: 'own',
        ...by,
      },
      ...{ number: `WL${granted.year}${firm.code.slice(11, 17)}${at + 1}`, grantedOn: granted.toString() },
      ...{ validTo: granted.add({ years: kind === 'invention' ? 20 : 10 }).toString(), isForLeadingProduct: leading },
      isApplied: applied,
    }
  })

const awardsOf = ({ ctx, today, by }: World, firm: Firm, enterpriseId: string) =>
  firm.awards.map(({ years, ...award }) => ({
    ...{ city: ctx.city, id: newId(), enterpriseId, ...award, year: today.year - years, ...by },
  }))

const productsOf = ({ ctx, by }: World, firm: Firm, enterpriseId: string) => [
  { city: ctx.city, id: newId(), enterpriseId, name: firm.product, isLeading: true, ...by },
]

async function seedTeams(tx: Tx, world: World, firms: readonly { firm: Firm; enterpriseId: string }[]): Promise<void> {
  const { ctx, today, by, officer, units } = world
  const unitId = units.get('industry-small-firms')
  if (unitId === undefined) return
  const since = today.subtract({ months: 9 }).toString()
  const teams = firms
    .filter(({ firm }) => firm.team)
    .map(({ enterpriseId }) => ({
      ...{ city: ctx.city, id: newId(), enterpriseId, unitId, sinceOn: since, everyDays: 90, ...by },
    }))
  await insertAll(tx, accountTeams, teams)
  await insertAll(
    tx,
    teamMembers,
    teams.map(({ id }) => ({
      ...{ city: ctx.city, id: newId(), teamId: id, accountId: officer.id, name: officer.name },
      ...{ isResponsible: true, fromOn: since },
    })),
  )
}

async function seedVisits(
  tx: Tx,
  world: World,
  held: readonly Visit[],
  ids: Map<string | null, string>,
): Promise<void> {
  const { ctx, today, by, officer, units } = world
  for (const { firm, days, minute, purpose, notes, promise, followUp } of held) {
    const enterpriseId = ids.get(firm)
    if (enterpriseId === undefined) continue
    const visit = { city: ctx.city, id: newId(), enterpriseId, day: today.add({ days }).toString(), purpose, ...by }
    await tx.insert(visits).values({
      ...{
        ...visit,
        startMinute: minute ?? null,
        state: notes === undefined ? 'planned' : 'done',
        notes: notes ?? null,
      },
      ...{ officerId: officer.id, officerName: officer.name, notedAt: notes === undefined ? null : by.enteredAt },
    })
    const out = { city: ctx.city, visitId: visit.id, enterpriseId, ...by }
    const unitId = promise ? units.get(promise.unit) : undefined
    if (promise && unitId !== undefined) {
      const dueOn = today.add({ days: promise.days }).toString()
      await tx.insert(outcomes).values({ ...out, id: newId(), kind: 'promise', title: promise.title, unitId, dueOn })
    }
    if (followUp) await tx.insert(outcomes).values({ ...out, id: newId(), kind: 'follow-up', title: followUp })
  }
}
