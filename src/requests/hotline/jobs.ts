import { z } from 'zod'
import { transact } from '#platform/db/transact.ts'
import { enqueue, job } from '#platform/jobs.ts'
import { workOff } from './batches/commands.ts'

/** Works an import off, a while at a time, and goes on in a job of its own: whoever ends meanwhile loses a batch at most. */
export const importTickets = job({
  name: 'import-hotline-tickets',
  payload: z.object({ city: z.string(), importId: z.string() }),
  expiresInSeconds: 120,
  handle: async (payload) => {
    if (await workOff(payload)) await transact({ city: payload.city }, () => enqueue(importTickets, payload))
  },
})
