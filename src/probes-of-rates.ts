/** Entries of `probes.ts` about rates, months, bulletins and the open page. Not part of the product. */
import { aBulletin } from './places-of-rates.ts'
import { nobody, nothing, of, type Probe, today, version } from './probe-parts.ts'

const thisMonth = { period: today.slice(0, 7) }
export const rates: Record<string, Probe> = {
  'GET /requests/rates': () => ({ query: thisMonth }),
  'GET /requests/rates/cases': () => ({ query: { ...thisMonth, rate: 'finish', part: 'in' } }),
  'GET /requests/rates/cases.csv': () => ({ query: thisMonth }),
  'GET /requests/periods': nothing,
  'GET /requests/periods/:id': of('requestPeriod'),
  'GET /requests/periods/:id/cases': of('requestPeriod', { query: { view: 'all' } }),
  'POST /requests/periods': () => ({ body: { month: '2025-01' } }),
  'POST /requests/periods/:id/check': of('requestPeriod', { body: {} }),
  'POST /requests/periods/:id/contests': ({ requestPeriod, request: requestId }) => ({
    params: { id: requestPeriod },
    body: { requestId, round: 1, clock: 'finish', ground: 'wrong-time', words: '时间有误' },
  }),
  'POST /requests/periods/:id/decide': of('requestPeriod', {
    body: { contestId: nobody, version: 1, decision: 'upheld', note: '属实' },
  }),
  'POST /requests/periods/:id/settle': of('requestPeriod', { body: version }),
  'POST /requests/periods/:id/close': of('requestPeriod', { body: version }),
  'POST /requests/periods/:id/corrections': of('requestPeriod', { body: { words: '更正。' } }),
  'GET /requests/bulletins': nothing,
  'POST /requests/bulletins': ({ closedPeriod: periodId }) => ({ body: { periodId, ...aBulletin } }),
  'POST /requests/bulletins/:id/revise': of('bulletin', { body: { ...version, ...aBulletin } }),
  'POST /requests/bulletins/:id/proposals': of('bulletin', { body: version }),
  'GET /requests/bulletins/:id/draft': of('bulletin'),
  'GET /requests/bulletins/:id/paper': of('bulletin'),
  'GET /open/requests': ({ city }) => ({ query: { city } }),
  'POST /open/requests/answers': ({ city }) => ({ body: { city, text: '厂房' } }),
  'GET /requests/opening': nothing,
  'GET /requests/opening/preview': nothing,
  'POST /requests/opening/proposals': () => ({
    body: { reviewedByName: '保密员', reviewedOn: '2025-01-10', reviewNote: '不涉密' },
  }),
  'POST /requests/opening/shut': () => ({ body: { reason: '' } }),
}
