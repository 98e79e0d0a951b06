/** Child process of the bench of imports: opens the database and imports one table, as a process does that only works. */
import { parseArgs } from 'node:util'
import { systemContext } from '#platform/actor.ts'
import { now } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { openPool } from '#platform/db/pool.ts'
import { read } from '#platform/db/transact.ts'
import { startTable } from '#platform/imports/index.ts'
import { importById } from '#platform/imports/queries.ts'
import { prepare } from '#platform/prepare.ts'
import '../src/app.ts'
import { firmsKind, workOff } from '../src/enterprises/import/batches/commands.ts'

const { positionals } = parseArgs({ allowPositionals: true })
const [city = '', importId = ''] = positionals
const config = readConfig('sample')
const pool = openPool({ connectionString: config.databaseUrl ?? '', single: false })
prepare(config, pool)

const from = performance.now()
const { actor, version } = await read({ city }, (tx) => importById(tx, city, importId))
const ctx = systemContext(city, now)
await startTable(actor === null ? ctx : { ...ctx, actor }, firmsKind, importId, { version })
while (await workOff({ city, importId }));
const { state, failure } = await read({ city }, (tx) => importById(tx, city, importId))
await pool.end()
if (state !== 'done') throw new Error(`the import ended ${state}: ${failure}`)
process.send?.({ seconds: (performance.now() - from) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 })
process.disconnect?.()
