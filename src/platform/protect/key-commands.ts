import { z } from 'zod'
import { now } from '../clock.ts'
import { localCommand } from '../local/command.ts'
import { ciphers } from './cipher.ts'
import { keyRing } from './key-ring.ts'
import type { ProtectedTable } from './protected-tables.ts'
import { countVersions } from './reseal.ts'
import { rotateKeys } from './rotation.ts'

/** `keys status` and `keys rotate`, for the process that holds the database. */
export const keyCommands = (tables: readonly ProtectedTable[]) => ({
  status: localCommand({
    name: 'keys-status',
    input: z.object({}),
    answer: z.object({
      file: z.string(),
      rotatingTo: z.number().nullable(),
      versions: z.array(z.object({ version: z.number(), cipher: z.enum(ciphers), madeAt: z.string() })),
      /** Version null: stands plain. A version that is not in the file cannot be read. */
      counts: z.array(z.object({ place: z.string(), version: z.number().nullable(), rows: z.number() })),
    }),
    run: async () => {
      const { keys, rotatingTo } = keyRing().all()
      const versions = keys.map(({ version, cipher, madeAt }) => ({ version, cipher, madeAt }))
      return { file: keyRing().file, rotatingTo, versions, counts: await countVersions(tables) }
    },
  }),
  rotate: localCommand({
    name: 'keys-rotate',
    input: z.object({}),
    answer: z.object({ version: z.number(), rows: z.number(), unreadable: z.number(), finished: z.boolean() }),
    run: (_input, { report, signal }) =>
      rotateKeys(tables, {
        now,
        report: (done, of) => report({ done, of }),
        isStopped: () => signal.aborted,
      }),
  }),
})
