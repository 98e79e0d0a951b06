import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

const Id = z.object({ id: z.uuid() })
const Text = (most: number) => z.string().trim().min(1).max(most)

export const registrationStates = ['waiting', 'confirmed', 'refused'] as const

/** Why a registration is refused; the firm sees the words. */
export const refusalReasons = ['wrong-code', 'not-of-this-city', 'not-authorised', 'duplicate', 'other'] as const

/** Asked only where a server serves several cities. */
const City = z
  .string()
  .regex(/^\d{6}$/)
  .max(6)
  .optional()

/** What a firm's person sends. */
export const Register = z.object({
  city: City,
  creditCode: Text(40),
  firmName: Text(100),
  contactName: Text(40),
  contactPhone: z
    .string()
    .trim()
    .regex(/^[0-9+() -]{5,30}$/)
    .max(30),
  username: z.string().min(2).max(40),
  password: z.string().min(8).max(200),
  /** The code an officer handed over; without one the desk confirms first. */
  invitation: z.string().trim().max(40).optional(),
})
export type Register = z.output<typeof Register>

/** `ready`: sign in at once; `waiting`: the desk confirms first, and `receipt` asks how it stands. */
export const Registered = z.object({ state: z.enum(['ready', 'waiting']), receipt: z.string() })

export const RegistrationStanding = z.object({
  state: z.enum(registrationStates),
  firmName: z.string(),
  submittedAt: z.string(),
  reason: z.enum(refusalReasons).nullable(),
  note: z.string().nullable(),
})

export const RegistrationInList = z.object({
  id: z.string(),
  state: z.enum(registrationStates),
  creditCode: z.string(),
  firmName: z.string(),
  /** The firm of this credit code in the registry; null where it is not there yet. */
  known: z.object({ id: z.string(), name: z.string() }).nullable(),
  divisionCode: z.string(),
  divisionName: z.string(),
  contactName: z.string(),
  /** Masked. */
  contactPhone: z.string().nullable(),
  username: z.string(),
  submittedAt: z.string(),
  reason: z.enum(refusalReasons).nullable(),
  note: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  version: z.number(),
})
export type RegistrationInList = z.output<typeof RegistrationInList>

export const ListRegistrations = z.object({
  q: z.string().trim().max(100).optional(),
  state: z.enum(registrationStates).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
export type ListRegistrations = z.output<typeof ListRegistrations>

/** A firm that is not in the registry is entered with its division. */
export const ConfirmRegistration = z.object({
  version: z.number().int().positive(),
  divisionCode: z
    .string()
    .regex(/^\d{6}(\d{3})?$/)
    .max(9)
    .optional(),
})
export type ConfirmRegistration = z.output<typeof ConfirmRegistration>
export const RefuseRegistration = z.object({
  version: z.number().int().positive(),
  reason: z.enum(refusalReasons),
  note: z.string().trim().max(200).optional(),
})
export type RefuseRegistration = z.output<typeof RefuseRegistration>

export const FirmToInvite = z.object({
  id: z.string(),
  name: z.string(),
  creditCode: z.string().nullable(),
})

/** Shown once; only its hash is kept. */
export const Invitation = z.object({ code: z.string(), expiresAt: z.string() })

const Decided = z.object({ id: z.string(), version: z.number() })

export const registrationApi = {
  register: endpoint({
    method: 'post',
    path: '/registrations',
    summary: "Register a firm's person with the credit code and an invitation, or for the desk to confirm",
    body: Register,
    answer: Registered,
  }),
  standing: endpoint({
    method: 'post',
    path: '/registrations/standing',
    summary: 'How a registration stands, by the code of its receipt',
    body: z.object({ city: City, receipt: z.string().trim().min(6).max(40) }),
    answer: RegistrationStanding,
  }),
  list: endpoint({
    method: 'get',
    path: '/registrations',
    summary: 'Registrations within the scope, those that wait first',
    query: ListRegistrations,
    answer: z.object({ rows: z.array(RegistrationInList), total: z.number(), pageSize: z.number() }),
  }),
  confirm: endpoint({
    method: 'post',
    path: '/registrations/:id/confirm',
    summary: 'Confirm a registration: its account acts for the firm from now on',
    params: Id,
    body: ConfirmRegistration,
    answer: Decided,
  }),
  refuse: endpoint({
    method: 'post',
    path: '/registrations/:id/refuse',
    summary: 'Refuse a registration with a reason the firm sees',
    params: Id,
    body: RefuseRegistration,
    answer: Decided,
  }),
  firms: endpoint({
    method: 'get',
    path: '/registrations/firms',
    summary: 'Firms within the scope by a part of their name or code, to invite one',
    query: z.object({ q: z.string().trim().max(100).default('') }),
    answer: z.array(FirmToInvite).max(20),
  }),
  invite: endpoint({
    method: 'post',
    path: '/registrations/invitations',
    summary: 'Make an invitation code for one firm; shown once',
    body: z.object({ enterpriseId: z.uuid() }),
    answer: Invitation,
  }),
}
