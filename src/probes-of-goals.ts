/** Entries of `probes.ts` about goals, targets and figures. Not part of the product. */
import { aGoal } from './places.ts'
import { anIndicator } from './places-of-goals.ts'
import { csv, nothing, of, type Probe, today, version } from './probe-parts.ts'

export const goals: Record<string, Probe> = {
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
  'PUT /take-up/:documentId/cells': ({ cell: { document, demand, owner } }) => ({
    params: { documentId: document },
    body: { demandId: demand, owner, correction: { kind: 'none' } },
  }),
  'POST /take-up/:documentId/confirmation': ({ document }) => ({ params: { documentId: document } }),
  'GET /breakdown': nothing,
  'POST /breakdown/leads': ({ goal, unit }) => ({ body: { tasks: [{ id: goal, unitId: unit, ...version }] } }),
  'GET /breakdown.xlsx': nothing,
  'GET /breakdown.docx': nothing,
  'POST /breakdown/import': () => ({ form: csv('行码,任务\n') }),
  'GET /goals/:id/stages': of('goal'),
  'PUT /goals/:id/stages': of('goal', { body: { stages: [] } }),
  'POST /goals/:id/stages/:stageId/reached': ({ goal, stage }) => ({
    params: { id: goal, stageId: stage },
    body: { reachedOn: today, evidence: '省级认定文件原话。', documentId: null },
  }),
  'GET /plan-diff/papers': nothing,
  'GET /plan-diff': ({ document, cell }) => ({ query: { before: document, after: cell.document } }),
  'GET /indicators': nothing,
  'POST /indicators': () => ({ body: anIndicator('新增指标') }),
  'PUT /indicators/:id': ({ indicator, division }) => ({
    params: { id: indicator },
    body: { ...version, ...anIndicator(`工业总产值${division}`) },
  }),
  'GET /targets': nothing,
  'GET /targets/:id': of('target'),
  'PUT /targets/:id/reading': ({ target, indicator }) => ({
    params: { id: target },
    body: { ...version, indicatorId: indicator, readAs: '>=', baseline: null },
  }),
  'PUT /targets/:id/shares': ({ target, unit }) => ({
    params: { id: target },
    body: { ...version, shares: [{ owner: { kind: 'unit', id: unit }, value: '100' }] },
  }),
  'POST /actuals': ({ indicator, division }) => ({
    body: {
      ...{ indicatorId: indicator, owner: { kind: 'division', id: division }, period: '2026-01..2026-03', value: '5' },
      ...{ standing: 'preliminary', isEstimated: false, statedBy: 'own', note: null },
    },
  }),
  'GET /actuals/template.xlsx': () => ({ query: { period: '2026-01..2026-03' } }),
  'POST /actuals/import': () => ({ form: csv('指标,区县（单位）,期间,数值\n') }),
}
