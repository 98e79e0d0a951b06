/** What a row changes of a firm. Pure. */
import type { Actor } from '#platform/actor.ts'
import { erasedMark } from '#platform/personal-data/sources.ts'
import { doubtsAbout, type KnownFigure } from '../../indicators/doubts/rules.ts'
import {
  type IndicatorCode,
  indicatorCodes,
  indicatorUnits,
  type SourceClass,
  sourceClasses,
} from '../../indicators/rules.ts'
import { isGiven, mayView, type SourceTable } from '../../sources/rules.ts'
import type { KnownFirm } from '../matching/queries.ts'
import type { CellProblem, ReadFigureOf, ReadFirm, ReadListing } from '../reading/rules.ts'

export interface DecidingWorld {
  today: string
  role: Actor['role']
  sources: SourceTable
  sourceClass: SourceClass
  takesDoubtful: boolean
  /** Where a new firm without a division works: the district of its importer; null for the whole city. */
  homeDivision: string | null
}

/** A field that is replaced, known for the first time, or kept because a person entered it later. */
export interface Said {
  kind: 'replaced' | 'filled' | 'kept'
  field: string
  year: number | null
  before: string | number | null
  after: string | number | null
}

export interface Decision {
  entry: Partial<Record<'name' | 'shortName' | 'divisionCode' | 'creditCode' | 'oldNumber' | 'address', string>>
  profile: Partial<Record<'industryCode' | 'foundedOn' | 'leadingProduct', string>>
  contact: Partial<Record<'contactName' | 'contactPhone', string>>
  status: ReadFirm['status']
  formerNames: string[]
  products: string[]
  listings: ReadListing[]
  figures: ReadFigureOf[]
  said: Said[]
  problems: CellProblem[]
}

const nothing = (): Decision => ({
  ...{ entry: {}, profile: {}, contact: {}, status: null, formerNames: [], products: [], listings: [], figures: [] },
  ...{ said: [], problems: [] },
})

const entryFields = ['name', 'shortName', 'divisionCode', 'creditCode', 'oldNumber', 'address'] as const
const profileFields = ['industryCode', 'foundedOn', 'leadingProduct'] as const
const contactFields = ['contactName', 'contactPhone'] as const
/** A contact is told of without its words. */
const hidden = '•••'

/** Whether a decision writes anything. */
export const changesNothing = ({ said }: Decision): boolean => said.every(({ kind }) => kind === 'kept')

/**
 * What the row says that the registry does not: an empty cell says nothing, what stands in `byHand` stays, and a figure that
 * is unlikely is left out with both readings unless somebody has looked at it.
 *
 * @param byHand fields and figures (`revenue:2025`) that a person entered after the day of the table
 */
export function decideFirm(
  firm: ReadFirm,
  known: KnownFirm | null,
  byHand: ReadonlySet<string>,
  world: DecidingWorld,
): Decision {
  const decision = nothing()
  const say = (field: string, before: Said['before'], after: Said['after'], year: number | null = null): boolean => {
    const isKept = byHand.has(year === null ? field : `${field}:${year}`) && before !== null
    decision.said.push({ kind: isKept ? 'kept' : before === null ? 'filled' : 'replaced', field, year, before, after })
    return !isKept
  }
  const isOther = (before: string | null, after: string | null): after is string => after !== null && after !== before
  for (const field of entryFields) {
    const [before, after] = [known?.entry[field] ?? null, firm[field]]
    if (isOther(before, after) && say(field, before, after)) decision.entry[field] = after
  }
  for (const field of profileFields) {
    const [before, after] = [known?.profile?.[field] ?? null, firm[field]]
    if (isOther(before, after) && say(field, before, after)) decision.profile[field] = after
  }
  // Whoever was erased does not come back with a later table.
  if (known?.entry.contactName !== erasedMark) {
    for (const field of contactFields) {
      const [before, after] = [known?.entry[field] ?? null, firm[field]]
      if ((before !== null && typeof before !== 'string') || !isOther(before, after)) continue
      if (say(field, before === null ? null : hidden, hidden)) decision.contact[field] = after
    }
  }
  const status = known?.entry.status ?? (firm.status === 'active' ? 'active' : null)
  if (firm.status !== null && firm.status !== status && say('status', status, firm.status))
    decision.status = firm.status
  takeItems(firm, known, decision, say)
  takeFigures(firm, known, decision, say, world)
  return decision
}

type Say = (field: string, before: Said['before'], after: Said['after'], year?: number | null) => boolean

function takeItems(firm: ReadFirm, known: KnownFirm | null, decision: Decision, say: Say): void {
  const formerly = new Set(known?.names.filter(({ kind }) => kind === 'former').map(({ name }) => name))
  decision.formerNames = firm.formerNames.filter(
    (name) => !formerly.has(name) && name !== firm.name && name !== known?.entry.name,
  )
  for (const name of decision.formerNames) say('formerNames', null, name)
  if (known && decision.entry.name !== undefined) decision.formerNames.push(known.entry.name)
  const made = new Set(known?.products.map(({ name }) => name))
  decision.products = firm.products.filter((name) => !made.has(name))
  for (const name of decision.products) say('products', null, name)
  for (const listing of firm.listings) {
    const same = known?.listings.find(({ list, validFrom }) => list === listing.list && validFrom === listing.validFrom)
    const isTwice = decision.listings.some(
      ({ list, validFrom }) => list === listing.list && validFrom === listing.validFrom,
    )
    if (!same && !isTwice) {
      decision.listings.push(listing)
      say('lists', null, `${listing.list} ${listing.validFrom}`)
    } else if (same && listing.validTo !== null && listing.validTo !== same.validTo) {
      const facts = { list: listing.list, known: same.validTo ?? '–', told: listing.validTo }
      decision.problems.push({ heading: '', key: 'enterprises.import.listEnd', facts, isRefusal: false })
    }
  }
}

function takeFigures(
  firm: ReadFirm,
  known: KnownFirm | null,
  decision: Decision,
  say: Say,
  world: DecidingWorld,
): void {
  const { sourceClass, sources, role, takesDoubtful, today } = world
  const stored = new Map((known?.figures ?? []).map((one) => [`${one.code}:${one.year}`, one]))
  const other = firm.figures.filter(({ code, year, value }) => stored.get(`${code}:${year}`)?.value !== value)
  if (other.length === 0) return
  const { needsWord } = sources.classes[sourceClass]
  const isAgreed = sources.classes[sourceClass].uses.some((use) => isGiven(known?.words ?? [], use, today))
  if (needsWord !== undefined && !isAgreed) {
    decision.problems.push({ heading: '', key: 'enterprises.noTaxWord', facts: {}, isRefusal: true })
    return
  }
  const held = new Set<string>()
  if (!takesDoubtful) {
    const doubts = doubtsAbout({
      entered: other.map((figure) => ({ ...figure, sourceClass })),
      known: seenFigures(known, (one) => mayView(sources, one, role)),
      foundedOn: firm.foundedOn ?? known?.profile?.foundedOn ?? null,
      thisYear: Number(today.slice(0, 4)),
    })
    for (const { kind, code, year, value, other: against, otherYear } of doubts) {
      held.add(`${code}:${year}`)
      const heading = other.find((one) => one.code === code && one.year === year)?.heading ?? ''
      const facts = { year, value: inWords(code, value), other: inWords(code, against), otherYear }
      decision.problems.push({ heading, key: `enterprises.import.doubt.${kind}`, facts, isRefusal: false })
    }
  }
  for (const figure of other) {
    const key = `${figure.code}:${figure.year}`
    const before = stored.get(key)?.value ?? null
    if (!held.has(key) && say(figure.code, before, figure.value, figure.year)) decision.figures.push(figure)
  }
}

/** Figures that the importer may see, in the words of the doubts: a doubt tells what stands against a figure. */
const seenFigures = (known: KnownFirm | null, isSeen: (sourceClass: SourceClass) => boolean): KnownFigure[] =>
  (known?.figures ?? []).flatMap(({ code, sourceClass, year, value }) => {
    const of = indicatorCodes.find((one) => one === code)
    const from = sourceClasses.find((one) => one === sourceClass)
    return of && from && isSeen(from) ? [{ code: of, sourceClass: from, year, value }] : []
  })

/** A value in the unit in which people read it: 10,000 yuan, per cent, points. */
export function inWords(code: IndicatorCode, value: number): number {
  const unit = indicatorUnits[code]
  return unit === 'yuan' ? value / 10_000 : unit === 'count' ? value : value / 100
}
