/** The only file that knows every module: puts routes, messages and jobs together and wires what one tells another. */
import type { Hono } from 'hono'
import { documentsParts } from '#documents/index.ts'
import { enterprisesParts } from '#enterprises/index.ts'
import { goalsParts, goalsReactions } from '#goals/index.ts'
import { ladderParts, ladderReactions } from '#ladder/index.ts'
import { organisationsParts, scopeOf } from '#organisations/index.ts'
import { alertsParts, registerSubjectPages, setAlertWords } from '#platform/alerts/index.ts'
import { apiKeysParts, bringsKey, keyActor } from '#platform/api-keys/index.ts'
import { approvalsParts, registerApprovals } from '#platform/approvals/index.ts'
import { auditCommands, auditParts } from '#platform/audit/index.ts'
import { countForm } from '#platform/burden/index.ts'
import { en as calendarEn } from '#platform/calendar/messages.en.ts'
import { zh as calendarZh } from '#platform/calendar/messages.zh.ts'
import { calendarRoutes } from '#platform/deadlines/calendar-routes.ts'
import { calendarImport } from '#platform/deadlines/extend-calendar.ts'
import { en as deadlinesEn } from '#platform/deadlines/messages.en.ts'
import { zh as deadlinesZh } from '#platform/deadlines/messages.zh.ts'
import { react } from '#platform/events.ts'
import type { Proxies } from '#platform/http/address.ts'
import { openLimits, usualRates } from '#platform/http/limits.ts'
import { withOpenApi } from '#platform/http/openapi.ts'
import type { Route } from '#platform/http/route.ts'
import { apiServer } from '#platform/http/server.ts'
import { type Messages, translator } from '#platform/i18n.ts'
import { importsParts } from '#platform/imports/index.ts'
import type { Job } from '#platform/jobs.ts'
import { liveRoutes } from '#platform/live/routes.ts'
import type { LocalCommand } from '#platform/local/command.ts'
import { en as platformEn } from '#platform/messages.en.ts'
import { zh as platformZh } from '#platform/messages.zh.ts'
import type { ModuleParts } from '#platform/module.ts'
import { en as papersEn } from '#platform/papers/messages.en.ts'
import { zh as papersZh } from '#platform/papers/messages.zh.ts'
import { personalDataParts } from '#platform/personal-data/index.ts'
import { registerPersonalData } from '#platform/personal-data/sources.ts'
import { setWords } from '#platform/personal-data/words.ts'
import { keyCommands } from '#platform/protect/key-commands.ts'
import { en as protectEn } from '#platform/protect/messages.en.ts'
import { zh as protectZh } from '#platform/protect/messages.zh.ts'
import { platformRoutes } from '#platform/routes.ts'
import { registerScopeNames } from '#platform/scope-names.ts'
import { en as sheetsEn } from '#platform/sheets/messages.en.ts'
import { zh as sheetsZh } from '#platform/sheets/messages.zh.ts'
import type { Auth } from '#platform/sign-in/auth.ts'
import { openEntrance } from '#platform/sign-in/entrance.ts'
import { operatorPassword } from '#platform/sign-in/initial-password.ts'
import { en as signInEn } from '#platform/sign-in/messages.en.ts'
import { zh as signInZh } from '#platform/sign-in/messages.zh.ts'
import { ownAccountRoutes, parameterRoutes } from '#platform/sign-in/routes.ts'
import { type ScopeResolver, type SessionLookup, sessionLookup } from '#platform/sign-in/session.ts'
import { en as signOnEn } from '#platform/sign-in/single-sign-on/messages.en.ts'
import { zh as signOnZh } from '#platform/sign-in/single-sign-on/messages.zh.ts'
import { signOnRoutes } from '#platform/sign-in/single-sign-on/routes.ts'
import type { SignOn } from '#platform/sign-in/single-sign-on/sign-on.ts'
import type { Tick } from '#platform/ticks.ts'
import { registerHookedEvents, tellHooks, webHooksParts } from '#platform/web-hooks/index.ts'
import { requestsHooked, requestsParts, requestsReactions, wakingReactions } from '#requests/index.ts'

/** Printed by `/api/health` and in the OpenAPI document. */
export const version = '0.1.0'

/** Largest request: an upload of a document of 20 MB with what the form adds. */
const bodyLimit = 25_000_000

const modules: readonly ModuleParts[] = [
  alertsParts,
  auditParts,
  approvalsParts,
  personalDataParts,
  apiKeysParts,
  webHooksParts,
  importsParts,
  organisationsParts,
  enterprisesParts,
  documentsParts,
  goalsParts,
  ladderParts,
  requestsParts,
]

registerSubjectPages(Object.assign({}, ...modules.map((m) => m.subjectPages)))

for (const { approvals = [], scopeNames = {} } of modules) {
  registerApprovals(approvals)
  registerScopeNames(scopeNames)
}

for (const reactions of [goalsReactions, ladderReactions, requestsReactions, wakingReactions]) {
  for (const [kind, reaction] of Object.entries(reactions)) react(kind, reaction)
}

registerHookedEvents(requestsHooked)
for (const kind of requestsHooked.kinds) react(kind, tellHooks)

const messages: readonly Messages[] = [
  { zh: platformZh, en: platformEn },
  { zh: calendarZh, en: calendarEn },
  { zh: deadlinesZh, en: deadlinesEn },
  { zh: sheetsZh, en: sheetsEn },
  { zh: papersZh, en: papersEn },
  { zh: protectZh, en: protectEn },
  { zh: signInZh, en: signInEn },
  { zh: signOnZh, en: signOnEn },
  ...modules.map((m) => m.messages),
]

export const translate = translator(messages)

registerPersonalData(modules.flatMap((m) => m.personalData ?? []))
setWords((key) => translate('zh', key))
setAlertWords({ translate })

export const jobs: readonly Job[] = modules.flatMap((m) => m.jobs)

/** Work by the clock, of every module. */
export const ticks: readonly Tick[] = modules.flatMap((m) => m.ticks ?? [])

/** Tables with encrypted columns. */
export const protectedTables = modules.flatMap((m) => m.protectedTables ?? [])

/** Status and rotation of their keys. */
export const keys = keyCommands(protectedTables)

/** What the operator may run at the machine (`platform/local/command.ts`). */
export const localCommands: readonly LocalCommand[] = [
  ...auditCommands,
  keys.status,
  keys.rotate,
  calendarImport,
  operatorPassword,
]

/** Every business route, for the server, the OpenAPI document and the route-by-role test. */
export const routes: readonly Route[] = [
  ...parameterRoutes,
  ...calendarRoutes,
  ...liveRoutes,
  ...modules.flatMap((m) => m.routes),
]

const resolveScope: ScopeResolver = ({ city, scope }) => scopeOf({ city, scope })

/** What stands between the product and the network. */
export interface Front {
  addresses: readonly string[]
  proxies: Proxies
}

/** Looks sessions up for the business routes and for those of the platform. */
export const openLookup = (auth: Auth): SessionLookup => sessionLookup(auth.options.secret, resolveScope)

/** Every route: those of the platform need the sessions. */
export const allRoutes = (auth: Auth, lookup: SessionLookup, signOn: SignOn | null): readonly Route[] =>
  withOpenApi(
    [...platformRoutes(lookup, version), ...ownAccountRoutes(auth, lookup), ...signOnRoutes(auth, signOn), ...routes],
    version,
  )

/** The whole API behind sign-in. */
export function openApiServer(auth: Auth, front: Front, signOn: SignOn | null): Hono {
  const lookup = openLookup(auth)
  return apiServer({
    routes: allRoutes(auth, lookup, signOn),
    actorOf: async (headers) =>
      bringsKey(headers) ? keyActor(headers) : ((await lookup.signedInBy(headers))?.actor ?? null),
    translate,
    bodyLimit,
    addresses: front.addresses,
    proxies: front.proxies,
    limits: openLimits(usualRates, () => performance.now()),
    countForm,
    before: (api) => openEntrance(api, { auth, lookup, translate }),
  })
}
