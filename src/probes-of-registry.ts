/** Entries of `probes.ts` about the registry of firms. Not part of the product. */
import { someFirms } from './places-of-registry.ts'
import { nobody, nothing, of, type Probe, today, version } from './probe-parts.ts'

const listing = { list: 'high-tech', validFrom: '2025-03-01', source: 'notice', evidence: '公告' }

const someColumns = [{ heading: '企业名称', field: 'name', year: null, unit: null, isEstimated: false, list: null }]
const someMapping = { asOf: today, sourceClass: 'firm', evidence: '台账', takesDoubtful: false }

const imports: Record<string, Probe> = {
  'GET /enterprises/imports': nothing,
  'GET /enterprises/imports/template.xlsx': nothing,
  'POST /enterprises/imports': () => ({ form: someFirms('甲') }),
  'GET /enterprises/imports/:id': of('firmImport'),
  'POST /enterprises/imports/:id/check': of('firmImport', {
    body: { ...version, mapping: { ...someMapping, columns: someColumns } },
  }),
  'POST /enterprises/imports/:id/start': of('firmImport', { body: version }),
  'POST /enterprises/imports/:id/resume': of('firmImport'),
  'POST /enterprises/imports/:id/give-up': of('firmImport'),
  'GET /enterprises/imports/:id/problems.xlsx': of('firmImport'),
}

export const registry: Record<string, Probe> = {
  ...imports,
  'GET /enterprises': nothing,
  'GET /enterprises/districts': nothing,
  'GET /enterprises/list.csv': nothing,
  'GET /enterprises/list.xlsx': nothing,
  'GET /enterprises/saved-lists': nothing,
  'POST /enterprises/saved-lists': () => ({ body: { name: '大型企业', filters: { size: 'large' } } }),
  'DELETE /enterprises/saved-lists/:id': () => ({ params: { id: nobody } }),
  'POST /enterprises/codes': () => ({ body: { typed: '91350100M000100Y43' } }),
  'GET /enterprises/industries': () => ({ query: { q: '电池' } }),
  'GET /enterprises/lists': nothing,
  'POST /enterprises/listings': ({ firm }) => ({ body: { ...listing, ids: [firm] } }),
  'GET /enterprises/duplicates': nothing,
  'POST /enterprises/duplicates/:id': () => ({ params: { id: nobody }, body: { ...version, state: 'different' } }),
  'GET /enterprises/:id/merging': of('firm'),
  'GET /enterprises/:id/merging/:other': ({ firm, firmTwin }) => ({ params: { id: firm, other: firmTwin } }),
  'POST /enterprises/:id/merging': ({ firm, firmTwin }) => ({
    params: { id: firm },
    body: { otherId: firmTwin, ...version, otherVersion: 2, reason: '同一家企业' },
  }),
  'POST /enterprises/:id/merging/:merge/parting': ({ firmTwin, firmMerge }) => ({
    params: { id: firmTwin, merge: firmMerge },
    body: { ...version, why: '是两家企业' },
  }),
  'POST /enterprises/:id/merging/:merge/people/:grant': ({ firm }) => ({
    params: { id: firm, merge: nobody, grant: nobody },
  }),
  'GET /burden': nothing,
  'GET /enterprises/:id/burden': of('firm'),
  'GET /enterprises/:id/known': of('firm'),
  'GET /enterprises/officers': nothing,
  'POST /enterprises/teams': ({ firm, unit, teamOfficer }) => ({
    body: { ids: [firm], unitId: unit, everyDays: 90, responsibleId: teamOfficer },
  }),
  'POST /enterprises/visits': ({ firm }) => ({
    body: { visits: [{ enterpriseId: firm, day: today }], purpose: '季度走访' },
  }),
  'GET /enterprises/desk': nothing,
  'GET /enterprises/mine': nothing,
  'GET /enterprises/corrections': nothing,
  'POST /enterprises/corrections': ({ canary }) => ({
    body: { kind: 'entry', field: 'leadingProduct', proposed: `${canary}泵`, reason: '改名' },
  }),
  'POST /enterprises/corrections/:id/withdrawal': of('firmCorrection', { body: version }),
  'POST /enterprises/corrections/:id/decision': of('firmCorrection', { body: { ...version, accept: true } }),
  'POST /enterprises/visits/:id/notes': of('firmVisit', { body: { ...version, heldOn: today, notes: '一切正常' } }),
  'POST /enterprises/visits/:id/cancellation': of('firmVisit', { body: { ...version, why: '企业改期' } }),
  'POST /enterprises/visits/:id/questions': ({ firmVisit, unit }) => ({
    params: { id: firmVisit },
    body: { question: '用电负荷是多少', unitId: unit },
  }),
  'GET /enterprises/visits/:id/brief': of('firmVisit'),
  'POST /enterprises/outcomes/:id/close': of('firmPromise', { body: { state: 'done', note: '已办' } }),
  'POST /enterprises': ({ division, canary }) => ({
    body: { name: `${canary}新公司`, shortName: `${canary}新`, divisionCode: division, noCodeReason: 'being-founded' },
  }),
  'GET /enterprises/:id': of('firm'),
  'POST /enterprises/:id': ({ firm }) => ({ params: { id: firm }, body: { version: 1, address: '一路二号' } }),
  'POST /enterprises/:id/status': of('firm', { body: { ...version, status: 'suspended', sinceOn: today } }),
  'POST /enterprises/:id/contact': of('firm'),
  'POST /enterprises/:id/items': of('firm', { body: { kind: 'product', name: '阀门' } }),
  'DELETE /enterprises/:id/items/:kind/:item': ({ firm, firmProduct }) => ({
    params: { id: firm, kind: 'product', item: firmProduct },
  }),
  'POST /enterprises/:id/listings': of('firm', { body: listing }),
  'POST /enterprises/:id/listings/:listing/end': ({ firm, firmListing }) => ({
    params: { id: firm, listing: firmListing },
    body: { endedOn: today, why: '撤销' },
  }),
  'POST /enterprises/:id/figures': of('firm', {
    body: { sourceClass: 'firm', figures: [{ code: 'revenue', year: 2024, typed: '4800', unit: '10k-yuan' }] },
  }),
  'GET /enterprises/:id/figures/:code/:year': ({ firm }) => ({ params: { id: firm, code: 'revenue', year: '2024' } }),
  'POST /enterprises/:id/figures/removals': of('firm', { body: { code: 'revenue', year: 2024, reason: '填错' } }),
  'POST /enterprises/:id/authorisations': of('firm', {
    body: { subject: 'tax', purpose: 'size', validFrom: today, validTo: '2099-12-31', evidence: '授权书' },
  }),
  'POST /enterprises/:id/authorisations/:word/revocation': ({ firm, firmWord }) => ({
    params: { id: firm, word: firmWord },
    body: { revokedOn: today },
  }),
  'POST /enterprises/:id/team': ({ firm, unit, teamOfficer }) => ({
    params: { id: firm },
    body: { unitId: unit, everyDays: 90, responsibleId: teamOfficer },
  }),
  'GET /enterprises/:id/visits': of('firm'),
  'POST /enterprises/:id/visits': of('firm', { body: { day: today, purpose: '季度走访' } }),
}
