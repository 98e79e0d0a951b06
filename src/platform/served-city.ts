import { asc } from 'drizzle-orm'
import type { Context } from './actor.ts'
import { transactAsOwner } from './db/transact.ts'
import { AppError, found } from './errors.ts'
import { cities } from './tables.ts'

/**
 * The context of somebody who is not signed in, in the city they turn to: the one this server serves, or the named one
 * where it serves several.
 *
 * @throws AppError invalid `platform.whichCity` | not-found `platform.noSuchCity`
 */
export async function visitorContext(ctx: Context, named: string | undefined): Promise<Context> {
  const served = await transactAsOwner('000000', (tx) =>
    tx.select({ code: cities.code }).from(cities).orderBy(asc(cities.code)),
  )
  if (!named && served.length > 1) throw new AppError('invalid', 'platform.whichCity')
  const { code } = found(named ? served.find((one) => one.code === named) : served[0], 'platform.noSuchCity')
  return { ...ctx, city: code, actor: { ...ctx.actor, city: code } }
}
