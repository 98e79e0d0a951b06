import { z } from 'zod'
import { systemContext } from '../actor.ts'
import { now } from '../clock.ts'
import { job } from '../jobs.ts'
import { deliverDue } from './deliver.ts'

/** Sends what waits; a repeat finds nothing waiting. What fails is tried again by the clock of `ticks`. */
export const deliverAlerts = job({
  name: 'deliver-alerts',
  payload: z.object({ city: z.string() }),
  handle: async ({ city }) => {
    await deliverDue(systemContext(city, now))
  },
})
