import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { listUnits, readPackFile } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { type Asked, countAsked } from '#platform/burden/index.ts'
import { transact } from '#platform/db/transact.ts'
import { announce } from '#platform/events.ts'
import { findTwins } from '../duplicates/commands.ts'
import { addFirm } from '../firm/commands.ts'
import type { SampleOfficer } from '../firm/seed.ts'
import { enterprises } from '../tables.ts'
import { mergeFirms } from './commands.ts'

const Form = z.object({
  form: z.string(),
  fields: z.int(),
  known: z.int(),
  times: z.int(),
  /** Slug of the unit that asks. */
  asker: z.string().optional(),
})
const TwinsFile = z.object({
  twins: z.array(
    z.object({
      name: z.string(),
      shortName: z.string(),
      division: z.string(),
      address: z.string(),
      /** Credit code of the firm it is another entry of. */
      of: z.string(),
      mergedBecause: z.string().optional(),
    }),
  ),
  firmForms: z.array(Form),
  unitForms: z.array(Form),
  months: z.int(),
})

/** Firms that the sample asks: enough for a page, few enough to be read. */
const askedFirms = 12

/** Of the sample: a pair that may be one firm, a merged entry, and months of the burden meter. */
export async function seedTwins(ctx: Context, pack: string, { id, name }: SampleOfficer): Promise<void> {
  const file = readPackFile(`${pack}/twins.yaml`, TwinsFile)
  if (!file) return
  const officer: Context = { ...ctx, actor: { ...ctx.actor, accountId: id, name, role: 'enterprise-officer' } }
  const known = await transact(ctx, (tx) =>
    tx
      .select({ id: enterprises.id, code: enterprises.creditCode, version: enterprises.version })
      .from(enterprises)
      .where(eq(enterprises.city, ctx.city))
      .orderBy(enterprises.creditCode),
  )
  for (const { of, division: divisionCode, mergedBecause: reason, ...entry } of file.twins) {
    const firm = known.find(({ code }) => code === of)
    if (!firm) continue
    const twin = await addFirm(officer, { ...entry, divisionCode, noCodeReason: 'not-known' })
    if (reason === undefined) continue
    const versions = { version: firm.version, otherVersion: twin.version }
    await mergeFirms(officer, firm.id, { otherId: twin.id, ...versions, reason, take: [] })
  }
  await findTwins(ctx)
  await countPast(
    ctx,
    file,
    known.slice(0, askedFirms).map((firm) => firm.id),
  )
}

/** Counters of past months, a little more each month and unlike from firm to firm. */
async function countPast(ctx: Context, file: z.output<typeof TwinsFile>, firmIds: readonly string[]): Promise<void> {
  await transact(ctx, async (tx) => {
    const units = await listUnits(tx, ctx, { closed: false })
    const unitOf = (slug: string | undefined) => units.find((unit) => unit.slug === slug)?.id ?? null
    const filling = units.filter(({ kind }) => kind === 'bureau').slice(0, 6)
    for (let ago = file.months - 1; ago >= 0; ago--) {
      const now = () => ctx.now().subtract({ hours: 24 * 30 * ago })
      const growth = (2 * file.months - ago) / (2 * file.months)
      const times = (form: z.output<typeof Form>, at: number) =>
        Math.max(0, Math.round(form.times * growth) + ((at * 5 + ago * 3) % 4) - 1)
      const asked = (kind: 'firm' | 'unit', ids: readonly string[], forms: readonly z.output<typeof Form>[]): Asked[] =>
        ids.flatMap((subjectId, at) =>
          forms.flatMap((form) =>
            Array.from({ length: times(form, at) }, () => ({
              ...{ subject: { kind, id: subjectId }, askerId: unitOf(form.asker) },
              ...{ form: form.form, fields: form.fields, known: Math.min(form.known, form.fields) },
            })),
          ),
        )
      const unitIds = filling.map((unit) => unit.id)
      await countAsked(tx, { city: ctx.city, now }, asked('firm', firmIds, file.firmForms))
      await countAsked(tx, { city: ctx.city, now }, asked('unit', unitIds, file.unitForms))
    }
    const subject = { kind: 'enterprises', id: ctx.city }
    await announce(ctx, tx, { kind: 'enterprises-seeded', subject, facts: { months: file.months } })
  })
}
