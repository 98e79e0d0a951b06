/** What only a server with several sessions can show. Runs in `npm run test:postgres`. */
import { beforeAll, expect, test } from 'vitest'
import { transactAsOwner } from '#platform/db/transact.ts'
import { cities } from '#platform/tables.ts'
import { aContext, anActor, testPool } from '#platform/testing/world.ts'
import { addDocument, decideProposals } from './commands.ts'
import { getDocument } from './queries.ts'

/** A city of its own, since nothing here is rolled back. */
const city = '990300'
const ctx = aContext(anActor('planning-officer', { city }))
const onServer = test.runIf(process.env.DATABASE_URL)

beforeAll(async () => {
  await testPool()
  if (!process.env.DATABASE_URL) return
  const row = { code: city, name: '丙市', nameEn: 'Gamma', isSample: true }
  await transactAsOwner(city, (tx) => tx.insert(cities).values(row).onConflictDoNothing())
})

const plan = (name: string) =>
  new TextEncoder().encode(`${name}工作方案\n\n要加快建设东湖产业园。要完善企业服务专班，提升服务水平。\n`)
const add = (name: string) => addDocument(ctx, { name: `${name}.txt`, bytes: plan(name), mediaType: 'text/plain' }, {})

onServer('of two reviewers at the same moment one decides and the other is told', async () => {
  const { id } = await add('丙市甲')
  const [proposal] = (await getDocument(ctx, id)).proposals
  if (!proposal) throw new Error('the plan has proposals')
  const decide = (state: 'accepted' | 'rejected') =>
    decideProposals(ctx, id, [{ proposalId: proposal.id, version: proposal.version, state }])
  const outcomes = await Promise.allSettled([decide('accepted'), decide('rejected'), decide('accepted')])
  expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  for (const one of outcomes) {
    if (one.status === 'rejected')
      expect(one.reason).toMatchObject({ fault: 'conflict', key: 'documents.proposalChanged' })
  }
  const after = (await getDocument(ctx, id)).proposals.find((one) => one.id === proposal.id)
  expect(after?.version).toBe(proposal.version + 1)
})

onServer('of two uploads of the same file at the same moment one document comes', async () => {
  const added = await Promise.all([add('丙市乙'), add('丙市乙'), add('丙市乙')])
  expect(new Set(added.map((one) => one.id)).size).toBe(1)
  expect(added.filter((one) => !one.known)).toHaveLength(1)
})
