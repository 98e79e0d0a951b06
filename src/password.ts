import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { readConfig } from '#platform/config.ts'
import { languageOf } from '#platform/i18n.ts'
import { runLocalCommand } from '#platform/local/run.ts'
import { operatorPassword } from '#platform/sign-in/initial-password.ts'
import { translate } from './app.ts'

const say = (key: string, facts: Record<string, string> = {}): void =>
  void process.stdout.write(`${translate(languageOf(process.env.LANG ?? 'zh'), key, facts)}\n`)

/** `daqiao password USERNAME [--city PACK]`: a new initial password, told once. Answers the exit status. */
export async function passwordCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { city: { type: 'string', default: 'sample' } },
    allowPositionals: true,
  })
  const [username] = positionals
  if (username === undefined || positionals.length > 1) {
    say('platform.passwordUsage')
    return 2
  }
  const input = { username, operator: userInfo().username }
  say('platform.passwordMade', await runLocalCommand(readConfig(values.city), operatorPassword, input))
  return 0
}
