import { pino } from 'pino'
import { safeError } from './safe-error.ts'

/** Structured log on standard error, one JSON line an entry. It holds ids and keys, never names, numbers or text of a document. */
export const log = pino(
  {
    level: process.env.DAQIAO_LOG ?? 'warn',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: safeError },
  },
  pino.destination({ dest: 2, sync: true }),
)
