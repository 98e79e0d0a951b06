/**
 * Places of tests over all routes: a district of a city with something of everything in it, made through the routes
 * themselves. Not part of the product.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { creditCodeFault } from '#enterprises/index.ts'
import { scopeOf } from '#organisations/index.ts'
import { type Actor, systemActor } from '#platform/actor.ts'
import { dayOf, now } from '#platform/clock.ts'
import { transactAsOwner } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import type { Role, ScopeKind } from '#platform/roles.ts'
import { setupLinks } from '#platform/tables.ts'
import { aContext, anActor } from '#platform/testing/world.ts'
import { seedTopics } from '#requests/index.ts'
import { Id, made } from './place-parts.ts'
import { type TargetsOfPlace, targetsIn } from './places-of-goals.ts'
import { monthsIn } from './places-of-rates.ts'
import { type RegistryOfPlace, registryIn } from './places-of-registry.ts'
import { aSignedIn, type Own, ownThings, type WholeApi } from './sessions.ts'

export { ask } from './place-parts.ts'

/** Units of `aSmallCity` that a place is built on. */
type Units = Readonly<Record<'government' | 'east' | 'eastBureau' | 'west' | 'westBureau', string>>

/** Ids of what stands in a place, and a word that stands in all its texts and nowhere else. */
export interface Place extends Own, RegistryOfPlace, TargetsOfPlace {
  city: string
  division: string
  /** The district itself, and a bureau in it. */
  district: string
  unit: string
  canary: string
  person: string
  post: string
  document: string
  /** A measure of the document that nobody has decided. */
  proposal: string
  goal: string
  /** Another goal, which stands below nothing. */
  spareGoal: string
  firm: string
  registration: string
  /** Code of a receipt of a registration. */
  receipt: string
  /** Version of the sign-in parameters in force. */
  parameters: string
  /** An account, a role of it in force, and a proposal about it that waits. */
  account: string
  grant: string
  approval: string
  /** Another role of the account, over a portfolio of one unit. */
  portfolio: string
  portfolioItem: string
  /** Account of a colleague in the same unit. */
  deputy: string
  /** A case of somebody who asked for their data. */
  personalCase: string
  /** A proposed measure that was accepted. */
  demand: string
  /** A request of the firm that the unit leads, and one that the unit was asked to help with. */
  request: string
  helpedRequest: string
  /** A shift that somebody of the unit handed over. */
  shift: string
  /** The month before this one, which the units check. */
  requestPeriod: string
  /** A closed month of the city, and its bulletin, which was approved. */
  closedPeriod: string
  bulletin: string
  /** Number and code of the receipt of both, and a file of the first. */
  receiptNumber: string
  receiptCode: string
  attachment: string
  topic: string
  /** A table of tickets that was brought, its source, and an export of its answers. */
  hotlineImport: string
  hotlineSource: string
  hotlineExport: string
  /** A dispatch rule of the division, and a template of the unit. */
  dispatchRule: string
  template: string
  /** An address that is told what happens. */
  webHook: string
  /** A key that was agreed to. */
  apiKey: string
  /** A row of the audit. */
  auditRow: string
  /** A one-time link for the audit administrator. */
  setupToken: string
  /** A cell of a document of the city, and one of a document of the district. */
  cell: Cell
  districtCell: Cell
}

/** Where the matrix of a document holds what a unit took up. */
interface Cell {
  document: string
  demand: string
  owner: { kind: 'division' | 'unit'; id: string }
}

/** Every role acts where its post usually stands. */
export const naturalScope = {
  'city-leader': 'city',
  'planning-officer': 'city',
  'supervision-officer': 'city',
  'district-officer': 'district',
  'request-desk': 'city',
  'unit-handler': 'unit',
  'unit-head': 'unit',
  'enterprise-officer': 'city',
  'chain-officer': 'city',
  'park-officer': 'city',
  'enterprise-user': 'enterprise',
  'institute-user': 'own',
  'association-user': 'own',
  'system-administrator': 'city',
  'security-administrator': 'city',
  'audit-administrator': 'city',
} as const satisfies Record<Role, ScopeKind>

function postIn(place: Place, role: Role) {
  const kind = naturalScope[role]
  const ids = { city: place.city, district: place.division, unit: place.unit, enterprise: place.firm, own: newId() }
  return { role, scope: { kind, id: ids[kind] }, unitId: kind === 'unit' ? place.unit : null }
}

/** Somebody of the role in a place, with what the scope holds. */
export async function actorIn(place: Place, role: Role): Promise<Actor> {
  const { scope, unitId } = postIn(place, role)
  const content = await scopeOf({ city: place.city, scope })
  return anActor(role, { city: place.city, accountId: newId(), scope, unitId, ...content })
}

/** The same, really signed in, and the place with what is theirs in it. */
export async function sessionIn(api: WholeApi, place: Place, role: Role): Promise<{ cookie: string; place: Place }> {
  const { accountId, grantId, cookie } = await aSignedIn(api, place.city, { grant: postIn(place, role) })
  return { cookie, place: { ...place, ...(await ownThings(place.city, accountId, grantId)) } }
}

const Review = z.looseObject({
  proposals: z.array(z.looseObject({ id: z.string(), kind: z.string(), version: z.number() })),
})

const paper = (district: string, canary: string) => `${district}制造业提升工作方案（${canary}）

各有关单位：
到2027年，力争${canary}工业总产值突破3000亿元。要加快建设${canary}产业园，推动链主企业带动上下游协作。要完善${canary}企业服务专班，提升服务水平。
`

/** Fills a district of a city that `aSmallCity` made. */
export async function aPlace(city: string, units: Units, side: 'east' | 'west', canary: string): Promise<Place> {
  const [district, unit] = side === 'east' ? [units.east, units.eastBureau] : [units.west, units.westBureau]
  const division = side === 'east' ? '990102' : '990103'
  const scope = { kind: 'district', id: division } as const
  const officer = anActor('district-officer', { city, scope, ...(await scopeOf({ city, scope })) })
  const planner = anActor('planning-officer', { city })

  const post = await made(
    planner,
    {
      method: 'POST',
      path: `/organisations/units/${unit}/posts`,
      body: { title: '局长', person: { name: canary, phone: '13800001234' } },
    },
    z.object({ id: z.string(), personId: z.string() }),
  )
  const { document, proposal, demand, figure } = await pasted(officer, side === 'east' ? '东区' : '西区', canary, {
    kind: 'division',
    id: division,
  })
  const decisions = [{ proposalId: demand.id, version: demand.version, state: 'accepted' }]
  await made(officer, { method: 'POST', path: `/documents/${document.id}/decisions`, body: { decisions } }, z.unknown())
  const goal = await made(officer, { method: 'POST', path: '/goals', body: aGoal(division, canary) }, Id)
  const spareGoal = await made(officer, { method: 'POST', path: '/goals', body: aGoal(division, `${canary}二`) }, Id)
  const bureau = { kind: 'unit', id: unit } as const
  await pasted(officer, side === 'east' ? '东区工业和信息化局' : '西区工业和信息化局', canary, bureau)
  const ofCity = await pasted(planner, '甲市', canary, { kind: 'division', id: city })
  const { firm, registration, receipt } = await registered(city, division, canary)
  const auditor = anActor('audit-administrator', { city, accountId: newId() })
  const { rows } = await made(auditor, { method: 'GET', path: '/audit' }, z.looseObject({ rows: z.array(Id) }))
  const security = anActor('security-administrator', { city, accountId: newId() })
  const { inForce } = await made(
    security,
    { method: 'GET', path: '/sign-in/parameters' },
    z.looseObject({ inForce: Id }),
  )
  const { account, grant, ...roles } = await accountWith(city, unit, post.personId)
  return {
    ...{ city, division, district, unit, canary, firm, registration, receipt, account, grant, ...roles },
    ...(await requestsIn({ city, division, district, unit, canary, firm })),
    ...(await registryIn({ city, division, unit, firm, canary })),
    ...(await ownThings(city, account, grant)),
    ...(await targetsIn(officer, document.id, goal.id, figure, canary)),
    setupToken: await aSetupLink(city, canary),
    cell: { document: ofCity.document.id, demand: ofCity.demand.id, owner: { kind: 'division', id: division } },
    districtCell: { document: document.id, demand: demand.id, owner: bureau },
    parameters: inForce.id,
    apiKey: await aKey(city),
    webHook: await aHook(city),
    ...(await ticketsIn(city, canary)),
    demand: demand.id,
    auditRow: rows[0]?.id ?? '',
    personalCase: (await made(security, { method: 'POST', path: '/personal-data/cases', body: aCase }, Id)).id,
    person: post.personId,
    post: post.id,
    document: document.id,
    proposal: proposal.id,
    goal: goal.id,
    spareGoal: spareGoal.id,
  }
}

/** A paper in which `owner` speaks, with two measures and a figure. */
async function pasted(actor: Actor, issuer: string, canary: string, owner: Cell['owner']) {
  const body = { name: `${issuer}${canary}.txt`, text: paper(issuer, canary), openness: 'internal' }
  const document = await made(actor, { method: 'POST', path: '/documents/pasted', body }, Id)
  const path = `/documents/${document.id}/articles/0/owner`
  await made(actor, { method: 'PUT', path, body: owner }, z.unknown())
  const review = await made(actor, { method: 'GET', path: `/documents/${document.id}` }, Review)
  const [proposal, demand] = review.proposals.filter(({ kind }) => kind === 'measure')
  const figure = review.proposals.find(({ kind }) => kind === 'figure')
  if (!proposal || !demand || !figure) throw new Error('the paper of a place proposes two measures and a figure')
  return { document, proposal, demand, figure }
}

/** Written down by hand: the product's own links end each other. */
async function aSetupLink(city: string, canary: string): Promise<string> {
  const token = `${canary}-${city}-set-up`
  const link = { city, role: 'audit-administrator', expiresAt: now().add({ hours: 24 }).toString() }
  const tokenHash = createHash('sha256').update(token).digest('hex')
  await transactAsOwner(city, (tx) => tx.insert(setupLinks).values({ ...link, tokenHash }))
  return token
}

export const aGoal = (division: string, title: string) => ({
  title: `${title}目标`,
  kind: 'goal',
  parentId: null,
  owner: { kind: 'division', id: division },
  theme: null,
  year: 2026,
  dueOn: null,
  leader: null,
  leadUnitId: null,
  supportingUnitIds: [],
})

/** One firm that the desk confirmed, and one registration that waits. */
async function registered(city: string, division: string, canary: string) {
  const desk = anActor('enterprise-officer', { city })
  let receipt = ''
  for (const serial of [1, 2]) {
    const body = aRegistration(city, division, canary, serial)
    const shape = z.object({ receipt: z.string() })
    receipt = (await made(null, { method: 'POST', path: '/registrations', body }, shape)).receipt
  }
  const waiting = await made(
    desk,
    { method: 'GET', path: `/registrations?q=${encodeURIComponent(canary)}` },
    z.object({ rows: z.array(z.looseObject({ id: z.string(), version: z.number() })) }),
  )
  const [first, second] = waiting.rows
  if (!first || !second) throw new Error('a place has two registrations')
  const body = { version: first.version, divisionCode: division }
  await made(desk, { method: 'POST', path: `/registrations/${first.id}/confirm`, body }, z.unknown())
  const [firm] = await made(
    desk,
    { method: 'GET', path: `/registrations/firms?q=${encodeURIComponent(canary)}` },
    z.array(z.object({ id: z.string() })),
  )
  return { firm: firm?.id ?? '', registration: second.id, receipt }
}

type Served = Pick<Place, 'city' | 'division' | 'district' | 'unit' | 'canary' | 'firm'>

/** Both requests are with a unit and unsigned: their version is 2, of the helped one 3. */
async function requestsIn({ city, division, district, unit, canary, firm }: Served) {
  const desk = anActor('request-desk', { city })
  await seedTopics(aContext(systemActor(city)))
  const [topic] = await made(desk, { method: 'GET', path: '/requests/topics' }, z.array(Id))
  if (!topic) throw new Error('a city has topics')
  // The firm writes itself: what it may by number and code it may of this.
  const own = anActor('enterprise-user', { city, scope: { kind: 'enterprise', id: firm }, unitIds: [], divisions: [] })
  const { contactName, contactPhone, submissionId, matters } = aRequest(division, topic.id, canary, firm)
  const plain = matters.map(({ divisionCode: _divisionCode, ...matter }) => matter)
  const body = { divisionCode: division, contactName, contactPhone, submissionId, matters: plain }
  const Entered = z.looseObject({
    code: z.string(),
    requests: z.array(z.looseObject({ id: z.string(), number: z.string() })),
  })
  const { requests, code } = await made(own, { method: 'POST', path: '/front/my-submissions', body }, Entered)
  const [request, helped] = requests
  if (!request || !helped) throw new Error('two matters were entered')
  const sent = (id: string, unitId: string) =>
    made(desk, { method: 'POST', path: `/requests/${id}/dispatch`, body: { version: 1, unitId } }, z.unknown())
  await sent(request.id, unit)
  await sent(helped.id, district)
  const handler = anActor('unit-handler', { city, scope: { kind: 'unit', id: district }, unitIds: [district] })
  const asked = { version: 2, unitId: unit, task: `请协助${canary}` }
  await made(handler, { method: 'POST', path: `/requests/${helped.id}/supporters`, body: asked }, z.unknown())
  const shift = newId()
  const owner = anActor('unit-handler', { city, scope: { kind: 'unit', id: unit }, unitId: unit, unitIds: [unit] })
  const given = { handOverId: shift, note: `${canary}夜里看一眼。` }
  await made(owner, { method: 'POST', path: '/requests/shift', body: given }, Id)
  const form = new FormData()
  form.append('attachmentId', newId())
  form.append('files', new File([`${canary}清单`], '清单.txt'))
  const attached = await made(desk, { method: 'POST', path: `/requests/${request.id}/attachments`, form }, Id)
  const rules = await rulesOf(desk, { unit, division, topic: topic.id, canary })
  return {
    ...rules,
    ...(await monthsIn(city)),
    ...{ request: request.id, helpedRequest: helped.id, topic: topic.id, attachment: attached.id, shift },
    ...{ receiptNumber: request.number, receiptCode: code },
  }
}

interface Ruled {
  unit: string
  division: string
  topic: string
  canary: string
}

/** A dispatch rule of the desk, and a template of the unit's head. */
async function rulesOf(desk: Actor, { unit, division, topic, canary }: Ruled) {
  const rule = aDispatchRule(topic, division, unit, `${canary}分工`)
  const post = { scope: { kind: 'unit', id: unit }, unitId: unit, unitIds: [unit] } as const
  const head = anActor('unit-head', { city: desk.city, ...post })
  const template = { occasion: 'contact', title: `${canary}联系`, body: `${canary}已联系。`, isOwn: true }
  return {
    dispatchRule: (await made(desk, { method: 'POST', path: '/requests/rules/dispatch', body: rule }, Id)).id,
    template: (await made(head, { method: 'POST', path: '/requests/rules/templates', body: template }, Id)).id,
  }
}

/** From tomorrow on, so that one from today may stand beside it. */
export const aDispatchRule = (topicId: string, divisionCode: string, unitId: string, source: string, days = 1) => ({
  ...{ topicId, divisionCode, unitId, source },
  validFromOn: dayOf(now()).add({ days }).toString(),
})

/** Two matters of a firm. */
export const aRequest = (divisionCode: string, topicId: string, canary: string, enterpriseId: string) => ({
  channel: 'call',
  enterpriseId,
  firmName: `${canary}公司`,
  contactName: `${canary}联系人`,
  contactPhone: '13900005678',
  submissionId: crypto.randomUUID(),
  matters: [
    { kind: 'help', topicId, title: `${canary}用地`, body: `${canary}想扩建。`, divisionCode },
    { kind: 'inquiry', topicId, title: `${canary}政策`, body: `${canary}想了解政策。`, divisionCode },
  ],
})

/** An account with a role and a portfolio, and a role that waits for the security administrator; and who may act for it. */
async function accountWith(city: string, unit: string, person: string) {
  const system = anActor('system-administrator', { city, accountId: newId() })
  const security = anActor('security-administrator', { city, accountId: newId() })
  const account = async (who: { id: string } | { name: string }, name: string) => {
    const body = { person: who, username: `${name}-${city}-${unit.slice(-6)}` }
    return (await made(system, { method: 'POST', path: '/accounts', body }, Id)).id
  }
  const propose = async (id: string, body: unknown) => {
    const asked = { method: 'POST', path: `/accounts/${id}/grants`, body }
    return (await made(system, asked, z.object({ approvalId: z.string() }))).approvalId
  }
  const given = async (id: string, body: unknown) => {
    const agreed = { version: 1, approve: true }
    const path = `/approvals/${await propose(id, body)}/decide`
    await made(security, { method: 'POST', path, body: agreed }, z.unknown())
  }
  const holder = await account({ id: person }, 'u')
  const deputy = await account({ name: '代理人' }, 'd')
  await given(holder, aProposedGrant(unit, 'unit-handler'))
  await given(holder, { ...aProposedGrant(unit, 'city-leader'), scope: aPortfolio(unit) })
  await given(deputy, aProposedGrant(unit, 'unit-handler'))
  const Grant = z.looseObject({ id: z.string(), role: z.string(), portfolio: z.array(Id) })
  const asked = { method: 'GET', path: `/accounts/${holder}` }
  const { grants } = await made(system, asked, z.looseObject({ grants: z.array(Grant) }))
  const portfolio = grants.find(({ role }) => role === 'city-leader')
  return {
    account: holder,
    deputy,
    grant: grants.find(({ role }) => role === 'unit-handler')?.id ?? '',
    portfolio: portfolio?.id ?? '',
    portfolioItem: portfolio?.portfolio[0]?.id ?? '',
    approval: await propose(holder, aProposedGrant(unit, 'unit-head')),
  }
}

/** Brought and not looked through yet. */
async function ticketsIn(city: string, canary: string) {
  const desk = anActor('request-desk', { city })
  const form = someTickets(canary)
  const Uploaded = z.looseObject({ id: z.string(), source: Id })
  const { id, source } = await made(desk, { method: 'POST', path: '/hotline/imports', form }, Uploaded)
  const answers = await made(desk, { method: 'POST', path: `/hotline/sources/${source.id}/exports` }, Id)
  return { hotlineImport: id, hotlineSource: source.id, hotlineExport: answers.id }
}

export function someTickets(canary: string): FormData {
  const form = new FormData()
  form.append('source', `${canary}热线`)
  form.append('files', new File([`工单编号,诉求内容,企业名称\n1,${canary}扩建,${canary}公司\n`], '工单.csv'))
  return form
}

export const aProposedHook = {
  name: '省级入口',
  url: 'https://receiver.example/hook',
  kinds: ['request-closed'],
  reason: '省级平台对接',
}

/** Agreed to: its version is 1. */
async function aHook(city: string): Promise<string> {
  const system = anActor('system-administrator', { city, accountId: newId() })
  const security = anActor('security-administrator', { city, accountId: newId() })
  const Proposed = z.object({ approvalId: z.string() })
  const { approvalId } = await made(system, { method: 'POST', path: '/web-hooks', body: aProposedHook }, Proposed)
  const path = `/approvals/${approvalId}/decide`
  await made(security, { method: 'POST', path, body: { version: 1, approve: true } }, z.unknown())
  const { rows } = await made(system, { method: 'GET', path: '/web-hooks' }, z.looseObject({ rows: z.array(Id) }))
  return rows[0]?.id ?? ''
}

/** Agreed to and not made yet: its version is 1. */
async function aKey(city: string): Promise<string> {
  const system = anActor('system-administrator', { city, accountId: newId() })
  const security = anActor('security-administrator', { city, accountId: newId() })
  const body = aProposedKey(dayOf(now()).toString())
  const Proposed = z.object({ approvalId: z.string() })
  const { approvalId } = await made(system, { method: 'POST', path: '/api-keys', body }, Proposed)
  const path = `/approvals/${approvalId}/decide`
  await made(security, { method: 'POST', path, body: { version: 1, approve: true } }, z.unknown())
  const { rows } = await made(system, { method: 'GET', path: '/api-keys' }, z.looseObject({ rows: z.array(Id) }))
  return rows[0]?.id ?? ''
}

export const aProposedKey = (expiresOn: string) => ({
  name: '省级入口',
  system: 'province',
  permissions: ['requests:submit', 'requests:read-state'],
  expiresOn,
  reason: '省级平台对接',
})

const aPortfolio = (unit: string) => ({ kind: 'portfolio', items: [{ kind: 'unit', itemId: unit }] })

export const aCase = {
  fileNumber: '信〔2026〕3号',
  requester: 'self',
  ground: 'art-45',
  kinds: ['copy', 'correct', 'erase'],
  receivedOn: '2026-03-01',
}

export const aProposedGrant = (unit: string, role: Role) => ({
  role,
  scope: { kind: 'unit', id: unit },
  unitId: unit,
  post: '承办岗',
  reason: '到岗',
})

export const aRegistration = (city: string, division: string, canary: string, serial: number) => ({
  city,
  creditCode: aCreditCode(division, serial),
  firmName: `${canary}${serial}号公司`,
  contactName: `${canary}联系人`,
  contactPhone: '13900005678',
  username: `f${serial}-${city}-${division}`,
  password: 'Yizuoqiao-2026',
})

/** A credit code with a right check character. */
function aCreditCode(division: string, serial: number): string {
  const head = `91${division}MA${String(serial).padStart(7, '0')}`
  const right = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].find((last) => creditCodeFault(head + last) === null)
  if (!right) throw new Error('a credit code has a check character')
  return head + right
}
