/**
 * For every route one request that is in order, about something of a place. Tests over all routes start from it: who may
 * what, and what happens when a request is not in order. A route without an entry fails them. Not part of the product.
 */
import { type Asked, aGoal, aRegistration, type Place } from './places.ts'

/** What a request brings besides its address. */
type Brought = Omit<Asked, 'method' | 'path'> & { params?: Record<string, string>; query?: Record<string, string> }
/** Routes that are about no object, only about the city or oneself, take no notice of the place. */
type Probe = (place: Place) => Brought

const csv = (text: string): FormData => {
  const form = new FormData()
  form.append('files', new File([text], '表.csv'))
  return form
}
const text = (words: string): FormData => {
  const form = new FormData()
  form.append('files', new File([words], '文.txt'))
  return form
}
const nothing: Probe = () => ({})
const of = (id: keyof Place, brought: Omit<Brought, 'params'> = {}): Probe => {
  return (place) => ({ params: { id: place[id] }, ...brought })
}
const version = { version: 1 }

const organisations: Record<string, Probe> = {
  'GET /organisations/units': nothing,
  'GET /organisations/units/:id': of('unit'),
  'GET /organisations/divisions': nothing,
  'GET /organisations/people': nothing,
  'POST /organisations/units': ({ district }) => ({ body: { parentId: district, name: '某局', kind: 'bureau' } }),
  'PATCH /organisations/units/:id': of('unit', { body: { ...version, name: '新局' } }),
  'POST /organisations/units/:id/close': of('unit', { body: version }),
  'PUT /organisations/units/:id/duties': of('unit', {
    body: { ...version, duties: [{ text: '推动工作。', keywords: ['工作'] }] },
  }),
  'POST /organisations/units/:id/posts': of('unit', { body: { title: '科长', person: { name: '李四' } } }),
  'POST /organisations/posts/:id/end': of('post', { body: {} }),
  'PATCH /organisations/people/:id': of('person', { body: { ...version, name: '王五' } }),
  'POST /organisations/people/:id/phone': of('person'),
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

const goals: Record<string, Probe> = {
  'GET /goals': nothing,
  'POST /goals': ({ division }) => ({ body: aGoal(division, '新') }),
  'PUT /goals/:id': ({ goal, division }) => ({ params: { id: goal }, body: { ...version, ...aGoal(division, '改') } }),
  'DELETE /goals/:id': of('spareGoal', { query: { version: '1' } }),
  'GET /goals/choices': nothing,
  'GET /goals/of-document/:documentId': ({ document }) => ({ params: { documentId: document } }),
  'GET /goals/:id/lead-proposals': of('goal'),
  'GET /take-up': nothing,
  'GET /take-up/:documentId': ({ document }) => ({ params: { documentId: document } }),
  'GET /take-up/:documentId/sentences': ({ document, division }) => ({
    params: { documentId: document },
    query: { kind: 'division', id: division },
  }),
  'PUT /take-up/:documentId/cells': ({ document, division, proposal }) => ({
    params: { documentId: document },
    body: { demandId: proposal, owner: { kind: 'division', id: division }, correction: { kind: 'none' } },
  }),
  'POST /take-up/:documentId/confirmation': ({ document }) => ({ params: { documentId: document } }),
  'GET /breakdown': nothing,
  'POST /breakdown/leads': ({ goal, unit }) => ({ body: { tasks: [{ id: goal, unitId: unit, ...version }] } }),
  'GET /breakdown.xlsx': nothing,
  'GET /breakdown.docx': nothing,
  'POST /breakdown/import': () => ({ form: csv('行码,任务\n') }),
}

const enterprises: Record<string, Probe> = {
  'POST /registrations': ({ city, division, canary }) => ({ body: aRegistration(city, division, canary, 9) }),
  'POST /registrations/standing': ({ city }) => ({ body: { city, receipt: 'AAAA-BBBB' } }),
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
  'POST /approvals/:id/withdraw': of('approval', { body: version }),
}

export const probes: Readonly<Record<string, Probe>> = {
  ...organisations,
  ...documents,
  ...goals,
  ...enterprises,
  ...approvals,
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
