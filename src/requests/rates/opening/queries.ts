import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { waitingAbout } from '#platform/approvals/index.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { answersInForce } from '../../front/queries.ts'
import { bestFits, typedFit } from '../../front/rules.ts'
import { RatesView } from '../contract.ts'
import { keepsForCity } from '../policy.ts'
import { rulesNow } from '../queries.ts'
import { monthNumber, monthText } from '../rules.ts'
import { openings, periods } from '../tables.ts'
import { openingSubject } from './commands.ts'
import type { OpeningView, OpenMonth, OpenNumbers, OpenPage } from './contract.ts'
import { type Counts, hideSmall, type OpenRate, openBlocks, openRates } from './rules.ts'

const openingOf = (ctx: Context) => and(eq(openings.city, ctx.city), isNull(openings.shutAt))

/** The page as anybody reads it. */
export const getOpenPage = (ctx: Context, month: string | undefined): Promise<OpenPage> =>
  read(ctx, async (tx) => {
    const { reviewedByName, reviewedOn, approvedByName, approvedAt } = openings
    const [opening] = await tx
      .select({ reviewedByName, reviewedOn, approvedByName, approvedAt })
      .from(openings)
      .where(openingOf(ctx))
    if (!opening) return { opening: null, months: [], shown: null }
    return { opening, ...(await numbersOf(tx, ctx, month)) }
  })

const mostAnswers = 50

/** Public answers in force, found by words; none while the page is off. */
export const listOpenAnswers = (ctx: Context, text: string) =>
  read(ctx, async (tx) => {
    const [opening] = await tx.select({ id: openings.id }).from(openings).where(openingOf(ctx))
    if (!opening) return []
    const rows = await answersInForce(tx, ctx)
    const words = text.normalize('NFKC').toLowerCase().split(/\s+/)
    const holds = ({ question, answer, topic }: (typeof rows)[number]) => {
      const all = `${question}\n${answer}\n${topic}`.normalize('NFKC').toLowerCase()
      return words.every((word) => all.includes(word))
    }
    const exact = rows.filter(holds)
    const near = () => bestFits(rows, ({ question: title, words }) => typedFit(text, { title, words }), mostAnswers)
    return (exact.length > 0 ? exact : near()).slice(0, mostAnswers).map(({ words: _, ...row }) => row)
  })

/** How the page stands, for who keeps it. */
export const getOpening = (ctx: Context): Promise<OpeningView> =>
  read(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(openings)
      .where(eq(openings.city, ctx.city))
      .orderBy(desc(openings.approvedAt))
      .limit(50)
    return {
      now: rows.find(({ shutAt }) => shutAt === null) ?? null,
      past: rows.filter(({ shutAt }) => shutAt !== null),
      mayKeep: keepsForCity(ctx.actor),
      waiting: await waitingAbout(tx, ctx, { kind: openingSubject, id: ctx.city }),
    }
  })

/** What the page would show. */
export const previewOpenPage = (ctx: Context, month: string | undefined): Promise<OpenNumbers> =>
  read(ctx, (tx) => numbersOf(tx, ctx, month))

async function numbersOf(tx: Tx, ctx: Context, asked: string | undefined): Promise<OpenNumbers> {
  const isClosed = and(eq(periods.city, ctx.city), eq(periods.state, 'closed'))
  const closed = await tx
    .select({ month: periods.month })
    .from(periods)
    .where(isClosed)
    .orderBy(desc(periods.month))
    .limit(24)
  const months = closed.map(({ month }) => monthText(month))
  const month = months.find((one) => one === asked) ?? months[0]
  if (month === undefined) return { months, shown: null }
  const [period] = await tx
    .select()
    .from(periods)
    .where(and(isClosed, eq(periods.month, monthNumber(month))))
  const { smallestCell } = (await rulesNow(tx, ctx)).rates
  return {
    months,
    shown: period ? openMonth(period, smallestCell) : null,
  }
}

function openMonth(period: typeof periods.$inferSelect, smallestCell: number): OpenMonth {
  // Whoever closes a month sees the whole city, so its snapshot is whole.
  const { total, groups } = RatesView.parse(period.snapshot)
  // Each unit reads this page too, and knows its own numbers.
  const hidden = hideSmall(countsOf(total), groups.map(countsOf), openBlocks, smallestCell, () => true)
  return {
    ...{ month: monthText(period.month), closedByName: period.closedByName ?? '', closedAt: period.closedAt ?? '' },
    smallestCell,
    total: hidden.total,
    groups: groups.flatMap(({ id, name, nameEn }, at) => {
      const rates = hidden.groups[at]
      return rates ? [{ id, name, nameEn, rates }] : []
    }),
  }
}

const none = { numerator: 0, denominator: 0 }

/** The counts alone. What stands still has none. */
function countsOf({ rates }: RatesView['total']): Counts<OpenRate> {
  const count = (key: OpenRate) => {
    const { numerator, denominator } = rates[key] ?? none
    return [key, { numerator, denominator }] as const
  }
  return Object.fromEntries(openRates.map(count)) as Counts<OpenRate>
}
