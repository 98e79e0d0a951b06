/**
 * For every route one request that is in order, about something of a place. Tests over all routes start from it: who may
 * what, and what happens when a request is not in order. A route without an entry fails them. Not part of the product.
 */
import { dayOf, now } from '#platform/clock.ts'
import { aCase, aDispatchRule, aProposedGrant, aRegistration, aRequest, type Place } from './places.ts'
import { csv, nobody, nothing, of, type Probe, text, today, version } from './probe-parts.ts'
import { bridges } from './probes-of-bridges.ts'
import { goals } from './probes-of-goals.ts'
import { ladder } from './probes-of-ladder.ts'
import { rates } from './probes-of-rates.ts'
import { registry } from './probes-of-registry.ts'
import { type Asked, ownCode, ownPassword } from './sessions.ts'

const organisations: Record<string, Probe> = {
  'GET /organisations/units': nothing,
  'GET /organisations/units/:id': of('unit'),
  'GET /organisations/divisions': nothing,
  'GET /organisations/district-map': nothing,
  'GET /organisations/people': nothing,
  'POST /organisations/units': ({ district }) => ({ body: { parentId: district, name: '某局', kind: 'bureau' } }),
  'PATCH /organisations/units/:id': of('unit', { body: { ...version, name: '新局' } }),
  'POST /organisations/units/:id/close': of('unit', { body: version }),
  'PUT /organisations/units/:id/duties': of('unit', {
    body: { ...version, duties: [{ text: '推动工作。', keywords: ['工作'] }] },
  }),
  'GET /organisations/units/:id/duty': of('unit'),
  'PUT /organisations/units/:id/duty': of('unit', { body: { version: 0, coverage: 'always', turns: [] } }),
  'POST /organisations/units/:id/posts': of('unit', { body: { title: '科长', person: { name: '李四' } } }),
  'POST /organisations/posts/:id/end': of('post', { body: {} }),
  'PATCH /organisations/people/:id': of('person', { body: { ...version, name: '王五' } }),
  'POST /organisations/people/:id/phone': of('person', { body: { reason: 'duty-contact' } }),
  'POST /organisations/import': () => ({ form: csv('编号,上级编号,名称,类别,区划代码\n') }),
  'GET /organisations/units.xlsx': nothing,
}

const documents: Record<string, Probe> = {
  'GET /documents': nothing,
  'POST /documents': () => ({ form: text('甲市工作方案\n\n要加快建设产业园。\n') }),
  'POST /documents/pasted': () => ({ body: { name: '方案.txt', text: '甲市工作方案\n\n要加快建设产业园。\n' } }),
  'POST /documents/sample': nothing,
  'GET /documents/:id': of('document'),
  'GET /documents/:id/pulse': of('document'),
  'PATCH /documents/:id': of('document', {
    body: {
      ...version,
      title: '方案',
      kind: 'plan',
      openness: 'internal',
      origin: 'original',
      number: null,
      issuer: null,
      publishedOn: null,
    },
  }),
  'PUT /documents/:id/articles/:position/owner': ({ document, division }) => ({
    params: { id: document, position: '0' },
    body: { kind: 'division', id: division },
  }),
  'POST /documents/:id/decisions': ({ document, proposal }) => ({
    params: { id: document },
    body: { decisions: [{ proposalId: proposal, ...version, state: 'accepted' }] },
  }),
  'POST /documents/:id/readings': of('document'),
  'GET /documents/:id/original': of('document'),
}

const enterprises: Record<string, Probe> = {
  'POST /registrations': ({ city, division, canary }) => ({ body: aRegistration(city, division, canary, 9) }),
  'POST /registrations/standing': ({ city, receipt }) => ({ body: { city, receipt } }),
  'GET /registrations': nothing,
  'POST /registrations/:id/confirm': ({ registration, division }) => ({
    params: { id: registration },
    body: { ...version, divisionCode: division },
  }),
  'POST /registrations/:id/refuse': of('registration', { body: { ...version, reason: 'other', note: '资料不全' } }),
  'GET /registrations/firms': nothing,
  'POST /registrations/invitations': ({ firm }) => ({ body: { enterpriseId: firm } }),
}

const approvals: Record<string, Probe> = {
  'GET /approvals': nothing,
  'GET /approvals/count': nothing,
  'GET /approvals/:id': of('approval'),
  'POST /approvals/:id/decide': of('approval', { body: { ...version, approve: true, note: '同意' } }),
  'POST /approvals/:id/withdraw': of('ownApproval', { body: version }),
}

const directory: Record<string, Probe> = {
  'GET /organisations/directory.xlsx': nothing,
  'GET /organisations/directory/exports': nothing,
  'POST /organisations/directory/exports': () => ({ body: { reason: '防汛值班需要全市通讯录' } }),
  'GET /organisations/directory/exports/:id/contacts.xlsx': of('ownExport'),
}

const personalData: Record<string, Probe> = {
  'GET /personal-data/cases': nothing,
  'GET /personal-data/cases/:id': of('personalCase'),
  'POST /personal-data/cases': () => ({ body: aCase }),
  'POST /personal-data/cases/:id/search': ({ personalCase, canary }) => ({
    params: { id: personalCase },
    body: { name: canary, phone: '13800001234' },
  }),
  'PUT /personal-data/cases/:id/places': ({ personalCase, person }) => ({
    params: { id: personalCase },
    body: { ...version, places: [{ source: 'organisations', kind: 'person', id: person, field: 'phone' }] },
  }),
  'GET /personal-data/cases/:id/places': of('personalCase'),
  'GET /personal-data/cases/:id/copy.xlsx': of('personalCase'),
  'POST /personal-data/cases/:id/corrections': ({ personalCase, person }) => ({
    params: { id: personalCase },
    body: {
      ...version,
      place: { source: 'organisations', kind: 'person', id: person, field: 'phone' },
      value: '13800005678',
    },
  }),
  'POST /personal-data/cases/:id/erasing': of('personalCase', { body: version }),
  'POST /personal-data/cases/:id/close': of('personalCase', { body: { ...version, outcome: 'withdrawn' } }),
}

const audit: Record<string, Probe> = {
  'GET /audit': nothing,
  'GET /audit/choices': nothing,
  'GET /audit/state': nothing,
  'POST /audit/check': nothing,
  'GET /audit/export.xlsx': nothing,
  'GET /audit/export.csv': nothing,
  'GET /audit/:id': of('auditRow'),
}

const accounts: Record<string, Probe> = {
  'GET /accounts': nothing,
  'POST /accounts': () => ({ body: { person: { name: '赵六' }, username: 'zhao.liu' } }),
  'GET /accounts/import.xlsx': nothing,
  'POST /accounts/import/check': () => ({ form: csv('姓名,用户名\n赵六,zhao.liu\n') }),
  'POST /accounts/import': () => ({ form: csv('姓名,用户名\n赵六,zhao.liu\n') }),
  'GET /accounts/deputies': nothing,
  'GET /accounts/own-grants': nothing,
  'GET /accounts/scopes': () => ({ query: { kind: 'unit' } }),
  'GET /accounts/:id': of('account'),
  'POST /accounts/:id/password': of('account'),
  'POST /accounts/:id/close': of('account', { body: { reason: '离任' } }),
  'POST /accounts/:id/reopen': of('account', { body: { reason: '返岗' } }),
  'POST /accounts/:id/sessions/end': of('account', { body: {} }),
  'POST /accounts/:id/unlock': of('account'),
  'POST /accounts/:id/grants': ({ account, unit }) => ({
    params: { id: account },
    body: aProposedGrant(unit, 'supervision-officer'),
  }),
  'POST /accounts/grants/:id/end': of('grant', { body: {} }),
  'POST /accounts/grants/:id/dates': of('grant', { body: { fromOn: '2026-03-01', toOn: null, reason: '更正' } }),
  'POST /accounts/grants/:id/portfolio': ({ portfolio, district }) => ({
    params: { id: portfolio },
    body: { items: [{ kind: 'unit', itemId: district }], reason: '分工调整' },
  }),
  'POST /accounts/portfolio-items/:id/end': of('portfolioItem', { body: {} }),
  'POST /accounts/grants/:id/acting': ({ grant, deputy }) => ({
    params: { id: grant },
    body: { accountId: deputy, fromOn: today, toOn: today, reason: '出差' },
  }),
}

const platform: Record<string, Probe> = {
  'GET /me': nothing,
  'POST /me/post': ({ ownGrant }) => ({ body: { grantId: ownGrant } }),
  'POST /setup': ({ setupToken }) => ({
    body: { token: setupToken, username: 'first.auditor', name: '首任审计', password: ownPassword },
  }),
  'POST /setup/link': ({ setupToken }) => ({ body: { token: setupToken } }),
  'GET /health': nothing,
  'GET /live': () => ({ query: { seconds: '0' } }),
  'GET /openapi.json': nothing,
  'GET /me/account': nothing,
  'POST /me/password': () => ({ body: { oldPassword: ownPassword, newPassword: 'lake-Stone-2027' } }),
  'GET /me/sessions': nothing,
  'DELETE /me/sessions/:id': of('session'),
  'POST /me/sessions/end-others': nothing,
  'POST /me/second-factor/begin': () => ({ body: { password: ownPassword } }),
  'POST /me/second-factor/confirm': () => ({ body: { code: ownCode() } }),
  'POST /me/second-factor/off': () => ({ body: { password: ownPassword } }),
  'POST /me/second-factor/recovery-codes': () => ({ body: { password: ownPassword } }),
  'GET /sign-in/ways': nothing,
  'POST /sign-in/sign-on': () => ({ body: { to: '/' } }),
  'GET /me/sign-on': nothing,
  'POST /me/sign-on/link': () => ({ body: { to: '/' } }),
  'DELETE /me/sign-on/link': nothing,
}

const calendar: Record<string, Probe> = {
  'GET /calendar': nothing,
  'POST /calendar/notice': () => ({
    body: {
      apply: 'no',
      number: '国办发明电〔2026〕9号',
      source: '探针',
      text: '2027年部分节假日安排 一、元旦：1月1日（周五）至3日（周日）放假，共3天。',
    },
  }),
}

const signIn: Record<string, Probe> = {
  'GET /sign-in/password-rules': ({ city }) => ({ query: { city } }),
  'GET /sign-in/parameters': nothing,
  'POST /sign-in/parameters': ({ parameters }) => ({
    body: {
      basedOn: parameters,
      validFromOn: '2099-01-01',
      source: '市网信办通知',
      parameters: {
        passwordLeastLength: 10,
        passwordLeastKinds: 3,
        passwordMaxAgeDays: 90,
        passwordHistoryLength: 5,
        initialPasswordValidDays: 7,
        lockAfterFailures: 5,
        lockMinutes: [10, 20, 30],
        idleMinutes: 20,
        longestSessionHours: 12,
        mostSessions: null,
        secondFactorRoles: [],
      },
    },
  }),
}

const alerts: Record<string, Probe> = {
  'GET /alerts': nothing,
  'GET /alerts/count': nothing,
  'POST /alerts/acknowledge': ({ ownAlert }) => ({ body: { ids: [ownAlert] } }),
  'GET /alerts/settings': nothing,
  'PUT /alerts/settings': () => ({
    body: {
      ...{ version: 0, mail: 'a@b.example', mobile: '13800001234' },
      ...{ channels: { mail: true, messenger: false, sms: false }, quiet: { from: '22:00', to: '07:00' } },
    },
  }),
  'GET /alerts/channels': nothing,
  'POST /alerts/channels/:channel/test': () => ({ params: { channel: 'mail' } }),
}

const seen = { version: 2 }

const promised = { limit: { amount: 1, in: 'hours' }, pauseReasons: [] }
const limits = {
  clocks: { contact: promised, plan: promised, finish: promised, support: promised },
  ...{ windows: null, approveAnswers: true, redosBeforeExplained: 2 },
}
const aTopic = { name: '新类别', nameEn: 'New', words: [], template: '' }
const aTemplate = { occasion: 'contact', title: '联系', body: '已联系。' }

const requestRules: Record<string, Probe> = {
  'GET /requests/rules/time-limits': nothing,
  'POST /requests/rules/time-limits/preview': () => ({ body: { limits, days: 30 } }),
  'POST /requests/rules/time-limits': () => ({
    body: { limits, validFromOn: today, source: '某纪要', basedOn: nobody },
  }),
  'GET /requests/rules/time-limits/recalculation': nothing,
  'POST /requests/rules/time-limits/recalculation': () => ({ body: { reason: '统一口径' } }),
  'GET /requests/rules/topics': nothing,
  'POST /requests/rules/topics': () => ({ body: aTopic }),
  'POST /requests/rules/topics/:id': of('topic', { body: { ...aTopic, ...version } }),
  'POST /requests/rules/topics/:id/move': of('topic', { body: { ...version, by: 'up' } }),
  'POST /requests/rules/topics/:id/end': of('topic', { body: { ...version, activeToOn: today } }),
  'GET /requests/rules/dispatch': nothing,
  'POST /requests/rules/dispatch/preview': ({ topic, division, unit }) => ({
    body: aDispatchRule(topic, division, unit, '分工'),
  }),
  'POST /requests/rules/dispatch': ({ topic, division, unit }) => ({
    body: aDispatchRule(topic, division, unit, '分工', 0),
  }),
  'POST /requests/rules/dispatch/:id/end': of('dispatchRule', {
    body: { ...version, validToOn: dayOf(now()).add({ days: 9 }).toString() },
  }),
  'GET /requests/rules/templates': nothing,
  'POST /requests/rules/templates': () => ({ body: { ...aTemplate, isOwn: false } }),
  'POST /requests/rules/templates/:id': of('template', { body: { ...aTemplate, ...version } }),
  'POST /requests/rules/templates/:id/end': of('template', { body: version }),
  'GET /requests/:id/templates': of('request', { query: { occasion: 'contact' } }),
}

const requests: Record<string, Probe> = {
  'GET /requests': nothing,
  'GET /requests/topics': nothing,
  'GET /requests/board': nothing,
  'GET /requests/load': nothing,
  'GET /requests/shift': nothing,
  'POST /requests/shift': ({ request }) => ({
    body: {
      handOverId: crypto.randomUUID(),
      note: '夜里看一眼。',
      items: [{ requestId: request, note: '等企业回电。' }],
    },
  }),
  'POST /requests/shift/:id/take': of('shift'),
  'POST /requests': ({ division, topic, canary, firm }) => ({ body: aRequest(division, topic, canary, firm) }),
  'POST /requests/dispatch': () => ({ body: { requests: [{ id: nobody, version: 1 }], unitId: nobody } }),
  'GET /requests/:id': of('request'),
  'GET /requests/:id/suggestions': of('request'),
  'GET /requests/:id/known-answers': of('request'),
  'POST /requests/:id/accept': of('request', { body: seen }),
  'POST /requests/:id/refuse': of('request', { body: { ...seen, reason: 'duplicate', note: '重复' } }),
  'POST /requests/:id/dispatch': ({ request, district }) => ({
    params: { id: request },
    body: { ...seen, unitId: district },
  }),
  'POST /requests/:id/sign': of('request', { body: seen }),
  'POST /requests/:id/return': of('request', { body: { ...seen, reason: 'not-our-duty', note: '不属本单位' } }),
  'POST /requests/:id/contact': of('request', { body: { ...seen, note: '已联系' } }),
  'POST /requests/:id/plan': of('request', { body: { ...seen, plan: '三天内协调' } }),
  'POST /requests/:id/propose-answer': of('request', { body: { ...seen, answer: '已办' } }),
  'POST /requests/:id/approve-answer': of('request', { body: seen }),
  'POST /requests/:id/send-back-answer': of('request', { body: { ...seen, note: '请改' } }),
  // In no city's list: who may is told that the answer is none.
  'POST /requests/:id/answer-at-once': of('request', { body: { version: 1, knownAnswerId: nobody } }),
  'POST /requests/:id/pause': of('request', { body: { ...seen, reason: 'waits-for-firm', note: '等材料' } }),
  'POST /requests/:id/resume': of('request', { body: seen }),
  'POST /requests/:id/ask-extension': of('request', { body: { ...seen, value: 1, reason: '核查' } }),
  'POST /requests/:id/extend': of('request', { body: { ...seen, note: '核查' } }),
  'POST /requests/:id/refuse-extension': of('request', { body: { ...seen, note: '不必' } }),
  'POST /requests/:id/merge': of('request', { body: { version: 1, intoNumber: '2000-000001' } }),
  'POST /requests/:id/withdraw': of('request', { body: { ...seen, note: '撤回' } }),
  'POST /requests/:id/close': of('request', { body: { ...seen, outcome: 'solved', note: '已回访' } }),
  'GET /requests/known-answers': nothing,
  'GET /requests/known-answers/proposals': nothing,
  'POST /requests/known-answers/proposals': ({ topic, unit, canary }) => ({
    body: {
      ...{ topicId: topic, question: canary, answer: '可以。', source: '某办法', validToOn: today, isPublic: false },
      ...{ ownerUnitId: unit, ownerName: '某人' },
    },
  }),
  // In no city's list: who may decide is told that there is none.
  'POST /requests/known-answers/proposals/:id/approve': () => ({ params: { id: nobody }, body: version }),
  'POST /requests/known-answers/proposals/:id/decline': () => ({
    params: { id: nobody },
    body: { ...version, note: '不妥' },
  }),
  'POST /requests/known-answers/:id/end': () => ({ params: { id: nobody }, body: { ...version, note: '已失效' } }),
  'GET /requests/causes': nothing,
  // In no city's list: who may see causes is told that there is none.
  'GET /requests/causes/:id': () => ({ params: { id: nobody } }),
  'POST /requests/causes': ({ topic, district, canary }) => ({
    body: { title: canary, topicId: topic, ownerUnitId: district, ownerName: '某人', dueOn: '2026-12-31' },
  }),
  'POST /requests/causes/:id': () => ({
    params: { id: nobody },
    body: { version: 1, ownerName: '某人', dueOn: '2026-12-31' },
  }),
  'POST /requests/causes/:id/ties': () => ({ params: { id: nobody }, body: { requestIds: [nobody] } }),
  'POST /requests/causes/:id/unties': () => ({ params: { id: nobody }, body: { requestIds: [nobody] } }),
  'GET /requests/call-backs': nothing,
  'GET /requests/:id/feedback': of('request'),
  'POST /requests/:id/rating': of('request', { body: { round: 1, level: 4, isSolved: true, words: '满意' } }),
  'POST /requests/:id/call-backs': of('request', { body: { ...seen, isReached: false } }),
  'POST /requests/:id/redo': of('request', { body: { ...seen, note: '不满意' } }),
  'POST /requests/:id/explain-by-law': of('request', { body: { ...seen, note: '依法' } }),
  'POST /requests/:id/remarks': of('request', { body: { remarkId: nobody, audience: 'firm', body: '话' } }),
  'POST /requests/:id/supporters': ({ request, district }) => ({
    params: { id: request },
    body: { ...seen, unitId: district, task: '协助' },
  }),
  'POST /requests/:id/support': of('helpedRequest', { body: { version: 3, reply: '属实' } }),
}

const receiptOf = ({ city, receiptNumber, receiptCode }: Place) => ({ city, number: receiptNumber, code: receiptCode })
const noteFile = (): FormData => {
  const form = text('设备清单')
  form.append('attachmentId', '0190a0a0-0000-7000-8000-00000000000a')
  return form
}
const matter = (topicId: string, canary: string) => ({
  kind: 'help',
  topicId,
  title: `${canary}用电`,
  body: '想增容。',
})

const front: Record<string, Probe> = {
  'GET /front/choices': ({ city }) => ({ query: { city } }),
  'POST /front/known-answers': ({ city }) => ({ body: { city, text: '厂房分割转让' } }),
  'POST /front/firm': ({ city }) => ({ body: { city, creditCode: '91990103MAWL01293Y' } }),
  'POST /front/submissions': ({ city, division, topic, canary }) => ({
    body: {
      ...{ city, divisionCode: division, firmName: `${canary}公司`, contactName: canary, contactPhone: '13900005678' },
      ...{ matters: [matter(topic, canary)], submissionId: crypto.randomUUID() },
    },
  }),
  'POST /front/followed': (place) => ({ body: receiptOf(place) }),
  'POST /front/remarks': (place) => ({ body: { ...receiptOf(place), remarkId: nobody, body: '补充' } }),
  'POST /front/contact-word': (place) => ({ body: { ...receiptOf(place), version: 2, word: 'confirmed' } }),
  'POST /front/withdrawals': (place) => ({ body: { ...receiptOf(place), version: 2, note: '撤回' } }),
  'POST /front/attachments': (place) => {
    const form = noteFile()
    for (const [name, value] of Object.entries(receiptOf(place))) form.append(name, value)
    return { form }
  },
  'POST /front/attachments/file': (place) => ({ body: { ...receiptOf(place), attachmentId: place.attachment } }),
  'POST /front/ratings': (place) => ({ body: { ...receiptOf(place), round: 1, level: 5, isSolved: true } }),
  'GET /front/my-firm': nothing,
  'GET /front/my-requests/:id': of('request'),
  'POST /front/my-submissions': ({ division, topic, canary }) => ({
    body: {
      ...{ divisionCode: division, contactName: canary, contactPhone: '13900005678' },
      ...{ matters: [matter(topic, canary)], submissionId: crypto.randomUUID() },
    },
  }),
  'POST /front/my-similar': () => ({ body: { text: '用地' } }),
  'POST /requests/:id/contact-word': of('request', { body: { version: 2, word: 'confirmed' } }),
  'POST /requests/:id/attachments': ({ request }) => ({ params: { id: request }, form: noteFile() }),
  'GET /requests/:id/attachments/:attachmentId': ({ request, attachment }) => ({
    params: { id: request, attachmentId: attachment },
  }),
}

export const probes: Readonly<Record<string, Probe>> = {
  ...alerts,
  ...organisations,
  ...documents,
  ...goals,
  ...enterprises,
  ...approvals,
  ...directory,
  ...personalData,
  ...audit,
  ...accounts,
  ...signIn,
  ...platform,
  ...calendar,
  ...rates,
  ...ladder,
  ...requests,
  ...bridges,
  ...registry,
  ...requestRules,
  ...front,
}

/** The request of a route about something of `place`. */
export function askedOf(route: string, place: Place): Asked {
  const probe = probes[route]
  if (!probe) throw new Error(`${route} has no entry in src/probes.ts: say there what it is about`)
  const [method = '', path = ''] = route.split(' ')
  const { params = {}, query = {}, ...brought } = probe(place)
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`the entry of ${route} in src/probes.ts names no ${name}`)
    return encodeURIComponent(value)
  })
  const search = new URLSearchParams(query).toString()
  return { method, path: `${filled}${search ? `?${search}` : ''}`, ...brought }
}

/** Whether a route is about an object of a place, so that it makes a difference whose. */
export const isAboutObject = (route: string): boolean => (probes[route]?.length ?? 0) > 0
