import { type Route, route } from '../http/route.ts'
import { acknowledgeAlerts } from './commands.ts'
import { alertsApi as api } from './contract.ts'
import { operators } from './policy.ts'
import { countOpen, listAlerts, listChannels } from './queries.ts'
import { changeSettings, getSettings } from './settings.ts'
import { testChannel } from './test-message.ts'

export const routes: readonly Route[] = [
  route(api.list, 'signed-in', 'alerts.list', ({ ctx, query }) => listAlerts(ctx, query)),
  route(api.count, 'signed-in', 'alerts.count', async ({ ctx }) => ({ open: await countOpen(ctx) })),
  route(api.acknowledge, 'signed-in', 'alerts.acknowledge', ({ ctx, body }) => acknowledgeAlerts(ctx, body.ids)),
  route(api.settings, 'signed-in', 'alerts.settings', ({ ctx }) => getSettings(ctx)),
  route(api.changeSettings, 'signed-in', 'alerts.change-settings', ({ ctx, body }) => changeSettings(ctx, body)),
  route(api.channels, operators, 'alerts.channels', ({ ctx }) => listChannels(ctx)),
  route(api.testChannel, operators, 'alerts.test-channel', ({ ctx, params }) => testChannel(ctx, params.channel)),
]
