import { expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { read, transact } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { files } from '#platform/tables.ts'
import { expectAgreement, smallDivisions } from '#platform/testing/agreement.ts'
import { aContext, anActor, rolledBack, testCity } from '#platform/testing/world.ts'
import { changeDocument, decideProposals, requestReading, setArticleOwner } from './commands.ts'
import { opennessClasses } from './contract.ts'
import { can, within } from './policy.ts'
import { documents } from './tables.ts'

const moment = '2026-03-01T00:00:00Z'
const head = {
  ...{ title: '方案', kind: 'plan', origin: 'original', number: null, issuer: null, publishedOn: null },
} as const

/** A document of every division and openness. */
async function everyDocument() {
  const fileId = newId()
  const rows = smallDivisions.flatMap((division) =>
    opennessClasses.map((openness) => ({ id: newId(), division, openness })),
  )
  await transact({ city: testCity }, async (tx) => {
    await tx
      .insert(files)
      .values({ city: testCity, id: fileId, sha256: fileId, bytes: 1, mediaType: 'text/plain', createdAt: moment })
    await tx.insert(documents).values(
      rows.map((row) => ({
        ...{
          city: testCity,
          fileId,
          fileName: 'a.txt',
          seriesId: row.id,
          addedBy: 'x',
          addedByName: 'x',
          addedAt: moment,
        },
        ...head,
        ...row,
      })),
    )
  })
  return rows
}

const listed = (actor: Actor) =>
  read(aContext(actor), async (tx) => {
    return (await tx.select({ id: documents.id }).from(documents).where(within(actor))).map(({ id }) => id)
  })

test('lists, the policy and every write agree on who has which document', () =>
  rolledBack(async () => {
    const rows = await everyDocument()
    const common = {
      scopes: { divisions: smallDivisions },
      rows,
      sees: (actor: Actor, row: (typeof rows)[number]) => can(actor, 'see', row),
      listed,
    }
    const attempts = [
      (actor: Actor, { id, openness }: (typeof rows)[number]) =>
        changeDocument(aContext(actor), id, { ...head, openness, version: 99 }),
      (actor: Actor, { id }: (typeof rows)[number]) =>
        setArticleOwner(aContext(actor), id, 0, { kind: 'division', id: 'nowhere' }),
      (actor: Actor, { id }: (typeof rows)[number]) => requestReading(aContext(actor), id),
    ]
    for (const attempt of attempts) {
      await expectAgreement({ ...common, write: { may: (actor, row) => can(actor, 'change', row), attempt } })
    }
  }))

test('an official of one district neither sees nor decides what another district keeps to itself', () =>
  rolledBack(async () => {
    const rows = await everyDocument()
    const foreign = rows.find((row) => row.division === '990103' && row.openness === 'internal')
    const scope = { kind: 'district', id: '990102' } as const
    const actor = anActor('district-officer', { scope, divisions: ['990102', '990102100'], unitIds: [] })
    await expect(decideProposals(aContext(actor), foreign?.id ?? '', [])).rejects.toMatchObject({ fault: 'not-found' })
    expect(await listed(actor)).not.toContain(foreign?.id)
  }))
