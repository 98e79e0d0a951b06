import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { readPackFile } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { transact } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { creditCodeFault, initialsOfFirm } from './rules.ts'
import { followWords } from './search/commands.ts'
import { contactColumns, enterprises } from './tables.ts'

const EnterprisesFile = z.object({
  enterprises: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      shortName: z.string().optional(),
      division: z.string(),
      contact: z.object({ name: z.string(), phone: z.string() }).nullable().default(null),
    }),
  ),
})

/**
 * Loads the firms of a pack that are not there yet, and gives the ids of all firms of the city by credit code. Divisions
 * must be there: `seedOrganisations` goes first.
 *
 * @throws AppError invalid `enterprises.badCreditCode`
 */
export async function seedEnterprises(ctx: Context, pack: string): Promise<Map<string, string>> {
  const firms = readPackFile(`${pack}/enterprises.yaml`, EnterprisesFile)?.enterprises ?? []
  for (const { code } of firms) {
    if (creditCodeFault(code) !== null) throw new AppError('invalid', 'enterprises.badCreditCode', { code })
  }
  return transact(ctx, async (tx) => {
    const { id, creditCode } = enterprises
    const present = await tx.select({ id, creditCode }).from(enterprises).where(eq(enterprises.city, ctx.city))
    const ids = new Map(present.flatMap((row) => (row.creditCode === null ? [] : [[row.creditCode, row.id]])))
    const missing = firms.filter(({ code }) => !ids.has(code)).map((firm) => ({ ...firm, id: newId() }))
    for (let at = 0; at < missing.length; at += 1000) {
      const rows = missing.slice(at, at + 1000).map((firm) => ({
        city: ctx.city,
        id: firm.id,
        creditCode: firm.code,
        name: firm.name,
        shortName: firm.shortName ?? firm.name,
        initials: initialsOfFirm(firm.name, firm.shortName ?? firm.name),
        divisionCode: firm.division,
        ...contactColumns('enterprises', firm.contact?.name ?? null, firm.contact?.phone ?? null),
      }))
      await tx.insert(enterprises).values(rows)
    }
    await followWords(
      tx,
      ctx,
      missing.map(({ id: added }) => added),
    )
    for (const firm of missing) ids.set(firm.code, firm.id)
    if (missing.length > 0) {
      const subject = { kind: 'enterprises', id: ctx.city }
      await announce(ctx, tx, { kind: 'enterprises-seeded', subject, facts: { added: missing.length } })
    }
    return ids
  })
}
