import { test } from 'vitest'
import { aSmallCity } from '#organisations/builders.ts'
import type { Actor } from '#platform/actor.ts'
import { read, transact } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { expectAgreement, smallDivisions } from '#platform/testing/agreement.ts'
import { aContext, rolledBack, testCity } from '#platform/testing/world.ts'
import { correctionsVisibleTo, seesCorrection } from './corrections/policy.ts'
import { keepFirm } from './firm/commands.ts'
import { recordFigures } from './indicators/commands.ts'
import { keeps, notesVisibleTo, readsNotes, sees, visibleTo } from './policy.ts'
import { confirmRegistration, inviteFirm, refuseRegistration } from './registration/commands.ts'
import { visibleTo as registrationsVisibleTo, sees as seesRegistration } from './registration/policy.ts'
import { registrars } from './registration/rules.ts'
import { contactColumns, enterprises, registrations } from './tables.ts'
import { planVisit } from './visits/commands.ts'

/** A firm and a registration that waits, of every division. */
async function everyFirm() {
  await aSmallCity()
  const rows = smallDivisions.map((divisionCode) => ({ id: newId(), registration: newId(), divisionCode }))
  await transact({ city: testCity }, async (tx) => {
    await tx.insert(enterprises).values(
      rows.map(({ id, divisionCode }) => ({
        city: testCity,
        id,
        divisionCode,
        name: divisionCode,
        shortName: divisionCode,
      })),
    )
    await tx.insert(registrations).values(
      rows.map(({ registration, divisionCode }) => ({
        ...{
          city: testCity,
          id: registration,
          receiptHash: registration,
          accountId: registration,
          username: registration,
        },
        ...{
          creditCode: '91350100M000100Y43',
          firmName: divisionCode,
          divisionCode,
          submittedAt: '2026-03-01T00:00:00Z',
        },
        ...contactColumns('registrations', '某人', '13800001234'),
      })),
    )
  })
  return rows
}

test('lists and the policy agree on who has which firm, and whoever invites a firm has it', () =>
  rolledBack(async () => {
    const rows = await everyFirm()
    await expectAgreement({
      scopes: { divisions: smallDivisions, enterprises: rows.map(({ id }) => id) },
      rows,
      sees,
      listed: (actor) =>
        read(aContext(actor), async (tx) => {
          return (await tx.select({ id: enterprises.id }).from(enterprises).where(visibleTo(actor))).map(({ id }) => id)
        }),
      write: {
        may: (actor, row) => sees(actor, row) && registrars.includes(actor.role),
        attempt: (actor, { id }) => inviteFirm(aContext(actor), id),
      },
    })
  }))

test('lists, the policy and every decision agree on who has which registration', () =>
  rolledBack(async () => {
    const rows = (await everyFirm()).map((row) => ({ ...row, id: row.registration }))
    const attempts = [
      (actor: Actor, { id }: { id: string }) => confirmRegistration(aContext(actor), id, { version: 99 }),
      (actor: Actor, { id }: { id: string }) =>
        refuseRegistration(aContext(actor), id, { version: 99, reason: 'other' }),
    ]
    for (const attempt of attempts) {
      await expectAgreement({
        scopes: { divisions: smallDivisions },
        rows,
        sees: seesRegistration,
        listed: (actor) =>
          read(aContext(actor), async (tx) => {
            const found = await tx
              .select({ id: registrations.id })
              .from(registrations)
              .where(registrationsVisibleTo(actor))
            return found.map(({ id }) => id)
          }),
        write: { may: seesRegistration, attempt },
      })
    }
  }))

test('lists, the policy and every decision agree on who keeps a firm, reads its notes and has its corrections', () =>
  rolledBack(async () => {
    const rows = await everyFirm()
    const scopes = { divisions: smallDivisions, enterprises: rows.map(({ id }) => id) }
    const firms = (actor: Actor, where: ReturnType<typeof visibleTo>) =>
      read(aContext(actor), async (tx) =>
        (await tx.select({ id: enterprises.id }).from(enterprises).where(where)).map(({ id }) => id),
      )
    const attempts = [
      (actor: Actor, { id }: { id: string }) => keepFirm(aContext(actor), id, { version: 99 }),
      (actor: Actor, { id }: { id: string }) =>
        recordFigures(aContext(actor), id, {
          ...{ sourceClass: 'statistics', confirmed: [] },
          figures: [{ code: 'revenue', year: 2025, typed: '1', unit: 'yuan', isEstimated: false }],
        }),
      (actor: Actor, { id }: { id: string }) => planVisit(aContext(actor), id, { day: '2026-03-01', purpose: '走访' }),
    ]
    for (const attempt of attempts) {
      await expectAgreement({
        ...{ scopes, rows, sees },
        listed: (actor) => firms(actor, visibleTo(actor)),
        write: { may: keeps, attempt },
      })
    }
    await expectAgreement({ scopes, rows, sees: readsNotes, listed: (actor) => firms(actor, notesVisibleTo(actor)) })
    await expectAgreement({
      ...{ scopes, rows, sees: seesCorrection },
      listed: (actor) => firms(actor, correctionsVisibleTo(actor)),
    })
  }))
