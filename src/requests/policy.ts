import { and, eq, inArray, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Actor } from '#platform/actor.ts'
import type { Role } from '#platform/roles.ts'
import { deskRoles, officialsOfRequests, type RequestAction, unitRoles } from './rules.ts'
import { requests, supporters } from './tables.ts'

/** What a permission is decided from. */
export interface RequestFacts {
  divisionCode: string
  /** Hash of the code of its receipt. */
  codeHash: string
  enterpriseId: string | null
  /** How it came, and the account that wrote it down. */
  channel: string
  enteredBy: string
  /** The system it was submitted by; null for requests that came by none. */
  externalSource: string | null
  leadUnitId: string | null
  aboutUnitId: string | null
  /** Accounts of who handles it and who wrote the answer. */
  handlerId: string | null
  answerById: string | null
  /** Units that were asked to help and have not replied in this round. */
  askedUnitIds: readonly string[]
  /** All units that were ever asked to help. */
  supporterUnitIds: readonly string[]
}

/**
 * Whether a request exists for the actor. Units see what is theirs to lead or to help with; the desk and those who read
 * along see their divisions; a firm's people see their firm's. Nobody but the desk and the city's leaders sees a complaint
 * about the unit they work in. Administrators, institutes and associations see none. Who holds a receipt sees what was
 * sent with it; another system by its key sees what it submitted.
 */
export function sees(actor: Actor, request: RequestFacts): boolean {
  const receipt = receiptOf(actor)
  if (receipt !== null) return receipt === request.codeHash
  if (actor.key) return request.externalSource === sourceOfKey(actor.key)
  if (actor.role === 'enterprise-user') {
    return actor.scope.kind === 'enterprise' && actor.scope.id === request.enterpriseId
  }
  if (!officialsOfRequests.includes(actor.role)) return false
  if (isAboutOwn(actor) && request.aboutUnitId !== null && ownUnits(actor).includes(request.aboutUnitId)) return false
  const isTheirs = [request.leadUnitId, ...request.supporterUnitIds].some(
    (id) => id !== null && actor.unitIds?.includes(id),
  )
  if (unitRoles.includes(actor.role)) return actor.unitIds === null || isTheirs
  return isTheirs || actor.divisions === null || actor.divisions.includes(request.divisionCode)
}

/**
 * Hash of the code of the receipt that somebody without an account holds; null for everybody else. Such an actor is made of
 * number and code alone (`front/queries.ts`), acts as the firm does, and stands so in the audit.
 */
const receiptOf = ({ auditedAs, scope }: Actor): string | null =>
  auditedAs === 'receipt' && scope.kind === 'own' ? scope.id : null

/** What stands at the requests of a system that submits by an API key, whichever of its keys it used. */
export const sourceOfKey = ({ system }: { system: string }): string => `api:${system}`

/** The same as a condition on `requests`. */
export function visibleTo(actor: Actor): SQL | undefined {
  const inCity = eq(requests.city, actor.city)
  const receipt = receiptOf(actor)
  if (receipt !== null) return and(inCity, eq(requests.codeHash, receipt))
  if (actor.key) return and(inCity, eq(requests.externalSource, sourceOfKey(actor.key)))
  if (actor.role === 'enterprise-user') {
    const own = actor.scope.kind === 'enterprise' ? eq(requests.enterpriseId, actor.scope.id) : sql`false`
    return and(inCity, own)
  }
  if (!officialsOfRequests.includes(actor.role)) return and(inCity, sql`false`)
  return and(inCity, notAboutOwn(actor), within(actor))
}

function within(actor: Actor): SQL | undefined {
  const isUnit = unitRoles.includes(actor.role)
  if (isUnit ? actor.unitIds === null : actor.divisions === null) return undefined
  const units = actor.unitIds ?? []
  const theirs =
    units.length === 0
      ? undefined
      : or(
          inArray(requests.leadUnitId, [...units]),
          sql`${requests.id} in (select ${supporters.requestId} from ${supporters} where ${supporters.city} = ${actor.city} and ${inArray(supporters.unitId, [...units])})`,
        )
  const divisions = isUnit ? [] : (actor.divisions ?? [])
  const there = divisions.length === 0 ? undefined : inArray(requests.divisionCode, [...divisions])
  return or(theirs, there) ?? sql`false`
}

/** The desk must file a complaint, and a leader judge it, whomever it is about. */
const isAboutOwn = (actor: Actor): boolean => !deskRoles.includes(actor.role) && actor.role !== 'city-leader'

/** The unit of the post and, for those who work in a unit, what stands under it. */
const ownUnits = (actor: Actor): string[] => [
  ...(actor.unitId === null ? [] : [actor.unitId]),
  ...(unitRoles.includes(actor.role) ? (actor.unitIds ?? []) : []),
]

function notAboutOwn(actor: Actor): SQL | undefined {
  const units = isAboutOwn(actor) ? ownUnits(actor) : []
  if (units.length === 0) return undefined
  const [first = '', ...rest] = units
  const others = rest.length === 0 ? ne(requests.aboutUnitId, first) : sql`not ${inArray(requests.aboutUnitId, units)}`
  return or(isNull(requests.aboutUnitId), others)
}

/** Who may enter what a firm tells by telephone or at the counter. */
export const entersAnywhere = (actor: Actor): boolean => deskRoles.includes(actor.role)
/** In which divisions: the desk in its own, and who calls on firms what they hear there; a firm says itself where it is. */
export const canEnter = (actor: Actor, divisionCode: string): boolean =>
  isFirm(actor) ||
  ((entersAnywhere(actor) || callers.includes(actor.role)) &&
    (actor.divisions === null || actor.divisions.includes(divisionCode)))
const callers: readonly Role[] = ['enterprise-officer', 'district-officer']

/** Whether the firm itself acts, by account, by number and code, or through the system by which it came. */
export const isFirm = (actor: Actor): boolean =>
  receiptOf(actor) !== null ||
  actor.key !== undefined ||
  (actor.role === 'enterprise-user' && actor.scope.kind === 'enterprise')

const byDesk: readonly RequestAction[] = [
  'accept',
  'refuse',
  'dispatch',
  'answer-at-once',
  'merge',
  'withdraw',
  'call-back',
  'close',
  'redo',
  'remark',
  'attach',
  'pause',
  'resume',
  'extend',
  'refuse-extension',
]
const byUnit: readonly RequestAction[] = [
  'sign',
  'return',
  'contact',
  'plan',
  'propose-answer',
  'answer-at-once',
  'pause',
  'resume',
  'ask-extension',
  'ask-supporter',
  'remark',
  'attach',
]
const byFirm: readonly RequestAction[] = ['withdraw', 'rate', 'redo', 'remark', 'attach', 'contact-word']
const byHead: readonly RequestAction[] = [...byUnit, 'approve-answer', 'send-back-answer']

/**
 * Whether the actor may do this with a request that exists for them. Two people: the lead unit asks for more time and
 * the desk grants it; an answer is approved by another than its author; the firm is called back and the case closed by
 * nobody who handled it or answered, nor by their unit. A firm whose words somebody else wrote down is heard by its account or
 * a call of a third person: else one who made a case up would praise it too.
 */
export function can(actor: Actor, action: RequestAction, request: RequestFacts): boolean {
  if (!sees(actor, request)) return false
  if (deskRoles.includes(actor.role)) {
    if (action === 'call-back' && isWrittenBy(actor, request)) return false
    return byDesk.includes(action) && !(apart.includes(action) && isHandledBy(actor, request))
  }
  if (actor.role === 'city-leader') return action === 'explain-by-law'
  if (isFirm(actor)) return byFirm.includes(action) && !(action === 'rate' && isToldByDesk(actor, request))
  if (!unitRoles.includes(actor.role)) return false
  const holds = (id: string | null) => id !== null && (actor.unitIds === null || actor.unitIds.includes(id))
  if (action === 'reply-as-supporter') return request.askedUnitIds.some(holds)
  if (!holds(request.leadUnitId)) return action === 'remark'
  if (action === 'approve-answer' && request.answerById === actor.accountId) return false
  return (actor.role === 'unit-head' ? byHead : byUnit).includes(action)
}

/** Steps that nobody takes who had a part in the answer. */
const apart: readonly RequestAction[] = ['call-back', 'close']

/** Who handled a request or wrote its answer, and whoever works in their unit. */
export const isHandledBy = (actor: Actor, { handlerId, answerById, leadUnitId }: RequestFacts): boolean =>
  [handlerId, answerById].includes(actor.accountId) || (leadUnitId !== null && actor.unitId === leadUnitId)

/** The same as a condition on `requests`, the other way round. */
export const notHandledBy = ({ accountId, unitId }: Actor): SQL | undefined => {
  const isOther = (column: PgColumn, id: string) => or(isNull(column), ne(column, id))
  return and(
    isOther(requests.handlerId, accountId),
    isOther(requests.answerById, accountId),
    unitId === null ? undefined : isOther(requests.leadUnitId, unitId),
  )
}

type Entry = Pick<RequestFacts, 'channel' | 'enteredBy' | 'externalSource'>

/** Who wrote down what a firm told; null where it wrote itself, and where another system has it on record. */
export const writerOf = ({ channel, enteredBy, externalSource }: Entry): string | null =>
  channel === 'online' || externalSource !== null ? null : enteredBy

export const isWrittenBy = (actor: Actor, request: Entry): boolean => writerOf(request) === actor.accountId

/** The same as a condition on `requests`, the other way round. */
export const notWrittenBy = ({ accountId }: Actor): SQL | undefined =>
  or(eq(requests.channel, 'online'), isNotNull(requests.externalSource), ne(requests.enteredBy, accountId))

/** A code that went through the hands of who wrote the request down proves no firm. */
const isToldByDesk = (actor: Actor, request: Entry): boolean => receiptOf(actor) !== null && writerOf(request) !== null

/** Whole numbers are for those who call the firm while the case runs: the desk, and the unit that leads. */
export function seesPhone(actor: Actor, request: RequestFacts & { isOpen: boolean }): boolean {
  if (!request.isOpen || !sees(actor, request)) return false
  if (deskRoles.includes(actor.role)) return true
  if (!unitRoles.includes(actor.role) || request.leadUnitId === null) return false
  return actor.unitIds === null || actor.unitIds.includes(request.leadUnitId)
}
