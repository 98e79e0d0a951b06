/** Entries of `probes.ts` about the ladder. Not part of the product. */
import { nobody, nothing, of, type Probe, today, version } from './probe-parts.ts'

const rule = 'srdi-sme'
export const ladder: Record<string, Probe> = {
  'GET /ladder': nothing,
  'GET /ladder/candidates': () => ({ query: { rule } }),
  'GET /ladder/renewals': nothing,
  'GET /ladder/firms/:id': of('firm'),
  'GET /ladder/mine': nothing,
  'POST /ladder/judge': nothing,
  'GET /ladder/rules': nothing,
  'POST /ladder/rules/replay': () => ({ body: { rule, edits: [] } }),
  'POST /ladder/rules/proposals': () => ({
    body: {
      ...{ rule, validFromOn: today, source: '市府办通知', basedOn: nobody },
      edits: [{ at: 'pass.allOf.1.atLeast', to: '4年' }],
    },
  }),
  'GET /ladder/picks': nothing,
  'POST /ladder/picks': ({ firm: enterpriseId }) => ({ body: { enterpriseId, rule, dueOn: today, note: null } }),
  'POST /ladder/picks/:id/close': () => ({
    params: { id: nobody },
    body: { ...version, state: 'dropped', note: null },
  }),
}
