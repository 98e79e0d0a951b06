/** Starts web and worker, or runs a command. Loads what the command needs and nothing more. */
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { AppError } from '#platform/errors.ts'
import { languageOf } from '#platform/i18n.ts'

// What Node compiled is kept beside the packages, so that the second start is quick.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)))

const [command = 'start', ...args] = process.argv.slice(2)

/** Commands by name; each answers its exit status. */
const commands: Record<string, () => Promise<number>> = {
  start: async () => (await import('./start.ts')).startCommand(args),
  reset: async () => (await import('./start.ts')).resetCommand(args),
  read: async () => (await import('#documents/cli.ts')).readCommand(args),
  ladder: async () => (await import('./ladder/cli.ts')).ladderCommand(args),
  calendar: async () => (await import('./calendar.ts')).calendarCommand(args),
  audit: async () => (await import('./audit.ts')).auditCommand(args),
  password: async () => (await import('./password.ts')).passwordCommand(args),
  keys: async () => (await import('./keys.ts')).keysCommand(args),
}

const usage = `daqiao COMMAND

  read FILE [--json]           read a document: articles, measures, figures, entities
  read --out DIR PATH...       read several files or folders, one JSON each
  ladder FILE [--on DAY]       judge the firms in a file by the rules in force on a day, as JSON
  calendar import FILE         read the yearly notice of days off into the calendar (--dry-run only checks)
  audit verify                 prove the audit chain, name the first break
  audit archive --before DAY   move audit rows older than six months into a file
  keys status|rotate           look at the keys of the encrypted columns, or change them
  password USERNAME            give an account a new initial password, for who cannot be let in on a page
  start [--city PACK]          start the server (what npm start does)
  reset [--city PACK]          delete the data of the sample city
`

async function main(): Promise<number> {
  const run = commands[command]
  if (run) return run()
  const asked = command === 'help' || command === '--help'
  ;(asked ? process.stdout : process.stderr).write(usage)
  return asked ? 0 : 2
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof AppError)) throw error
  const { translate } = await import('./app.ts')
  process.stderr.write(`${translate(languageOf(process.env.LANG ?? 'zh'), error.key, error.facts)}\n`)
  process.exitCode = 1
}
