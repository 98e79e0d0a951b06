/** Requests in order to the routes for other systems and their tickets. Not part of the product. */
import { aProposedHook, aProposedKey, someTickets } from './places.ts'
import { nobody, nothing, of, type Probe, today, version } from './probe-parts.ts'

const apiKeys: Record<string, Probe> = {
  'GET /api-keys': nothing,
  'POST /api-keys': () => ({ body: aProposedKey(today) }),
  'POST /api-keys/:id/issue': of('apiKey', { body: version }),
  'POST /api-keys/:id/revoke': of('apiKey', { body: version }),
}

const webHooks: Record<string, Probe> = {
  'GET /web-hooks': nothing,
  'POST /web-hooks': () => ({ body: aProposedHook }),
  'POST /web-hooks/:id/secret': of('webHook', { body: version }),
  'POST /web-hooks/:id/resume': of('webHook', { body: version }),
  'POST /web-hooks/:id/end': of('webHook', { body: version }),
  'GET /web-hooks/:id/deliveries': of('webHook'),
  'POST /web-hooks/deliveries/:id/send': () => ({ params: { id: nobody } }),
}

const hotline: Record<string, Probe> = {
  'GET /hotline/imports': nothing,
  'GET /hotline/template.xlsx': nothing,
  'POST /hotline/imports': () => ({ form: someTickets('甲') }),
  'GET /hotline/imports/:id': of('hotlineImport'),
  'POST /hotline/imports/:id/check': of('hotlineImport', {
    body: {
      ...version,
      mapping: { fields: { number: '工单编号', body: '诉求内容', firmName: '企业名称' }, words: {} },
    },
  }),
  'POST /hotline/imports/:id/start': of('hotlineImport', { body: version }),
  'POST /hotline/imports/:id/resume': of('hotlineImport'),
  'POST /hotline/imports/:id/give-up': of('hotlineImport'),
  'GET /hotline/imports/:id/problems.xlsx': of('hotlineImport'),
  'POST /hotline/sources/:id/exports': of('hotlineSource'),
  'GET /hotline/exports/:id/file': of('hotlineExport'),
}

/** For other systems by their key: no role gets in. */
const entrance: Record<string, Probe> = {
  'GET /v1/topics': nothing,
  'POST /v1/requests': () => ({ body: {} }),
  'GET /v1/requests/:externalNumber': () => ({ params: { externalNumber: 'A-1' } }),
  'POST /v1/requests/:externalNumber/words': () => ({ params: { externalNumber: 'A-1' }, body: {} }),
}

export const bridges: Readonly<Record<string, Probe>> = { ...apiKeys, ...webHooks, ...hotline, ...entrance }
