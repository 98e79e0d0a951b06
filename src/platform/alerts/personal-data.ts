import { and, eq, inArray, or, type SQL } from 'drizzle-orm'
import type { Context } from '../actor.ts'
import { type Tx, transactAsOwner } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { announce } from '../events.ts'
import type { FoundPlace, PersonalDataSource } from '../personal-data/sources.ts'
import { maskName, maskPhone } from '../protect/masks.ts'
import { indexesOf, indexOf } from '../protect/protected-tables.ts'
import { accounts, alertSettings } from '../tables.ts'
import { ChangeAlertSettings } from './contract.ts'
import { settingsMail, settingsMobile } from './tables.ts'

const source = 'alerts'
const fields = { mail: settingsMail, mobile: settingsMobile } as const
type Field = keyof typeof fields
const fieldOf = (name: string): Field | undefined => (name === 'mail' || name === 'mobile' ? name : undefined)

/** Addresses at which accounts want to be woken. */
export const alertsSource: PersonalDataSource = {
  name: source,
  find: async (ctx, tx, { name, phone }) => {
    const named = name === null ? [] : await accountsNamed(ctx, name)
    return placesOf(
      ctx,
      tx,
      or(
        named.length === 0 ? undefined : inArray(alertSettings.accountId, named),
        phone === null ? undefined : inArray(alertSettings.mobileIndex, indexesOf(settingsMobile, phone)),
      ),
    )
  },
  look: async (ctx, tx, keys) => {
    const ids = keys.map(({ id }) => id)
    const places = ids.length === 0 ? [] : await placesOf(ctx, tx, inArray(alertSettings.id, ids))
    return places.filter((place) => keys.some(({ id, field }) => id === place.id && field === place.field))
  },
  correct: async (ctx, tx, { id, field }, value) => {
    const known = fieldOf(field)
    const parsed = known && ChangeAlertSettings.shape[known].safeParse(value)
    if (!known || !parsed?.success) throw new AppError('invalid', 'alerts.badAddress')
    await write(ctx, tx, id, known, parsed.data)
  },
  erase: async (ctx, tx, keys) => {
    for (const { id, field } of keys) {
      const known = fieldOf(field)
      if (known) await write(ctx, tx, id, known, null)
    }
  },
}

const accountsNamed = (ctx: Context, name: string): Promise<string[]> =>
  transactAsOwner(ctx.city, async (owner) => {
    const rows = await owner
      .select({ id: accounts.id })
      .from(accounts)
      .where(and(eq(accounts.city, ctx.city), eq(accounts.name, name)))
    return rows.map(({ id }) => id)
  })

async function placesOf(ctx: Context, tx: Tx, wanted: SQL | undefined): Promise<FoundPlace[]> {
  if (wanted === undefined) return []
  const rows = await tx
    .select()
    .from(alertSettings)
    .where(and(eq(alertSettings.city, ctx.city), wanted))
    .orderBy(alertSettings.id)
  return rows.flatMap(({ id, ...row }) =>
    (['mail', 'mobile'] as const).flatMap((field): FoundPlace[] => {
      const value = row[field]
      if (value === null) return []
      return [
        {
          ...{ source, kind: 'alert-settings', id, field, labelKey: `alerts.personalData.${field}`, where: '' },
          value: field === 'mobile' ? maskPhone(value) : typeof value === 'string' ? maskName(value) : '******',
          full: typeof value === 'string' ? value : null,
          ...{ keptKey: null, mayCorrect: true },
        },
      ]
    }),
  )
}

async function write(ctx: Context, tx: Tx, id: string, field: Field, value: string | null): Promise<void> {
  const index = indexOf(fields[field], value)
  const change = field === 'mail' ? { mail: value, mailIndex: index } : { mobile: value, mobileIndex: index }
  const rows = await tx
    .update(alertSettings)
    .set(change)
    .where(and(eq(alertSettings.city, ctx.city), eq(alertSettings.id, id)))
    .returning({ accountId: alertSettings.accountId })
  for (const { accountId } of rows) {
    const subject = { kind: 'account', id: accountId }
    await announce(ctx, tx, { kind: 'alert-settings-changed', subject, facts: { changed: [field] } })
  }
}
