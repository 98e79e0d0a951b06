import { z } from 'zod'
import { endpoint } from '../http/endpoint.ts'

/** Why somebody looks at a whole phone number. */
export const revealReasons = ['duty-contact', 'emergency', 'verify', 'handover', 'other'] as const

const Note = z.string().trim().min(4).max(200)

/** The reason of a reveal: it stands in the audit. `other` says in words which. */
export const Reveal = z
  .object({ reason: z.enum(revealReasons), note: Note.optional() })
  .refine(({ reason, note }) => reason !== 'other' || note !== undefined, {
    path: ['note'],
    error: 'say in a few words why',
  })
export type Reveal = z.output<typeof Reveal>

export const requesters = ['self', 'guardian', 'agent', 'relative'] as const
/** Grounds of the Personal Information Protection Law: art. 45 access and copy, 46 correction, 47 deletion, 49 after death. */
export const grounds = ['art-45', 'art-46', 'art-47-purpose', 'art-47-consent', 'art-47-unlawful', 'art-49'] as const
export const caseKinds = ['copy', 'correct', 'erase'] as const
export const outcomes = ['done', 'refused', 'withdrawn'] as const

const Version = z.number().int().positive()
const Id = z.object({ id: z.uuid() })

/** Where something of a person stands: module, kind of thing, its id, field. */
export const PlaceKey = z.object({
  source: z.string().max(40),
  kind: z.string().max(40),
  id: z.string().max(80),
  field: z.string().max(40),
})
export type PlaceKey = z.output<typeof PlaceKey>

export const Place = PlaceKey.extend({
  /** Message key of what it is: "phone of a contact". */
  labelKey: z.string(),
  /** The thing it belongs to, without the person: firm, unit and post, action. */
  where: z.string(),
  /** Masked. */
  value: z.string(),
  /** Message key of why it is not erased; null where it is. */
  keptKey: z.string().nullable(),
  mayCorrect: z.boolean(),
})
export type Place = z.output<typeof Place>

export const OpenCase = z.object({
  fileNumber: z.string().trim().min(2).max(60),
  requester: z.enum(requesters),
  ground: z.enum(grounds),
  kinds: z
    .array(z.enum(caseKinds))
    .min(1)
    .max(3)
    .transform((kinds) => caseKinds.filter((kind) => kinds.includes(kind))),
  receivedOn: z.iso.date(),
})
export type OpenCase = z.output<typeof OpenCase>

export const PersonalDataCase = z.object({
  id: z.string(),
  fileNumber: z.string(),
  requester: z.enum(requesters),
  ground: z.enum(grounds),
  kinds: z.array(z.enum(caseKinds)),
  receivedOn: z.string(),
  state: z.enum(['open', 'closed']),
  outcome: z.enum(outcomes).nullable(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  /** How many places were chosen. */
  placeCount: z.number(),
  copiedAt: z.string().nullable(),
  correctedAt: z.string().nullable(),
  erasedAt: z.string().nullable(),
  /** The decision on erasing that waits or was made; null where nobody was asked. */
  approvalId: z.string().nullable(),
  version: Version,
})
export type PersonalDataCase = z.output<typeof PersonalDataCase>

/** Name and phone go in the body, so that no address or log holds them. At least one of them. */
export const SearchPerson = z
  .object({
    name: z.string().trim().max(100).default(''),
    phone: z
      .string()
      .trim()
      .regex(/^[0-9+() -]{0,30}$/)
      .max(30)
      .default(''),
  })
  .refine(({ name, phone }) => [...name].length >= 2 || phone.replace(/\D/g, '').length >= 5, {
    path: ['name'],
    error: 'a whole name or a whole phone number is needed',
  })
export type SearchPerson = z.output<typeof SearchPerson>

/** More places than one person has. */
const mostPlaces = 5000
const ChosenPlaces = z.array(PlaceKey).min(1).max(mostPlaces)

export const CorrectPlace = z.object({
  version: Version,
  place: PlaceKey,
  value: z.string().trim().min(1).max(100),
})
export type CorrectPlace = z.output<typeof CorrectPlace>

const Written = z.object({ id: z.string(), version: Version })
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const personalDataApi = {
  listCases: endpoint({
    method: 'get',
    path: '/personal-data/cases',
    summary: 'Cases of persons who asked for their data, the newest first',
    query: z.object({
      state: z.enum(['open', 'closed']).optional(),
      page: z.coerce.number().int().min(1).max(10_000).default(1),
    }),
    answer: z.object({ rows: z.array(PersonalDataCase), total: z.number(), pageSize: z.number() }),
  }),
  getCase: endpoint({
    method: 'get',
    path: '/personal-data/cases/:id',
    summary: 'One case',
    params: Id,
    answer: PersonalDataCase,
  }),
  openCase: endpoint({
    method: 'post',
    path: '/personal-data/cases',
    summary: 'Open a case for a person who asked for copy, correction or erasing',
    body: OpenCase,
    answer: Written,
  }),
  search: endpoint({
    method: 'post',
    path: '/personal-data/cases/:id/search',
    summary: 'Where name or phone of the person stand, masked',
    params: Id,
    body: SearchPerson,
    answer: z.object({ places: z.array(Place) }),
  }),
  choosePlaces: endpoint({
    method: 'put',
    path: '/personal-data/cases/:id/places',
    summary: 'The places that are really this person, namesakes left out',
    params: Id,
    body: z.object({ version: Version, places: ChosenPlaces }),
    answer: Written,
  }),
  chosenPlaces: endpoint({
    method: 'get',
    path: '/personal-data/cases/:id/places',
    summary: 'The chosen places as they stand now, masked',
    params: Id,
    answer: z.object({ places: z.array(Place) }),
  }),
  copy: endpoint({
    method: 'get',
    path: '/personal-data/cases/:id/copy.xlsx',
    summary: 'Copy of the chosen places for the person; who fetched it is written down',
    params: Id,
    answer: xlsx,
  }),
  correct: endpoint({
    method: 'post',
    path: '/personal-data/cases/:id/corrections',
    summary: 'Correct one of the chosen places',
    params: Id,
    body: CorrectPlace,
    answer: Written,
  }),
  proposeErasing: endpoint({
    method: 'post',
    path: '/personal-data/cases/:id/erasing',
    summary: 'Put the erasing of the chosen places before a second person',
    params: Id,
    body: z.object({ version: Version }),
    answer: z.object({ id: z.string(), version: Version, approvalId: z.string() }),
  }),
  closeCase: endpoint({
    method: 'post',
    path: '/personal-data/cases/:id/close',
    summary: 'Close a case',
    params: Id,
    body: z.object({ version: Version, outcome: z.enum(outcomes) }),
    answer: Written,
  }),
}
