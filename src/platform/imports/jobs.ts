import { z } from 'zod'
import { transact } from '../db/transact.ts'
import { enqueue, type Job, job } from '../jobs.ts'
import type { FileRow, ImportKind } from './kind.ts'
import { runImport } from './run.ts'

const Payload = z.object({ city: z.string(), importId: z.string() })

/** Works an import off, a while at a time, and goes on in a job of its own: whoever ends meanwhile loses a batch at most. */
export function importJob<Mapping, Row extends FileRow, World, Tally>(
  kind: ImportKind<Mapping, Row, World, Tally>,
): Job<typeof Payload> {
  const own: Job<typeof Payload> = job({
    name: `import-${kind.name}`,
    payload: Payload,
    expiresInSeconds: 120,
    handle: async (payload) => {
      if (await runImport(kind, payload)) await transact({ city: payload.city }, () => enqueue(own, payload))
    },
  })
  return own
}
