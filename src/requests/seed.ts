import { count, eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { listEnterprises } from '#enterprises/index.ts'
import { listUnits, readPackFile } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { calendarOf } from '#platform/calendar/stored.ts'
import { dayOf } from '#platform/clock.ts'
import { codeOf, hashOfCode } from '#platform/codes.ts'
import { insertAll } from '#platform/db/insert.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { countingAt, recordClocks } from '#platform/deadlines/index.ts'
import { found } from '#platform/errors.ts'
import { announce, recordPast } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { seedAttachments } from './attachments/seed.ts'
import { limitsNow, nextDueAt, requestSubject } from './clocks/commands.ts'
import { termsOf } from './clocks/rules.ts'
import { callBacks, ratings } from './feedback/tables.ts'
import { hashOfSubmission, numberOf } from './intake/rules.ts'
import { answerProposals } from './known-answers/tables.ts'
import { seedBulletin } from './rates/bulletin/seed.ts'
import { seedPeriods } from './rates/periods/seed.ts'
import { lackTimings, rebuildTimings } from './rates/timings/commands.ts'
import { seedTemplates } from './rule-book/seed.ts'
import {
  isoOf,
  type Person,
  registeredAt,
  type SampleCase,
  SampleFile,
  type SampleMatter,
  type SampleWorld,
  tell,
} from './sample/rules.ts'
import {
  causes,
  contactColumns,
  dispatchRules,
  earlierRounds,
  knownAnswers,
  remarks,
  requests,
  serials,
  topics,
} from './tables.ts'

const TopicsFile = z.strictObject({
  topics: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      english: z.string(),
      words: z.array(z.string()),
      template: z.string(),
    }),
  ),
})

/** Topics that every city begins with; those that are there, known by their slug, stay as the city has them. */
export async function seedTopics(ctx: Context): Promise<void> {
  await transact(ctx, async (tx) => {
    const [known] = await tx.select({ count: count() }).from(topics).where(eq(topics.city, ctx.city))
    if (known?.count) return
    const { topics: list } = found(readPackFile('request-topics.yaml', TopicsFile), 'requests.noTopic')
    await tx.insert(topics).values(
      list.map(({ id: slug, name, english, words, template }, at) => ({
        ...{ city: ctx.city, id: newId(), slug, name, nameEn: english, words, template, position: (at + 1) * 10 },
      })),
    )
  })
}

/** Data that is older than timings gets them; harmless where they are. */
export const completeTimings = (ctx: Context): Promise<void> =>
  transact(ctx, async (tx) => {
    if (await lackTimings(ctx, tx)) await rebuildTimings(ctx, tx)
  })

/** Accounts of the sample in whose names things happened. */
export interface SamplePeople {
  desk: Person
  handler: Person
  head: Person
  /** Who looks after the monthly check. */
  supervisor: Person
  /** Who approves what is made public, and closes a month of which supervision decided the contests. */
  leader: Person
}

/**
 * Dispatch rules, known answers, a month of invented requests and some older ones, relative to the context's moment; once.
 * Organisations, firms and topics go first.
 */
export async function seedRequests(ctx: Context, pack: string, people: SamplePeople): Promise<void> {
  const file = readPackFile(`${pack}/requests.yaml`, SampleFile)
  if (!file) return
  const issuer = await transact(ctx, async (tx) => {
    const [known] = await tx.select({ count: count() }).from(requests).where(eq(requests.city, ctx.city))
    if (known?.count) return null
    const places = await placesOf(tx, ctx)
    await seedRules(tx, ctx, file, places)
    const { topic, unit } = places
    const written = file.templates.map(({ topic: about, unit: of, ...words }) => ({
      ...words,
      topicId: about === null ? null : topic(about),
      unitId: of === null ? null : unit(of).id,
    }))
    await seedTemplates(tx, ctx, written, people.desk.name)
    await seedAnswers(tx, ctx, file, places, people)
    const added = await seedCases(tx, ctx, file, places, people)
    await seedPeriods(tx, ctx, { ...people, unitId: unit('industry-upgrading').id })
    const subject = { kind: 'requests', id: ctx.city }
    await announce(ctx, tx, { kind: 'requests-seeded', subject, facts: { added } })
    return unit('supervision-office').fullName
  })
  const files = file.matters.flatMap(({ title, files: sent = [] }) => sent.map((one) => ({ title, ...one })))
  await seedAttachments(ctx, files)
  if (issuer !== null) await seedBulletin(ctx, { ...people, issuer })
}

type Places = Awaited<ReturnType<typeof placesOf>>

/** What the file names: topics and units by slug, firms in their order. */
async function placesOf(tx: Tx, ctx: Context) {
  const ofTopics = await tx.select({ id: topics.id, slug: topics.slug }).from(topics).where(eq(topics.city, ctx.city))
  const asDesk: Context = { ...ctx, actor: { ...ctx.actor, role: 'request-desk' } }
  const units = await listUnits(tx, asDesk, { closed: false })
  const firms = await listEnterprises(tx, asDesk, { limit: 200 })
  const topic = new Map(ofTopics.map(({ slug, id }) => [slug, id]))
  const unit = new Map(units.map(({ slug, id, name, shortName }) => [slug, { id, name: shortName, fullName: name }]))
  return {
    firms: firms.toSorted((a, b) => ((a.creditCode ?? '') < (b.creditCode ?? '') ? -1 : 1)),
    topic: (slug: string) => found(topic.get(slug), 'requests.noTopic'),
    unit: (slug: string) => found(unit.get(slug), 'requests.noSuchUnit'),
  }
}

async function seedRules(tx: Tx, ctx: Context, { rules }: SampleFile, { topic, unit, firms }: Places): Promise<void> {
  await tx.insert(dispatchRules).values(
    rules.map(({ topic: slug, division: divisionCode, firm, unit: unitSlug, source }) => ({
      ...{ city: ctx.city, id: newId(), divisionCode, source, unitId: unit(unitSlug).id },
      topicId: slug === null ? null : topic(slug),
      enterpriseId: firms.find(({ creditCode }) => firm !== null && creditCode === firm)?.id ?? null,
      validFromOn: dayOf(ctx.now()).subtract({ days: 200 }).toString(),
    })),
  )
}

async function seedAnswers(tx: Tx, ctx: Context, file: SampleFile, places: Places, people: SamplePeople) {
  const today = dayOf(ctx.now())
  const wordsOf = ({ topic, question, answer, source, days, isPublic }: SampleFile['proposals'][number]) => {
    const slug = unitSlugOf(file, topic)
    return {
      ...{ city: ctx.city, id: newId(), topicId: places.topic(topic), question, answer, source, isPublic },
      ...{ ownerUnitId: places.unit(slug).id, ownerName: surnameOf(slug) },
      validToOn: today.add({ days }).toString(),
    }
  }
  const approved = { approvedByName: people.head.name, approvedAt: isoOf(ctx.now().subtract({ hours: 24 * 60 })) }
  await tx.insert(knownAnswers).values(file.answers.map((one) => ({ ...wordsOf(one), ...approved })))
  const proposed = { proposedById: people.handler.id, proposedByName: people.handler.name }
  const proposedAt = isoOf(ctx.now().subtract({ hours: 26 }))
  await insertAll(
    tx,
    answerProposals,
    file.proposals.map((one) => ({ ...wordsOf(one), ...proposed, proposedAt })),
  )
}

type SampleCauses = Map<string, NonNullable<SampleMatter['cause']>>

/** Root causes, named and done so many days ago. */
async function seedCauses(tx: Tx, ctx: Context, file: SampleFile, places: Places, desk: Person): Promise<SampleCauses> {
  const today = dayOf(ctx.now())
  const named = file.causes.map((one) => ({
    ...one,
    rowId: newId(),
    at: ctx.now().subtract({ hours: 24 * one.named }),
  }))
  await insertAll(
    tx,
    causes,
    named.map(({ rowId, title, topic, unit, owner, measures, due, done, at }) => ({
      ...{
        city: ctx.city,
        id: rowId,
        title,
        topicId: places.topic(topic),
        ownerUnitId: places.unit(unit).id,
        measures,
      },
      ...{ ownerName: owner, dueOn: today.add({ days: due }).toString(), state: done === null ? 'open' : 'done' },
      doneOn: done === null ? null : today.subtract({ days: done }).toString(),
      ...{ createdByName: desk.name, createdAt: isoOf(at) },
    })),
  )
  const facts = named.map(({ rowId, at }) => ({
    ...{ at: isoOf(at), kind: 'request-cause-named', accountId: desk.id, actorName: desk.name, facts: {} },
    subject: { kind: 'request-cause', id: rowId },
  }))
  await recordPast(tx, ctx, facts)
  return new Map(named.map(({ id, rowId, title, at }) => [id, { id: rowId, title, namedAt: at }]))
}

async function seedCases(
  tx: Tx,
  ctx: Context,
  file: SampleFile,
  places: Places,
  people: SamplePeople,
): Promise<number> {
  const world = await worldOf(tx, ctx)
  const known = await seedCauses(tx, ctx, file, places, people.desk)
  const moment = ctx.now()
  const inOrder = file.cases
    .map((one) => ({ one, at: registeredAt(one, moment) }))
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
  const lasts = new Map<number, number>()
  const cases = inOrder.map(({ one, at }) => {
    const { year } = dayOf(at)
    const serial = (lasts.get(year) ?? 0) + 1
    lasts.set(year, serial)
    const cause = one.cause === undefined ? null : found(known.get(one.cause), 'requests.noCause')
    return caseOf(ctx, file, places, people, world, { one, at, number: numberOf(year, serial), cause })
  })
  await tx.insert(serials).values([...lasts].map(([year, last]) => ({ city: ctx.city, year, last })))
  await insertAll(
    tx,
    requests,
    cases.map(({ row }) => row),
  )
  await recordClocks(
    tx,
    cases.flatMap(({ told }) => told.clocks),
  )
  const facts = cases.flatMap(({ row, told }) =>
    told.facts.map(({ at, kind, person, facts: own }) => ({
      ...{ at, kind, accountId: person.id, actorName: person.name, facts: own },
      subject: { kind: requestSubject, id: row.id },
    })),
  )
  await recordPast(tx, ctx, facts)
  await insertAll(
    tx,
    remarks,
    cases.flatMap(({ told }) => told.remarks),
  )
  await insertAll(
    tx,
    earlierRounds,
    cases.flatMap(({ told }) => told.rounds),
  )
  await insertAll(
    tx,
    ratings,
    cases.flatMap(({ told }) => told.ratings),
  )
  await insertAll(
    tx,
    callBacks,
    cases.flatMap(({ told }) => told.calls),
  )
  await rebuildTimings(ctx, tx)
  return cases.length
}

async function worldOf(tx: Tx, ctx: Context): Promise<SampleWorld> {
  const { body, id: ruleVersionId, source } = await limitsNow(ctx, tx)
  const counting = await countingAt(tx, ctx.city, dayOf(ctx.now()))
  const terms = {
    contact: termsOf(body, 'contact', counting, source),
    plan: termsOf(body, 'plan', counting, source),
    finish: termsOf(body, 'finish', counting, source),
  }
  return { city: ctx.city, calendar: await calendarOf(tx, ctx), moment: ctx.now(), terms, ruleVersionId }
}

/** Somebody of a unit that has no account in the sample. */
const somebody = (unit: string, surname: string): Person => ({ id: `sample-${unit}`, name: surname })
const surnames = ['方晓岚', '卢启明', '简慧怡', '岑子谦', '梁敏仪', '谭国栋']
const surnameOf = (slug: string): string => surnames[slug.length % surnames.length] ?? ''

function caseOf(
  ctx: Context,
  file: SampleFile,
  places: Places,
  people: SamplePeople,
  world: SampleWorld,
  { one, at, number, cause }: Pick<SampleMatter, 'at' | 'number' | 'cause'> & { one: SampleCase },
) {
  const matter = found(
    file.matters.find(({ id }) => id === one.matter),
    'requests.notFound',
  )
  const firm = found(places.firms[one.firm % places.firms.length], 'requests.noFirm')
  const slug = matter.about === undefined ? unitSlugOf(file, matter.topic, firm.creditCode) : overseer
  const unit = places.unit(slug)
  const own = slug === 'industry-upgrading'
  const surname = surnameOf(slug)
  const id = newId()
  const told = tell(world, {
    ...{ id, number, at, matter, cause, firm: firm.name, story: file.stories[one.story] ?? [] },
    unit: {
      ...unit,
      handler: own ? people.handler : somebody(slug, surname),
      head: own ? people.head : somebody(`${slug}-head`, surnameOf(`${slug}-`)),
    },
    wrongUnit: places.unit(slug === 'transport' ? 'urban-management' : 'industry-small-firms'),
    desk: people.desk,
    caller: { id: 'sample-caller', name: '回访员' },
  })
  const base = {
    ...{ city: ctx.city, id, number, place: 1, channel: one.channel, kind: matter.kind, title: matter.title },
    ...{ submissionHash: hashOfSubmission(id), codeHash: hashOfCode(codeOf(newId())), body: matter.body },
    ...{ topicId: places.topic(matter.topic), divisionCode: firm.divisionCode, enterpriseId: firm.id },
    ...{ firmName: firm.name, creditCode: firm.creditCode },
    ...contactColumns(firm.contactName ?? '联系人', `000-555${number.slice(-4)}`),
    aboutUnitId: matter.about === undefined ? null : places.unit(matter.about).id,
    ...{ registeredAt: isoOf(at), mayBePublished: one.channel === 'online' },
    ...{ enteredBy: people.desk.id, enteredByName: people.desk.name },
  }
  const row = { ...base, ...told.request, nextDueAt: nextDueAt(told.clocks) }
  return { row: { ...row, city: ctx.city, id }, told }
}

/** What is about a unit goes to the one that oversees it. */
const overseer = 'government-services'

/** The unit of the file's rules. */
function unitSlugOf({ rules }: SampleFile, topic: string, code: string | null = null): string {
  const ofFirm = rules.find(({ firm }) => firm !== null && firm === code)
  const ofTopic = rules.find((rule) => rule.topic === topic && rule.division === null && rule.firm === null)
  return (ofFirm ?? ofTopic)?.unit ?? 'industry-small-firms'
}
