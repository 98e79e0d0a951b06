/** What a refusal and the audit call an action stands in both languages, for everything that can be refused or written down. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { routes, translate } from '#app'
import { languages } from '#platform/i18n.ts'

const root = fileURLToPath(new URL('./', import.meta.url))
const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.includes('testing/'))
  .map((path) => readFileSync(`${root}${path}`, 'utf8'))
  .join('\n')

/** The name of a permission in `requireMay`, of a route in its table, of a fact in a list of a module's events. */
const named = [
  ...[...source.matchAll(/requireMay\(((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*)\)/g)].flatMap(
    ([, inside = '']) => /,\s*'([\w-]+\.[\w.-]+)',?\s*$/.exec(inside)?.[1] ?? [],
  ),
  ...[...source.matchAll(/\broute\(\s*\w+\.\w+,\s*(?:'[\w-]+'|[\w.]+|\[[^\]]*\]),\s*'([\w-]+\.[\w.-]+)'/g)].map(
    ([, name = '']) => name,
  ),
  ...[...source.matchAll(/interface \w+Events \{([^;]*?)\n\}/g)].flatMap(([, body = '']) =>
    [...body.matchAll(/^ {2}'([\w-]+)':/gm)].map(([, name = '']) => name),
  ),
]

test('every action has its words in both languages', () => {
  const actions = [...new Set([...routes.map(({ audit }) => audit), ...named])]
  const missing = actions.filter((action) =>
    languages.some((one) => translate(one, `action.${action}`) === `action.${action}`),
  )
  expect(missing).toEqual([])
  expect(actions.length).toBeGreaterThan(60)
})
