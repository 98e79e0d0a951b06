import { AppError } from './errors.ts'

/** What a log may keep of an error. */
export interface SafeError {
  type: string
  code?: string
  message?: string
  /** Where in the database: names of its tables and columns. */
  at?: string
  frames: string[]
  cause?: SafeError
}

/** Errors whose message is the program's own words. Others quote the row, the parameters or the text they failed on. */
const ownWords = ['Error', 'TypeError', 'RangeError', 'ReferenceError', 'AbortError', 'TimeoutError']
const longNumber = /\d[\d\s-]{5,}\d/g

/**
 * An error without personal data: its kind, its place, what it came from. Messages of the database and its driver are
 * left out, since they quote values; of the others long numbers are.
 */
export function safeError(error: unknown): SafeError {
  if (!(error instanceof Error)) return { type: typeof error, frames: [] }
  const type = error.constructor.name
  // Its facts may be names; the key says what happened.
  const message = error instanceof AppError ? `${error.fault}: ${error.key}` : error.message.replace(longNumber, '…')
  const hasOwnWords = error instanceof AppError || ownWords.includes(type)
  const field = (name: string): string | null => {
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' ? value : null
  }
  const code = field('code')
  const at = ['schema', 'table', 'column', 'constraint'].flatMap((name) => field(name) ?? []).join('.')
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type,
    ...(code === null ? {} : { code }),
    ...(hasOwnWords && code === null ? { message } : {}),
    ...(at === '' ? {} : { at }),
    frames: frames.slice(0, 20).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: safeError(error.cause) }),
  }
}
