import { and, eq, or, sql } from 'drizzle-orm'
import { listDivisions } from '#organisations/index.ts'
import { type Context, requireMay, systemContext } from '#platform/actor.ts'
import { insertAll } from '#platform/db/insert.ts'
import { read, type Tx, transact } from '#platform/db/transact.ts'
import { within } from '#platform/db/within.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { isImporting } from '#platform/imports/index.ts'
import type { Tick } from '#platform/ticks.ts'
import { names } from '../firm/tables.ts'
import { keepers } from '../policy.ts'
import { enterprises } from '../tables.ts'
import type { DecidePair } from './contract.ts'
import { bothVisibleTo } from './policy.ts'
import { compare, type Entry, keysOf } from './rules.ts'
import { twinKeys, twins, twinsWaiting } from './tables.ts'

/** So many firms in one transaction, and so many transactions each time the clock comes round. */
const batch = 500
const mostBatches = 20
/** A key that more share says nothing: a market hall, a name of one common word. */
const mostHolders = 30

/** The keys of these firms are to be made anew. In the transaction that wrote names, codes or addresses. */
export async function followTwins(tx: Tx, ctx: Pick<Context, 'city'>, ids: readonly string[]): Promise<void> {
  await insertAll(
    tx,
    twinsWaiting,
    ids.map((id) => ({ city: ctx.city, id })),
    'on conflict do nothing',
  )
}

/** What waits gets its keys and its pairs. @returns how many firms were worked through */
export async function findTwins(ctx: Context): Promise<number> {
  let worked = 0
  for (let at = 0; at < mostBatches; at++) {
    const some = await transact(ctx, (tx) => workOff(tx, ctx))
    worked += some
    if (some < batch) break
  }
  return worked
}

/** By the clock: an import of many firms waits for none of it, and it waits for the import. */
export const findTwinsTick: Tick = {
  name: 'find-duplicates',
  everySeconds: 15,
  run: async (city, moment) => {
    const ctx = systemContext(city, () => moment)
    return (await read(ctx, (tx) => isImporting(tx, ctx, 'firms'))) ? 0 : findTwins(ctx)
  },
}

async function workOff(tx: Tx, ctx: Context): Promise<number> {
  const { rows: taken } = await tx.execute<{ id: string }>(sql`
    delete from enterprises.twins_waiting where city = ${ctx.city} and id in (
      select id from enterprises.twins_waiting where city = ${ctx.city} limit ${batch} for update skip locked)
    returning id`)
  const ids = taken.map(({ id }) => id)
  if (ids.length === 0) return 0
  const places = (await listDivisions(tx, ctx)).map(({ name }) => name)
  const entries = await entriesOf(tx, ctx, ids)
  await tx.delete(twinKeys).where(and(eq(twinKeys.city, ctx.city), within(twinKeys.enterpriseId, ids)))
  const keys = [...entries].flatMap(([enterpriseId, entry]) =>
    keysOf(entry, places).map(({ kind, key }) => ({ city: ctx.city, enterpriseId, kind, key })),
  )
  await insertAll(tx, twinKeys, keys)
  await writePairs(tx, ctx, { ids, entries, places })
  return ids.length
}

/** Entries that are not merged, by id. */
async function entriesOf(tx: Tx, ctx: Context, ids: readonly string[]): Promise<Map<string, Entry>> {
  const { id, name, creditCode, oldNumber, address } = enterprises
  const rows = await tx
    .select({ id, name, creditCode, oldNumber, address })
    .from(enterprises)
    .where(and(eq(enterprises.city, ctx.city), within(id, ids), sql`${enterprises.mergedIntoId} is null`))
  const former = await tx
    .select({ enterpriseId: names.enterpriseId, name: names.name })
    .from(names)
    .where(and(eq(names.city, ctx.city), within(names.enterpriseId, ids), eq(names.kind, 'former')))
  const formerOf = Map.groupBy(former, ({ enterpriseId }) => enterpriseId)
  return new Map(
    rows.map((row) => [row.id, { ...row, formerNames: (formerOf.get(row.id) ?? []).map((one) => one.name) }]),
  )
}

interface Batch {
  ids: readonly string[]
  entries: ReadonlyMap<string, Entry>
  places: readonly string[]
}

/** The pairs of the firms of a batch: new ones in, those without a reason out; what a person decided stays. */
async function writePairs(tx: Tx, ctx: Context, { ids, entries, places }: Batch): Promise<void> {
  const pairs = await candidates(tx, ctx, ids)
  const others = [...new Set(pairs.flat())].filter((id) => !entries.has(id))
  const known = new Map([...entries, ...(others.length === 0 ? [] : await entriesOf(tx, ctx, others))])
  const rows = pairs.flatMap(([firstId, secondId]) => {
    const [first, second] = [known.get(firstId), known.get(secondId)]
    const match = first && second ? compare(first, second, places) : null
    return match === null
      ? []
      : [{ city: ctx.city, id: newId(), firstId, secondId, ...match, foundAt: ctx.now().toString() }]
  })
  const open = and(eq(twins.city, ctx.city), eq(twins.state, 'open'))
  const before = await tx
    .select({ id: twins.id, firstId: twins.firstId, secondId: twins.secondId })
    .from(twins)
    .where(and(open, or(within(twins.firstId, ids), within(twins.secondId, ids))))
  const still = new Set(rows.map(({ firstId, secondId }) => `${firstId} ${secondId}`))
  const gone = before.filter(({ firstId, secondId }) => !still.has(`${firstId} ${secondId}`)).map(({ id }) => id)
  if (gone.length > 0) await tx.delete(twins).where(and(open, within(twins.id, gone)))
  await insertAll(
    tx,
    twins,
    rows,
    `on conflict (city, first_id, second_id) do update set reasons = excluded.reasons, weight = excluded.weight
      where twins.state = 'open'`,
  )
}

/** Firms that share a key with one of these, the lesser id first; by the index of the keys, each looked up on its own. */
async function candidates(tx: Tx, ctx: Context, ids: readonly string[]): Promise<[string, string][]> {
  const { rows } = await tx.execute<{ own: string; others: string[] }>(sql`
    select k.enterprise_id own, o.others from enterprises.twin_keys k
    cross join lateral (
      select array_agg(few.enterprise_id::text) others from (
        select enterprise_id from enterprises.twin_keys o
        where o.city = k.city and o.key = k.key and o.enterprise_id <> k.enterprise_id limit ${mostHolders + 1}
      ) few
    ) o
    where k.city = ${ctx.city} and k.enterprise_id = any(${sql.param([...ids])}::uuid[])
      and cardinality(o.others) <= ${mostHolders}`)
  const pairs = rows.flatMap(({ own, others }) =>
    others.map((other): [string, string] => (own < other ? [own, other] : [other, own])),
  )
  return [...new Map(pairs.map((pair) => [pair.join(' '), pair])).values()]
}

/**
 * Say that two entries are two different firms, which is remembered: they are proposed no more. Or take it back.
 *
 * @throws AppError not-found `enterprises.noSuchPair` | forbidden | conflict `platform.changedMeanwhile`,
 *   `enterprises.pairMerged`
 */
export const decidePair = (ctx: Context, id: string, { version, state, note }: DecidePair) =>
  transact(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(twins)
      .where(and(bothVisibleTo(ctx.actor), eq(twins.id, id)))
      .for('update')
    const pair = found(row, 'enterprises.noSuchPair')
    requireMay(keepers.includes(ctx.actor.role), 'enterprises.decide-pair')
    if (pair.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
    if (pair.state === 'merged') throw new AppError('conflict', 'enterprises.pairMerged')
    const isDecided = state === 'different'
    await tx
      .update(twins)
      .set({
        ...{ state, note: isDecided ? (note ?? null) : null, version: version + 1 },
        decidedById: isDecided ? ctx.actor.accountId : null,
        decidedByName: isDecided ? ctx.actor.name : null,
        decidedAt: isDecided ? ctx.now().toString() : null,
      })
      .where(and(eq(twins.city, ctx.city), eq(twins.id, id)))
    const facts = { pairId: id, otherId: pair.secondId, state }
    await announce(ctx, tx, { kind: 'firm-pair-decided', subject: { kind: 'enterprise', id: pair.firstId }, facts })
    return { id, version: version + 1 }
  })
