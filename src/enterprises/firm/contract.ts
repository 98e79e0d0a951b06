import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { awardKinds, awardLevels, listingSources, rightKinds, rightOrigins } from '../honours/rules.ts'
import { noCodeReasons, statuses } from '../rules.ts'
import { linkKinds, nameKinds, productAreas, productFields, rdLevels } from './rules.ts'

export const Id = z.object({ id: z.uuid() })
const Text = (most: number) => z.string().trim().min(1).max(most)
export const Day = z.iso.date().max(10)
export const Year = z.number().int().min(1949).max(2200)
const Share = z.number().int().min(0).max(10_000)
const Version = z.number().int().positive()
const Division = z
  .string()
  .regex(/^\d{6}(\d{3})?$/)
  .max(9)
const IndustryCode = z
  .string()
  .regex(/^[A-T](\d{2,4})?$/)
  .max(5)
const Phone = z
  .string()
  .trim()
  .regex(/^[0-9+() -]{5,30}$/)
  .max(30)
export const Ref = z.object({ id: z.string(), name: z.string(), nameEn: z.string() })
export const Kept = z.object({ id: z.string(), version: z.number() })

/** The entry and what changes slowly. A field that is left out, or null, is not known. */
const entry = {
  name: Text(100),
  shortName: Text(40),
  divisionCode: Division,
  creditCode: z.string().trim().max(40).nullable(),
  noCodeReason: z.enum(noCodeReasons).nullable(),
  address: Text(200).nullable(),
  industryCode: IndustryCode.nullable(),
  foundedOn: Day.nullable(),
  leadingProduct: Text(100).nullable(),
  segmentSinceYear: Year.nullable(),
  productField: z.enum(productFields).nullable(),
  productArea: z.enum(productAreas).nullable(),
  rdInstitution: z.enum(rdLevels).nullable(),
  digitalLevel: z.number().int().min(0).max(4).nullable(),
  hasQualityAward: z.boolean().nullable(),
  hasManagementCertificate: z.boolean().nullable(),
  hasOwnBrand: z.boolean().nullable(),
  hasStandardRole: z.boolean().nullable(),
  hasBusinessSystems: z.boolean().nullable(),
  /** In hundredths. */
  localPoints: z.number().int().min(0).max(1500).nullable(),
  isNewProduct: z.boolean().nullable(),
}
const unknown = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).partial()

export const AddFirm = unknown(entry)
  .required({ name: true, shortName: true, divisionCode: true })
  .extend({ contactName: Text(40).optional(), contactPhone: Phone.optional() })
export type AddFirm = z.output<typeof AddFirm>

/** What is not named stays as it is. */
export const KeepFirm = unknown(entry).extend({
  version: Version,
  contactName: Text(40).optional(),
  contactPhone: Phone.optional(),
})
export type KeepFirm = z.output<typeof KeepFirm>

export const ChangeStatus = z.object({
  version: Version,
  status: z.enum(statuses),
  sinceOn: Day,
  evidence: Text(200).optional(),
})
export type ChangeStatus = z.output<typeof ChangeStatus>

/** One more of what a firm has many of. */
export const AddItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('name'), nameKind: z.enum(nameKinds), name: Text(100), until: Day.optional() }),
  z.object({
    kind: z.literal('product'),
    name: Text(100),
    isLeading: z.boolean().default(false),
    revenueShare: Share.optional(),
    note: Text(500).optional(),
  }),
  z.object({
    kind: z.literal('link'),
    linkKind: z.enum(linkKinds),
    otherId: z.uuid().optional(),
    otherName: Text(100),
    share: Share.optional(),
    fromOn: Day.optional(),
    toOn: Day.optional(),
    evidence: Text(200).optional(),
  }),
  z.object({
    kind: z.literal('right'),
    rightKind: z.enum(rightKinds),
    number: Text(60),
    name: Text(200),
    origin: z.enum(rightOrigins),
    grantedOn: Day,
    validTo: Day.optional(),
    isForLeadingProduct: z.boolean().default(false),
    isApplied: z.boolean().default(false),
    isHighValue: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('award'),
    awardKind: z.enum(awardKinds),
    level: z.enum(awardLevels),
    name: Text(200),
    year: Year,
    rank: z.number().int().min(1).max(10_000).optional(),
    evidence: Text(200).optional(),
  }),
])
export type AddItem = z.output<typeof AddItem>
export const itemKinds = ['name', 'product', 'link', 'right', 'award'] as const
export type ItemKind = (typeof itemKinds)[number]

export const AddListing = z.object({
  list: Text(40),
  validFrom: Day,
  validTo: Day.optional(),
  place: z.number().int().min(1).max(100_000).optional(),
  source: z.enum(listingSources),
  evidence: Text(200),
})
export type AddListing = z.output<typeof AddListing>
export const AddListings = AddListing.omit({ place: true }).extend({ ids: z.array(z.uuid()).min(1).max(200) })
export type AddListings = z.output<typeof AddListings>
export const EndListing = z.object({ endedOn: Day, why: Text(200) })
export type EndListing = z.output<typeof EndListing>

/** The lists the city keeps, by the rule in force. */
export const ListName = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  kind: z.enum(['title', 'list', 'status', 'warning']),
  years: z.number().nullable(),
  isOrdered: z.boolean(),
})
export type ListName = z.output<typeof ListName>

export const firmApi = {
  read: endpoint({
    method: 'post',
    path: '/enterprises/codes',
    summary: 'Read a credit code as it was typed: right, taken, of before, or what may have been meant',
    body: z.object({ typed: z.string().max(60) }),
    reads: true,
    answer: z.object({
      kind: z.enum(['right', 'none', 'old-number', 'wrong']),
      code: z.string().nullable(),
      fault: z.enum(['length', 'characters', 'form', 'checkCharacter']).nullable(),
      proposals: z.array(z.string()),
      taken: z.object({ id: z.string(), name: z.string() }).nullable(),
    }),
  }),
  industries: endpoint({
    method: 'get',
    path: '/enterprises/industries',
    summary: 'Classes of GB/T 4754 by code, words or first letters; without words, those under a code',
    query: z.object({
      q: z.string().trim().max(40).optional(),
      under: z.string().max(5).optional(),
    }),
    answer: z.object({
      source: z.string(),
      rows: z.array(z.object({ code: z.string(), name: z.string(), path: z.string(), hasMore: z.boolean() })),
    }),
  }),
  lists: endpoint({
    method: 'get',
    path: '/enterprises/lists',
    summary: 'Dated lists and titles the city keeps',
    answer: z.array(ListName),
  }),
  add: endpoint({
    method: 'post',
    path: '/enterprises',
    summary: 'Enter a firm in the registry',
    body: AddFirm,
    answer: Kept,
  }),
  keep: endpoint({
    method: 'post',
    path: '/enterprises/:id',
    summary: 'Change the entry and profile of a firm; what is not named stays',
    params: Id,
    body: KeepFirm,
    answer: Kept,
  }),
  changeStatus: endpoint({
    method: 'post',
    path: '/enterprises/:id/status',
    summary: 'Say that a firm stopped, moved away, was struck off or works again',
    params: Id,
    body: ChangeStatus,
    answer: Kept,
  }),
  showContact: endpoint({
    method: 'post',
    path: '/enterprises/:id/contact',
    summary: 'The whole phone number of the contact; who looked is recorded',
    params: Id,
    answer: z.object({ contactName: z.string().nullable(), contactPhone: z.string().nullable() }),
  }),
  addItem: endpoint({
    method: 'post',
    path: '/enterprises/:id/items',
    summary: 'Add a name, product, tie, right or award to a firm',
    params: Id,
    body: AddItem,
    answer: z.object({ id: z.string() }),
  }),
  removeItem: endpoint({
    method: 'delete',
    path: '/enterprises/:id/items/:kind/:item',
    summary: 'Take a name, product, tie, right or award off a firm',
    params: z.object({ id: z.uuid(), kind: z.enum(itemKinds), item: z.uuid() }),
    answer: z.object({ done: z.boolean() }),
  }),
  addListing: endpoint({
    method: 'post',
    path: '/enterprises/:id/listings',
    summary: 'Put a firm on a dated list, or write down a title',
    params: Id,
    body: AddListing,
    answer: z.object({ id: z.string() }),
  }),
  addListings: endpoint({
    method: 'post',
    path: '/enterprises/listings',
    summary: 'Put many firms on a dated list; those on it already stay as they are',
    body: AddListings,
    answer: z.object({ added: z.number() }),
  }),
  endListing: endpoint({
    method: 'post',
    path: '/enterprises/:id/listings/:listing/end',
    summary: 'Take a firm off a list before its end, with the reason',
    params: z.object({ id: z.uuid(), listing: z.uuid() }),
    body: EndListing,
    answer: z.object({ id: z.string() }),
  }),
}
