import { systemContext } from '../actor.ts'
import type { ModuleParts } from '../module.ts'
import type { Tick } from '../ticks.ts'
import { wakeDue } from './commands.ts'
import { deliverDue } from './deliver.ts'
import { deliverAlerts } from './jobs.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { alertsSource } from './personal-data.ts'
import { routes } from './routes.ts'
import { protectedAlertSettings } from './tables.ts'

export { readChannels, setAlertWords, setChannels } from './channels/configuration.ts'
export { acknowledgeAbout, type NewAlert, raiseAlert, raiseAlerts } from './commands.ts'
export { registerSubjectPages, type SubjectPage } from './pages.ts'

/** Wakes the next person, then sends what is due. */
const wakeAndDeliver: Tick = {
  name: 'wake-and-deliver',
  everySeconds: 15,
  run: async (city, moment) => {
    const ctx = systemContext(city, () => moment)
    await wakeDue(ctx)
    await deliverDue(ctx)
  },
}

/** What `app.ts` puts together. */
export const alertsParts: ModuleParts = {
  messages: { zh, en },
  routes,
  jobs: [deliverAlerts],
  protectedTables: [protectedAlertSettings],
  personalData: alertsSource,
  ticks: [wakeAndDeliver],
}
