import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { awardKinds, awardLevels, listingSources, rightKinds, rightOrigins } from '../../honours/rules.ts'
import { indicatorCodes, sourceClasses } from '../../indicators/rules.ts'
import { noCodeReasons, statuses } from '../../rules.ts'
import { stages } from '../../stages/rules.ts'
import { Id, Ref } from '../contract.ts'
import { linkKinds, nameKinds, productAreas, productFields, rdLevels, sizeClasses } from '../rules.ts'

const Written = { enteredByName: z.string(), enteredAt: z.string() }

/** A figure as it is shown; `value` in the unit of its code, null where the class of its source hides it from the reader. */
export const FigureView = z.object({
  code: z.enum(indicatorCodes),
  year: z.number(),
  value: z.number().nullable(),
  sourceClass: z.enum(sourceClasses),
  isEstimated: z.boolean(),
  evidence: z.string().nullable(),
  ...Written,
})
export type FigureView = z.output<typeof FigureView>

export const ListingView = z.object({
  id: z.string(),
  list: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  place: z.number().nullable(),
  source: z.enum(listingSources),
  evidence: z.string(),
  endedOn: z.string().nullable(),
  endedWhy: z.string().nullable(),
  holds: z.boolean(),
})
export type ListingView = z.output<typeof ListingView>

export const SizeView = z.object({
  sizeClass: z.enum(sizeClasses),
  why: z.enum(['reached', 'no-industry', 'no-class-for-industry', 'missing-figures']),
  year: z.number().nullable(),
  /** Name of the group of industries in the rule, in both languages. */
  industry: z.object({ zh: z.string(), en: z.string() }).nullable(),
  reasons: z.array(
    z.object({
      indicator: z.enum(['employees', 'revenue', 'assets']),
      /** Null where it is missing, or hidden from the reader. */
      value: z.number().nullable(),
      reaches: z.enum(['large', 'medium', 'small', 'micro']).nullable(),
      bounds: z.object({ large: z.number(), medium: z.number(), small: z.number() }),
    }),
  ),
  source: z.string(),
})

export const FirmView = z.object({
  id: z.string(),
  version: z.number(),
  name: z.string(),
  shortName: z.string(),
  creditCode: z.string().nullable(),
  noCodeReason: z.enum(noCodeReasons).nullable(),
  oldNumber: z.string().nullable(),
  divisionCode: z.string(),
  divisionName: z.string(),
  address: z.string().nullable(),
  status: z.enum(statuses),
  contactName: z.string().nullable(),
  /** Masked. */
  contactPhone: z.string().nullable(),
  industry: z.array(z.object({ code: z.string(), name: z.string() })),
  profile: z.object({
    foundedOn: z.string().nullable(),
    leadingProduct: z.string().nullable(),
    segmentSinceYear: z.number().nullable(),
    productField: z.enum(productFields).nullable(),
    productArea: z.enum(productAreas).nullable(),
    rdInstitution: z.enum(rdLevels).nullable(),
    digitalLevel: z.number().nullable(),
    hasQualityAward: z.boolean().nullable(),
    hasManagementCertificate: z.boolean().nullable(),
    hasOwnBrand: z.boolean().nullable(),
    hasStandardRole: z.boolean().nullable(),
    hasBusinessSystems: z.boolean().nullable(),
    localPoints: z.number().nullable(),
    isNewProduct: z.boolean().nullable(),
  }),
  size: SizeView,
  stage: z.enum(stages),
  missing: z.array(z.string()),
  names: z.array(z.object({ id: z.string(), kind: z.enum(nameKinds), name: z.string(), until: z.string().nullable() })),
  statusChanges: z.array(
    z.object({ status: z.enum(statuses), sinceOn: z.string(), evidence: z.string().nullable(), ...Written }),
  ),
  figures: z.array(FigureView),
  listings: z.array(ListingView),
  rights: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(rightKinds),
      rightClass: z.enum(['I', 'II']),
      number: z.string(),
      name: z.string(),
      origin: z.enum(rightOrigins),
      grantedOn: z.string(),
      validTo: z.string().nullable(),
      isForLeadingProduct: z.boolean(),
      isApplied: z.boolean(),
      isHighValue: z.boolean(),
    }),
  ),
  awards: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(awardKinds),
      level: z.enum(awardLevels),
      name: z.string(),
      year: z.number(),
      rank: z.number().nullable(),
    }),
  ),
  products: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      isLeading: z.boolean(),
      revenueShare: z.number().nullable(),
      note: z.string().nullable(),
    }),
  ),
  links: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(linkKinds),
      otherId: z.string().nullable(),
      otherName: z.string(),
      share: z.number().nullable(),
      /** Told by the other firm: the tie points here. */
      isIncoming: z.boolean(),
    }),
  ),
  authorisations: z.array(
    z.object({
      id: z.string(),
      subject: z.enum(['tax', 'veteran']),
      purpose: z.string(),
      validFrom: z.string(),
      validTo: z.string(),
      revokedOn: z.string().nullable(),
      evidence: z.string(),
      holds: z.boolean(),
      ...Written,
    }),
  ),
  team: z
    .object({
      unit: Ref.nullable(),
      everyDays: z.number(),
      members: z.array(z.object({ name: z.string(), isResponsible: z.boolean(), isMe: z.boolean() })),
    })
    .nullable(),
  mayKeep: z.boolean(),
  mayReadNotes: z.boolean(),
  isOwn: z.boolean(),
})
export type FirmView = z.output<typeof FirmView>

export const wholeFirmApi = {
  get: endpoint({
    method: 'get',
    path: '/enterprises/:id',
    summary: 'The whole firm, as far as the reader sees it',
    params: Id,
    answer: FirmView,
  }),
}
