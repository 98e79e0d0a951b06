import { parseArgs } from 'node:util'
import { readConfig } from '#platform/config.ts'
import { languageOf } from '#platform/i18n.ts'
import { runLocalCommand } from '#platform/local/run.ts'
import { keys, translate } from './app.ts'

const say = (key: string, facts: Record<string, string | number> = {}): void => {
  const words = translate(languageOf(process.env.LANG ?? 'zh'), `platform.protect.${key}`, facts)
  process.stdout.write(`${words}\n`)
}

/** `daqiao keys status|rotate [--city PACK]`: the keys of the encrypted columns. Answers the exit status. */
export async function keysCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { city: { type: 'string', default: 'sample' } },
    allowPositionals: true,
  })
  const [what = 'status'] = positionals
  if (what !== 'status' && what !== 'rotate') {
    say('usage')
    return 2
  }
  const config = readConfig(values.city)
  return what === 'status' ? status(config) : rotate(config)
}

type Config = ReturnType<typeof readConfig>

async function status(config: Config): Promise<number> {
  const { file, versions, counts, rotatingTo } = await runLocalCommand(config, keys.status, {})
  say('statusFile', { file })
  for (const { version, cipher, madeAt } of versions) {
    const rows = counts.filter((count) => count.version === version).reduce((sum, count) => sum + count.rows, 0)
    say('statusVersion', { version, cipher: cipher.toUpperCase(), madeAt: madeAt.slice(0, 10), rows })
  }
  for (const { place, version, rows } of counts) {
    if (version === null) say('statusPlain', { place, rows })
    else if (!versions.some((known) => known.version === version)) say('statusUnknown', { place, version, rows })
    else say('statusPlace', { place, version, rows })
  }
  if (rotatingTo !== null) say('statusRotating', { version: rotatingTo })
  return counts.every(({ version }) => versions.some((known) => known.version === version)) ? 0 : 1
}

async function rotate(config: Config): Promise<number> {
  const progress = ({ done, of }: { done: number; of: number }) => process.stderr.write(`\r· ${done} / ${of}`)
  const { version, rows, unreadable, finished } = await runLocalCommand(config, keys.rotate, {}, progress)
  process.stderr.write('\n')
  say(finished ? 'rotated' : 'rotationStopped', { version, rows })
  if (unreadable > 0) say('rotationUnreadable', { count: unreadable })
  return finished && unreadable === 0 ? 0 : 1
}
