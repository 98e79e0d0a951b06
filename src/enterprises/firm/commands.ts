import { and, eq } from 'drizzle-orm'
import { listDivisions } from '#organisations/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { initialsOf } from '#platform/pinyin.ts'
import { readable } from '#platform/protect/values.ts'
import { readCreditCode } from '../code/rules.ts'
import { enterpriseSubject, lockFirm, lockKept, writtenBy } from '../commands.ts'
import { industryTree } from '../industries/queries.ts'
import { keepers, noteReaders } from '../policy.ts'
import { initialsOfFirm } from '../rules.ts'
import { followWords } from '../search/commands.ts'
import { followSize } from '../size/commands.ts'
import { contactColumns, enterprises } from '../tables.ts'
import type { AddFirm, ChangeStatus, KeepFirm } from './contract.ts'
import { profileFields } from './rules.ts'
import { names, profiles, statusChanges } from './tables.ts'

interface Kept {
  id: string
  version: number
}

/**
 * Enter a firm. Without a credit code it says why there is none; a 15-digit number of before is kept beside it.
 *
 * @throws AppError forbidden | invalid `enterprises.badCreditCode`, `enterprises.noDivision`, `enterprises.noIndustry`,
 *   `enterprises.whyNoCode` | conflict `enterprises.codeTaken`
 */
export const addFirm = (ctx: Context, { contactName, contactPhone, ...input }: AddFirm): Promise<Kept> =>
  transact(ctx, async (tx) => {
    requireMay(keepers.includes(ctx.actor.role), 'enterprises.add')
    await requireDivision(tx, ctx, input.divisionCode)
    const coded = codeColumns(input.creditCode, input.noCodeReason)
    if (coded.creditCode === null && coded.noCodeReason === null) throw new AppError('invalid', 'enterprises.whyNoCode')
    await requireFree(tx, ctx, coded.creditCode, null)

    const id = newId()
    const { name, shortName, divisionCode, address = null } = input
    await tx.insert(enterprises).values({
      ...{ city: ctx.city, id, name, shortName, divisionCode, address, initials: initialsOfFirm(name, shortName) },
      ...coded,
      ...contactColumns('enterprises', contactName ?? null, contactPhone ?? null),
    })
    await writeProfile(tx, ctx, id, input)
    await followWords(tx, ctx, [id])
    await announce(ctx, tx, {
      ...{ kind: 'firm-added', subject: { kind: enterpriseSubject, id } },
      facts: { creditCode: coded.creditCode },
    })
    return { id, version: 1 }
  })

/**
 * Change the entry and profile; what is not named stays. A name that changes stays behind as a former name.
 *
 * @throws AppError not-found | forbidden | invalid | conflict `platform.changedMeanwhile`, `enterprises.codeTaken`
 */
export const keepFirm = (ctx: Context, id: string, { version, ...input }: KeepFirm): Promise<Kept> =>
  transact(ctx, async (tx) => {
    const firm = await lockKept(tx, ctx, id, 'enterprises.keep', version)
    await writeEntry(tx, ctx, firm, input)
    return { id, version: version + 1 }
  })

type Entry = Omit<KeepFirm, 'version'>

/** The change itself, for corrections too; the caller has locked the firm and decided who may. */
export async function writeEntry(tx: Tx, ctx: Context, firm: typeof enterprises.$inferSelect, input: Entry) {
  if (input.divisionCode !== undefined) await requireDivision(tx, ctx, input.divisionCode)
  const isCoded = input.creditCode !== undefined || input.noCodeReason !== undefined
  const coded = isCoded
    ? codeColumns(
        input.creditCode === undefined ? firm.creditCode : input.creditCode,
        input.noCodeReason === undefined ? firm.noCodeReason : input.noCodeReason,
      )
    : null
  if (coded !== null) await requireFree(tx, ctx, coded.creditCode, firm.id)
  const contact =
    input.contactName === undefined && input.contactPhone === undefined
      ? {}
      : contactColumns(
          'enterprises',
          input.contactName ?? (firm.contactName === null ? null : readable(firm.contactName)),
          input.contactPhone ?? (firm.contactPhone === null ? null : readable(firm.contactPhone)),
        )
  const [name, shortName] = [input.name ?? firm.name, input.shortName ?? firm.shortName]
  await tx
    .update(enterprises)
    .set({
      ...{ name, initials: initialsOfFirm(name, shortName), shortName },
      ...{ divisionCode: input.divisionCode ?? firm.divisionCode, version: firm.version + 1 },
      ...(input.address === undefined ? {} : { address: input.address }),
      ...(coded ?? {}),
      ...contact,
    })
    .where(inCity(ctx, firm.id))
  if (name !== firm.name) await keepFormerName(tx, ctx, firm)
  await writeProfile(tx, ctx, firm.id, input)
  await followWords(tx, ctx, [firm.id])
  await announce(ctx, tx, {
    ...{ kind: 'firm-kept', subject: { kind: enterpriseSubject, id: firm.id } },
    facts: { fields: Object.keys(input).join(' ') },
  })
}

/** Say how a firm stands since a day. @throws AppError not-found | forbidden | conflict | invalid `enterprises.notYet` */
export const changeStatus = (ctx: Context, id: string, { version, ...change }: ChangeStatus): Promise<Kept> =>
  transact(ctx, async (tx) => {
    await lockKept(tx, ctx, id, 'enterprises.change-status', version)
    if (change.sinceOn > dayOf(ctx.now()).toString()) throw new AppError('invalid', 'enterprises.notYet')
    await tx.insert(statusChanges).values({
      ...{ city: ctx.city, id: newId(), enterpriseId: id, ...change, evidence: change.evidence ?? null },
      ...writtenBy(ctx),
    })
    await tx
      .update(enterprises)
      .set({ status: change.status, version: version + 1 })
      .where(inCity(ctx, id))
    const { status, sinceOn } = change
    await announce(ctx, tx, {
      ...{ kind: 'firm-status-changed', subject: { kind: enterpriseSubject, id } },
      facts: { status, sinceOn },
    })
    return { id, version: version + 1 }
  })

/** The contact whole; that it was looked at is written down. @throws AppError not-found | forbidden */
export const showContact = (ctx: Context, id: string) =>
  transact(ctx, async (tx) => {
    const firm = await lockFirm(tx, ctx, id)
    requireMay(noteReaders.includes(ctx.actor.role), 'enterprises.show-contact')
    await announce(ctx, tx, { kind: 'firm-contact-shown', subject: { kind: enterpriseSubject, id }, facts: {} })
    return {
      contactName: firm.contactName === null ? null : readable(firm.contactName),
      contactPhone: firm.contactPhone === null ? null : readable(firm.contactPhone),
    }
  })

const inCity = (ctx: Context, id: string) => and(eq(enterprises.city, ctx.city), eq(enterprises.id, id))

/** @throws AppError invalid `enterprises.badCreditCode` */
function codeColumns(typed: string | null | undefined, why: string | null | undefined) {
  const read = readCreditCode(typed ?? '')
  if (read.kind === 'wrong') throw new AppError('invalid', 'enterprises.badCreditCode', { code: read.code })
  if (read.kind === 'right') return { creditCode: read.code, noCodeReason: null }
  if (read.kind === 'old-number') return { creditCode: null, noCodeReason: 'old-number', oldNumber: read.number }
  return { creditCode: null, noCodeReason: why ?? null }
}

/** @throws AppError conflict `enterprises.codeTaken`: said of firms outside the scope too, without their name */
async function requireFree(tx: Tx, ctx: Context, creditCode: string | null, own: string | null): Promise<void> {
  if (creditCode === null) return
  const [holder] = await tx
    .select({ id: enterprises.id })
    .from(enterprises)
    .where(and(eq(enterprises.city, ctx.city), eq(enterprises.creditCode, creditCode)))
  if (holder && holder.id !== own) throw new AppError('conflict', 'enterprises.codeTaken', { code: creditCode })
}

/** @throws AppError invalid `enterprises.noDivision` */
async function requireDivision(tx: Tx, ctx: Context, code: string): Promise<void> {
  const isInScope = ctx.actor.divisions === null || ctx.actor.divisions.includes(code)
  if (!isInScope || !(await listDivisions(tx, ctx)).some((division) => division.code === code)) {
    throw new AppError('invalid', 'enterprises.noDivision')
  }
}

async function keepFormerName(tx: Tx, ctx: Context, { id, name }: { id: string; name: string }): Promise<void> {
  const until = dayOf(ctx.now()).toString()
  await tx
    .insert(names)
    .values({
      ...{ city: ctx.city, id: newId(), enterpriseId: id, kind: 'former', name, until },
      ...{ initials: initialsOf(name).toLowerCase(), ...writtenBy(ctx) },
    })
    .onConflictDoUpdate({ target: [names.city, names.enterpriseId, names.kind, names.name], set: { until } })
}

/** @throws AppError invalid `enterprises.noIndustry`, `enterprises.notYet` */
async function writeProfile(tx: Tx, ctx: Context, id: string, input: Entry): Promise<void> {
  const change = Object.fromEntries(
    profileFields.flatMap((field) => (input[field] === undefined ? [] : [[field, input[field]]])),
  )
  if (Object.keys(change).length === 0) return
  if (input.industryCode && !industryTree().names.has(input.industryCode)) {
    throw new AppError('invalid', 'enterprises.noIndustry', { code: input.industryCode })
  }
  if (input.foundedOn && input.foundedOn > dayOf(ctx.now()).toString())
    throw new AppError('invalid', 'enterprises.notYet')
  one(
    await tx
      .insert(profiles)
      .values({ city: ctx.city, id, ...change, ...writtenBy(ctx) })
      .onConflictDoUpdate({ target: [profiles.city, profiles.id], set: { ...change, ...writtenBy(ctx) } })
      .returning({ id: profiles.id }),
  )
  await followSize(tx, ctx, [id])
}
