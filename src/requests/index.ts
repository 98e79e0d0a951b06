import { registerFirmColumns } from '#enterprises/index.ts'
import type { Reaction } from '#platform/events.ts'
import type { ModuleParts } from '#platform/module.ts'
import type { HookedEvents } from '#platform/web-hooks/index.ts'
import { en as attachmentsEn } from './attachments/messages.en.ts'
import { zh as attachmentsZh } from './attachments/messages.zh.ts'
import { attachmentRoutes } from './attachments/routes.ts'
import { en as causesEn } from './causes/messages.en.ts'
import { zh as causesZh } from './causes/messages.zh.ts'
import { causeRoutes } from './causes/routes.ts'
import { requestSubject } from './clocks/commands.ts'
import { followClocks } from './commands.ts'
import { en as entranceEn } from './entrance/messages.en.ts'
import { zh as entranceZh } from './entrance/messages.zh.ts'
import { entranceRoutes } from './entrance/routes.ts'
import { escalationEn, escalationZh, remindByTheMinute } from './escalation/index.ts'
import { en as feedbackEn } from './feedback/messages.en.ts'
import { zh as feedbackZh } from './feedback/messages.zh.ts'
import { feedbackRoutes } from './feedback/routes.ts'
import { en as frontEn } from './front/messages.en.ts'
import { zh as frontZh } from './front/messages.zh.ts'
import { frontRoutes } from './front/routes.ts'
import { en as handOverEn } from './hand-over/messages.en.ts'
import { zh as handOverZh } from './hand-over/messages.zh.ts'
import { handOverRoutes } from './hand-over/routes.ts'
import { importTickets } from './hotline/jobs.ts'
import { en as hotlineEn } from './hotline/messages.en.ts'
import { zh as hotlineZh } from './hotline/messages.zh.ts'
import { hotlineRoutes } from './hotline/routes.ts'
import { protectedHotline } from './hotline/tables.ts'
import { answerSubject, tellOwnersOfAnswers } from './known-answers/jobs.ts'
import { en as knownAnswersEn } from './known-answers/messages.en.ts'
import { zh as knownAnswersZh } from './known-answers/messages.zh.ts'
import { knownAnswerRoutes } from './known-answers/routes.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { en as overviewEn } from './overview/messages.en.ts'
import { zh as overviewZh } from './overview/messages.zh.ts'
import { overviewRoutes } from './overview/routes.ts'
import { correctContact, eraseContacts } from './personal-data/commands.ts'
import { findContacts, lookAtContacts, source } from './personal-data/queries.ts'
import { numberOfRequest } from './queries.ts'
import { bulletinApproval } from './rates/bulletin/commands.ts'
import { writeBulletin, writeLateBulletins } from './rates/bulletin/jobs.ts'
import { en as bulletinEn } from './rates/bulletin/messages.en.ts'
import { zh as bulletinZh } from './rates/bulletin/messages.zh.ts'
import { bulletinSubject } from './rates/bulletin/queries.ts'
import { en as ratesEn } from './rates/messages.en.ts'
import { zh as ratesZh } from './rates/messages.zh.ts'
import { openingApproval, openingSubject } from './rates/opening/commands.ts'
import { en as openingEn } from './rates/opening/messages.en.ts'
import { zh as openingZh } from './rates/opening/messages.zh.ts'
import { ratesRoutes } from './rates/routes.ts'
import { routes } from './routes.ts'
import { limitsApproval, recalculationApproval } from './rule-book/limits/commands.ts'
import { en as rulesEn } from './rule-book/messages.en.ts'
import { zh as rulesZh } from './rule-book/messages.zh.ts'
import { rulesRoutes } from './rule-book/routes.ts'
import { dispatchRules, protectedRequests, requests } from './tables.ts'
import { requestFromVisit } from './visits/commands.ts'

export { remindOfRequests, wakingReactions } from './escalation/index.ts'
export type { RequestEvents } from './events.ts'
export { seedHotline } from './hotline/seed.ts'
export { completeTimings, type SamplePeople, seedRequests, seedTopics } from './seed.ts'
export { requestKey } from './tables.ts'

registerFirmColumns({ moves: [{ column: requests.enterpriseId }, { column: dispatchRules.enterpriseId }] })

/** What `app.ts` puts together. */
export const requestsParts: ModuleParts = {
  messages: {
    zh: {
      ...zh,
      ...ratesZh,
      ...openingZh,
      ...bulletinZh,
      ...overviewZh,
      ...handOverZh,
      ...feedbackZh,
      ...causesZh,
      ...knownAnswersZh,
      ...frontZh,
      ...attachmentsZh,
      ...entranceZh,
      ...hotlineZh,
      ...rulesZh,
      ...escalationZh,
    },
    en: {
      ...en,
      ...ratesEn,
      ...openingEn,
      ...bulletinEn,
      ...overviewEn,
      ...handOverEn,
      ...feedbackEn,
      ...causesEn,
      ...knownAnswersEn,
      ...frontEn,
      ...attachmentsEn,
      ...entranceEn,
      ...hotlineEn,
      ...rulesEn,
      ...escalationEn,
    },
  },
  // Addresses with a name of their own stand before `/requests/:id`.
  routes: [
    ...overviewRoutes,
    ...handOverRoutes,
    ...feedbackRoutes,
    ...causeRoutes,
    ...knownAnswerRoutes,
    ...ratesRoutes,
    ...rulesRoutes,
    ...routes,
    ...frontRoutes,
    ...attachmentRoutes,
    ...entranceRoutes,
    ...hotlineRoutes,
  ],
  jobs: [importTickets, writeBulletin],
  approvals: [limitsApproval, recalculationApproval, openingApproval, bulletinApproval],
  ticks: [remindByTheMinute, writeLateBulletins, tellOwnersOfAnswers],
  subjectPages: {
    [requestSubject]: (id) => `/requests?case=${id}`,
    [answerSubject]: () => '/requests/known-answers?view=expiring',
    [openingSubject]: () => '/requests/opening',
    [bulletinSubject]: () => '/requests/bulletins',
  },
  protectedTables: [...protectedRequests, ...protectedHotline],
  personalData: {
    name: source,
    find: findContacts,
    look: lookAtContacts,
    correct: correctContact,
    erase: eraseContacts,
  },
}

/** What requests do, in the same transaction, when a clock is worked out anew or a firm told a problem at a visit. */
export const requestsReactions: Record<string, Reaction> = {
  'clock-recalculated': async (ctx, tx, { subject }) => {
    if (subject.kind === requestSubject) await followClocks(ctx, tx, subject.id)
  },
  'visit-problem-raised': (ctx, tx, { subject }) => requestFromVisit(ctx, tx, subject.id),
}

/** What other systems may be told of requests. */
export const requestsHooked: HookedEvents = {
  kinds: [
    ...['request-registered', 'request-accepted', 'request-refused', 'request-dispatched', 'request-contacted'],
    ...[
      'request-planned',
      'request-answered',
      'request-redone',
      'request-withdrawn',
      'request-merged',
      'request-closed',
    ],
  ],
  numberOf: numberOfRequest,
}
