import { test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { read, transact } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { expectAgreement, smallDivisions } from '#platform/testing/agreement.ts'
import { aContext, rolledBack, testCity } from '#platform/testing/world.ts'
import { changeGoal, removeGoal } from './commands.ts'
import { can, within } from './policy.ts'
import { figures, goals } from './tables.ts'

const entered = { enteredBy: 'x', enteredByName: 'x', enteredAt: '2026-03-01T00:00:00Z' }

/** A goal, and a figure by itself, of every commissioner and openness. */
async function everyGoal() {
  const rows = smallDivisions.flatMap((commissioner) =>
    ['public', 'on-request', 'internal'].map((openness) => ({ id: newId(), figure: newId(), commissioner, openness })),
  )
  await transact({ city: testCity }, async (tx) => {
    const owned = { city: testCity, ownerKind: 'division', ownerId: testCity, year: 2026, ...entered }
    await tx.insert(goals).values(
      rows.map(({ id, commissioner, openness }, at) => {
        const own = { id, commissioner, openness, serial: 900 + at, position: at }
        return { ...owned, ...own, kind: 'goal', title: '目标', asksForTask: true }
      }),
    )
    await tx.insert(figures).values(
      rows.map(({ figure, commissioner, openness }) => {
        const own = { id: figure, commissioner, openness }
        return { ...owned, ...own, kind: 'target', indicator: '产值', op: '>=', value: '1' }
      }),
    )
  })
  return rows
}

const listed = (table: typeof goals | typeof figures) => (actor: Actor) =>
  read(aContext(actor), async (tx) => {
    return (await tx.select({ id: table.id }).from(table).where(within(actor, table))).map(({ id }) => id)
  })

test('lists, the policy and every write agree on who has which goal', () =>
  rolledBack(async () => {
    const rows = await everyGoal()
    type Row = (typeof rows)[number]
    const input = {
      title: '改动',
      kind: 'goal',
      parentId: null,
      theme: null,
      year: 2026,
      dueOn: null,
      leader: null,
    } as const
    const given = {
      ...input,
      owner: { kind: 'division', id: testCity },
      leadUnitId: null,
      supportingUnitIds: [],
    } as const
    const attempts = [
      (actor: Actor, { id }: Row) => removeGoal(aContext(actor), id, 99),
      (actor: Actor, { id }: Row) => changeGoal(aContext(actor), id, { ...given, supportingUnitIds: [], version: 99 }),
    ]
    const common = { scopes: { divisions: smallDivisions }, rows, listed: listed(goals) }
    for (const attempt of attempts) {
      await expectAgreement({
        ...common,
        sees: (actor, row) => can(actor, 'see', row),
        write: { may: (actor, row) => can(actor, 'change', row), attempt },
      })
    }
    await expectAgreement({
      scopes: common.scopes,
      rows: rows.map((row) => ({ ...row, id: row.figure })),
      sees: (actor, row) => can(actor, 'see', row),
      listed: listed(figures),
    })
  }))
