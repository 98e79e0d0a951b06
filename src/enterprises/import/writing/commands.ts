/** Writes what a batch of rows changes, each kind of fact in one statement for all of them. */
import { Temporal } from 'temporal-polyfill'
import type { Context } from '#platform/actor.ts'
import { insertAll } from '#platform/db/insert.ts'
import type { Tx } from '#platform/db/transact.ts'
import { announce, recordPast } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { initialsOf } from '#platform/pinyin.ts'
import { enterpriseSubject, writtenBy } from '../../commands.ts'
import { names, products, profiles, statusChanges } from '../../firm/tables.ts'
import { listings } from '../../honours/tables.ts'
import { indicatorHistory, indicators } from '../../indicators/tables.ts'
import { initialsOfFirm } from '../../rules.ts'
import { followWords } from '../../search/commands.ts'
import { followSize } from '../../size/commands.ts'
import { contactColumns, enterprises } from '../../tables.ts'
import type { Decision } from '../changes/rules.ts'
import type { Mapping } from '../contract.ts'
import type { KnownFirm } from '../matching/queries.ts'
import { firmImports, type ImportWorld } from '../queries.ts'
import type { ReadFirm } from '../reading/rules.ts'

/** A row that is new or says something else than the registry. */
export interface Taken {
  firm: ReadFirm
  known: KnownFirm | null
  decision: Decision
}

interface Writing {
  importId: string
  mapping: Mapping
  world: ImportWorld
  taken: readonly Taken[]
}

type Ready = Taken & { id: string }

/** Whoever calls it has locked the firms that are known. */
export async function writeFirms(ctx: Context, tx: Tx, { importId, mapping, world, taken }: Writing): Promise<void> {
  if (taken.length === 0) return
  const ready: Ready[] = taken.map((one) => ({ ...one, id: one.known?.entry.id ?? newId() }))
  await writeEntries(ctx, tx, ready)
  await writeProfiles(ctx, tx, ready)
  await writeItems(ctx, tx, ready, mapping, world)
  await writeFigures(ctx, tx, ready, mapping, world)
  const ids = (isWanted: (one: Ready) => boolean) => ready.filter(isWanted).map(({ id }) => id)
  await followWords(tx, ctx, ids(isRenamed))
  await followSize(
    tx,
    ctx,
    ids(({ decision }) => decision.figures.length > 0 || decision.profile.industryCode !== undefined),
  )
  const at = ctx.now().toString()
  await recordPast(
    tx,
    ctx,
    ready.map(({ id, decision }) => ({
      ...{ at, kind: 'firm-imported', subject: { kind: enterpriseSubject, id } },
      ...{ accountId: ctx.actor.accountId, actorName: ctx.actor.name },
      facts: { importId, fields: fieldsOf(decision) },
    })),
  )
  await announce(ctx, tx, {
    ...{ kind: 'firms-imported', subject: { kind: firmImports.subject, id: importId } },
    ...{ facts: { firms: ready.length }, touched: ready.map(({ id }) => id) },
  })
}

const fieldsOf = ({ said }: Decision): string =>
  [...new Set(said.filter(({ kind }) => kind !== 'kept').map(({ field }) => field))].join(' ')

/** Whether a search finds it by other words than before. */
const isRenamed = ({ known, decision: { entry, formerNames, products: made } }: Ready): boolean =>
  known === null ||
  formerNames.length + made.length > 0 ||
  [entry.name, entry.shortName, entry.creditCode, entry.oldNumber].some((field) => field !== undefined)

const shortNameOf = (name: string): string => name.slice(0, 40)

/** What of an entry a table may replace; a code that came ends the reason why there was none. */
const replacedEntry = [
  'name',
  'short_name',
  'initials',
  'division_code',
  'address',
  'credit_code',
  'old_number',
  'no_code_reason',
  'status',
]
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')
const replacedContact = ['contact_name', 'contact_name_index', 'contact_phone', 'contact_phone_index']
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')

async function writeEntries(ctx: Context, tx: Tx, ready: readonly Ready[]): Promise<void> {
  const entryOf = ({ id, known, decision: { entry, status } }: Ready) => {
    const before = known?.entry
    const name = entry.name ?? before?.name ?? ''
    const shortName = entry.shortName ?? before?.shortName ?? shortNameOf(name)
    const creditCode = entry.creditCode ?? before?.creditCode ?? null
    const oldNumber = entry.oldNumber ?? before?.oldNumber ?? null
    const why = before?.noCodeReason ?? (oldNumber === null ? 'not-known' : 'old-number')
    return {
      ...{ city: ctx.city, id, name, shortName, initials: initialsOfFirm(name, shortName), creditCode, oldNumber },
      ...{
        divisionCode: entry.divisionCode ?? before?.divisionCode ?? '',
        address: entry.address ?? before?.address ?? null,
      },
      ...{ noCodeReason: creditCode === null ? why : null, status: status ?? before?.status ?? 'active' },
    }
  }
  await insertAll(
    tx,
    enterprises,
    ready
      .filter(({ known }) => known === null)
      .map((one) => {
        const { contactName = null, contactPhone = null } = one.decision.contact
        return { ...entryOf(one), ...contactColumns('enterprises', contactName, contactPhone) }
      }),
  )
  const changed = ready.filter(({ known, decision: { entry, profile, contact, status } }) => {
    return known !== null && (status !== null || [entry, profile, contact].some((one) => Object.keys(one).length > 0))
  })
  await insertAll(
    tx,
    enterprises,
    changed.map(entryOf),
    `on conflict (city, id) do update set ${replacedEntry}, version = enterprises.version + 1`,
  )
  const contacts = changed.flatMap((one) => {
    const { entry: before = null } = one.known ?? {}
    const { contactName, contactPhone } = one.decision.contact
    if (contactName === undefined && contactPhone === undefined) return []
    const [name, phone] = [contactName ?? before?.contactName ?? null, contactPhone ?? before?.contactPhone ?? null]
    // A contact that cannot be opened is not written anew.
    if ((name !== null && typeof name !== 'string') || (phone !== null && typeof phone !== 'string')) return []
    return [{ ...entryOf(one), ...contactColumns('enterprises', name, phone) }]
  })
  await insertAll(tx, enterprises, contacts, `on conflict (city, id) do update set ${replacedContact}`)
}

async function writeProfiles(ctx: Context, tx: Tx, ready: readonly Ready[]): Promise<void> {
  const rows = ready.flatMap(({ id, known, decision: { profile } }) => {
    if (Object.keys(profile).length === 0) return []
    const before = known?.profile
    return [
      {
        ...{
          city: ctx.city,
          id,
          industryCode: profile.industryCode ?? before?.industryCode ?? null,
          ...writtenBy(ctx),
        },
        ...{ foundedOn: profile.foundedOn ?? before?.foundedOn ?? null },
        ...{ leadingProduct: profile.leadingProduct ?? before?.leadingProduct ?? null },
      },
    ]
  })
  await insertAll(
    tx,
    profiles,
    rows,
    `on conflict (city, id) do update set industry_code = excluded.industry_code, founded_on = excluded.founded_on,
      leading_product = excluded.leading_product, entered_by_id = excluded.entered_by_id,
      entered_by_name = excluded.entered_by_name, entered_at = excluded.entered_at`,
  )
}

async function writeItems(
  ctx: Context,
  tx: Tx,
  ready: readonly Ready[],
  { asOf, evidence, sourceClass }: Mapping,
  { lists, today }: ImportWorld,
): Promise<void> {
  const by = writtenBy(ctx)
  const many = <Row>(rows: (one: Ready, row: { city: string; id: string; enterpriseId: string }) => Row[]): Row[] =>
    ready.flatMap((one) => rows(one, { city: ctx.city, id: '', enterpriseId: one.id }))
  const beside = 'on conflict do nothing'
  await insertAll(
    tx,
    names,
    many(({ known, decision }, row) =>
      decision.formerNames.map((name) => ({
        ...{ ...row, id: newId(), kind: 'former', name, initials: initialsOf(name).toLowerCase(), ...by },
        until: name === known?.entry.name ? today : null,
      })),
    ),
    beside,
  )
  await insertAll(
    tx,
    products,
    many(({ decision }, row) => decision.products.map((name) => ({ ...row, id: newId(), name, ...by }))),
    beside,
  )
  const source = sourceClass === 'platform' || sourceClass === 'firm' ? sourceClass : 'officer'
  await insertAll(
    tx,
    listings,
    many(({ decision }, row) =>
      decision.listings.map(({ list, validFrom, validTo }) => ({
        ...{ ...row, id: newId(), list, validFrom, source, evidence: evidence || '–', ...by },
        validTo: validTo ?? endOf(validFrom, lists.get(list)?.years),
      })),
    ),
    beside,
  )
  await insertAll(
    tx,
    statusChanges,
    many(({ decision: { status } }, row) =>
      status === null ? [] : [{ ...row, id: newId(), status, sinceOn: asOf, evidence: evidence || null, ...by }],
    ),
  )
}

/** The last day of a list's own length, where the table names none. */
const endOf = (validFrom: string, years: number | undefined): string | null =>
  years === undefined ? null : Temporal.PlainDate.from(validFrom).add({ years }).subtract({ days: 1 }).toString()

async function writeFigures(
  ctx: Context,
  tx: Tx,
  ready: readonly Ready[],
  { evidence }: Mapping,
  { sourceClass }: ImportWorld,
): Promise<void> {
  const by = writtenBy(ctx)
  const replaced = {
    ...{ replacedById: ctx.actor.accountId, replacedByName: ctx.actor.name, replacedAt: ctx.now().toString() },
    reason: evidence || null,
  }
  await insertAll(
    tx,
    indicatorHistory,
    ready.flatMap(({ known, decision }) => {
      const fresh = new Set(decision.figures.map(({ code, year }) => `${code}:${year}`))
      const before = (known?.figures ?? []).filter(({ code, year }) => fresh.has(`${code}:${year}`))
      return before.map((row) => ({ ...row, id: newId(), ...replaced }))
    }),
  )
  await insertAll(
    tx,
    indicators,
    ready.flatMap(({ id, decision }) =>
      decision.figures.map(({ heading: _heading, ...figure }) => ({
        ...{ city: ctx.city, enterpriseId: id, ...figure, sourceClass, evidence: evidence || null, ...by },
      })),
    ),
    `on conflict (city, enterprise_id, code, year) do update set value = excluded.value,
      source_class = excluded.source_class, is_estimated = excluded.is_estimated, evidence = excluded.evidence,
      entered_by_id = excluded.entered_by_id, entered_by_name = excluded.entered_by_name, entered_at = excluded.entered_at`,
  )
}
