/** Entries of `probes.ts` about the ladder. Not part of the product. */
import { nobody, nothing, of, type Probe, today, version } from './probe-parts.ts'

const rule = 'srdi-sme'
const draft = { rule, edits: [], text: null, validFromOn: null, source: null, basedOn: null }
export const ladder: Record<string, Probe> = {
  'GET /ladder': nothing,
  'GET /ladder/candidates': () => ({ query: { rule } }),
  'GET /ladder/renewals': nothing,
  'GET /ladder/firms/:id': of('firm'),
  'GET /ladder/mine': nothing,
  'POST /ladder/judge': nothing,
  'GET /ladder/evaluations': nothing,
  'GET /ladder/evaluations/:id': () => ({ params: { id: nobody } }),
  'GET /ladder/rules': nothing,
  'POST /ladder/rules/replay': () => ({ body: { rule, edits: [] } }),
  'POST /ladder/rules/proposals': () => ({
    body: {
      ...{ rule, validFromOn: today, source: '市府办通知', basedOn: nobody },
      edits: [{ at: 'pass.allOf.1.atLeast', to: '4年' }],
    },
  }),
  'GET /ladder/rules/drafts': nothing,
  'GET /ladder/rules/drafts/:id': () => ({ params: { id: nobody } }),
  'POST /ladder/rules/drafts': () => ({ body: draft }),
  'POST /ladder/rules/drafts/:id': () => ({ params: { id: nobody }, body: { ...draft, ...version } }),
  'POST /ladder/rules/drafts/:id/drop': () => ({ params: { id: nobody }, body: version }),
  'GET /ladder/picks': nothing,
  'GET /ladder/picks/:id/officers': () => ({ params: { id: nobody } }),
  'POST /ladder/picks/:id/hand-over': () => ({
    params: { id: nobody },
    body: { ...version, officerId: nobody, dueOn: today, followUpOn: null, note: null },
  }),
  'POST /ladder/picks/:id/follow-ups': () => ({
    params: { id: nobody },
    body: { ...version, followUpOn: null, note: '已联系企业' },
  }),
  'POST /ladder/picks': ({ firm: enterpriseId }) => ({ body: { enterpriseId, rule, dueOn: today, note: null } }),
  'POST /ladder/picks/:id/close': () => ({
    params: { id: nobody },
    body: { ...version, state: 'dropped', note: null },
  }),
}
