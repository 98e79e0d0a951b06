import { z } from 'zod'
import { systemContext } from '#platform/actor.ts'
import { now } from '#platform/clock.ts'
import { type Job, job } from '#platform/jobs.ts'

/** Reads a kept file again. The command is loaded when the job runs, since it enqueues this job itself. */
export const readAgainJob = job({
  name: 'read-document-again',
  payload: z.object({ city: z.string(), documentId: z.uuid() }),
  handle: async ({ city, documentId }) => {
    const { readAgain } = await import('./readings/commands.ts')
    const moment = now()
    await readAgain(
      systemContext(city, () => moment),
      documentId,
    )
  },
})

export const jobs: readonly Job[] = [readAgainJob as Job]
