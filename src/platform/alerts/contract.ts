import { z } from 'zod'
import { endpoint } from '../http/endpoint.ts'
import { outsideChannels, urgencies } from './rules.ts'

export const Alert = z.object({
  id: z.string(),
  kind: z.string(),
  urgency: z.enum(urgencies),
  subject: z.object({ kind: z.string(), id: z.string() }),
  /** Page of what it is about. */
  page: z.string(),
  /** Fill `alerts.<kind>`; see `sentenceOf`. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  raisedAt: z.string(),
  acknowledgedAt: z.string().nullable(),
  /** Whether somebody else took it up. */
  byAnother: z.boolean(),
})
export type Alert = z.output<typeof Alert>

export const ListAlerts = z.object({
  show: z.enum(['open', 'all']).default('open'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})

const Time = z
  .string()
  .max(5)
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
const OnOrOff = z.object({ mail: z.boolean(), messenger: z.boolean(), sms: z.boolean() })

export const AlertSettings = z.object({
  mail: z.string().nullable(),
  mobile: z.string().nullable(),
  channels: OnOrOff,
  quietFrom: z.string().nullable(),
  quietTo: z.string().nullable(),
  /** 0 while nothing was set. */
  version: z.number(),
  /** Channels the city has. */
  configured: z.array(z.enum(outsideChannels)),
})
export type AlertSettings = z.output<typeof AlertSettings>

export const ChangeAlertSettings = z.object({
  version: z.number().int().min(0).max(1_000_000_000),
  mail: z.email().max(254).nullable(),
  mobile: z
    .string()
    .trim()
    .max(21)
    .regex(/^\+?[0-9][0-9 -]{4,19}$/)
    .nullable(),
  channels: OnOrOff,
  quiet: z
    .object({ from: Time, to: Time })
    .refine(({ from, to }) => from !== to, 'quiet hours have a length')
    .nullable(),
})
export type ChangeAlertSettings = z.output<typeof ChangeAlertSettings>

const Channel = z.enum(outsideChannels)

/** How a channel does, for whoever keeps it running. */
export const ChannelState = z.object({
  channel: Channel,
  isConfigured: z.boolean(),
  host: z.string().nullable(),
  lastSentAt: z.string().nullable(),
  lastFailure: z.object({ at: z.string(), error: z.string() }).nullable(),
  /** Not sent yet, and how many of them were tried in vain. */
  waiting: z.number(),
  retried: z.number(),
  /** Failed for good. */
  failed: z.number(),
})
export type ChannelState = z.output<typeof ChannelState>

export const alertsApi = {
  list: endpoint({
    method: 'get',
    path: '/alerts',
    summary: "One's alerts, the newest first",
    query: ListAlerts,
    answer: z.object({ rows: z.array(Alert), total: z.number(), pageSize: z.number() }),
  }),
  count: endpoint({
    method: 'get',
    path: '/alerts/count',
    summary: "How many of one's alerts nobody has taken up",
    answer: z.object({ open: z.number() }),
  }),
  acknowledge: endpoint({
    method: 'post',
    path: '/alerts/acknowledge',
    summary: 'Take alerts up: nobody else is woken',
    body: z.object({ ids: z.array(z.uuid()).min(1).max(100) }),
    answer: z.object({ acknowledged: z.number() }),
  }),
  settings: endpoint({
    method: 'get',
    path: '/alerts/settings',
    summary: 'Where one wants to be woken',
    answer: AlertSettings,
  }),
  changeSettings: endpoint({
    method: 'put',
    path: '/alerts/settings',
    summary: 'Say where one wants to be woken',
    body: ChangeAlertSettings,
    answer: z.object({ version: z.number() }),
  }),
  channels: endpoint({
    method: 'get',
    path: '/alerts/channels',
    summary: 'The channels out of the house and how they do',
    answer: z.array(ChannelState),
  }),
  testChannel: endpoint({
    method: 'post',
    path: '/alerts/channels/:channel/test',
    summary: 'Send a test message to oneself',
    params: z.object({ channel: Channel }),
    answer: z.object({ alertId: z.string() }),
  }),
}
