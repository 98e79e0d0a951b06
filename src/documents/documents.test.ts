import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { transact } from '#platform/db/transact.ts'
import { store } from '#platform/db/transaction-store.ts'
import { runPendingJobs } from '#platform/jobs.ts'
import { auditRows, files } from '#platform/tables.ts'
import { aContext, anActor, otherCity, rolledBack, serverFor } from '#platform/testing/world.ts'
import { addDocument, changeDocument, decideProposals, requestReading } from './commands.ts'
import { getDocument, getPulse, listDocuments } from './queries.ts'
import { routes } from './routes.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const plan = `甲市制造业提升工作方案

各有关单位：
到2027年，力争规模以上工业总产值突破3000亿元。要加快建设东湖产业园，推动链主企业带动上下游协作。要完善企业服务专班，提升服务水平。
`
const add = (text = plan, name = 'plan.txt', ctx = aContext()) =>
  addDocument(ctx, { name, bytes: bytes(text), mediaType: 'text/plain' }, {})
const page1 = { page: 1 }

test('a document put in is read at once, and each proposal quotes exactly its words', () =>
  rolledBack(async () => {
    const ctx = aContext()
    const added = await add()
    const document = await getDocument(ctx, added.id)
    expect(document.proposals.length).toBeGreaterThan(2)
    for (const { article, paragraph, start, end, quote } of document.proposals) {
      expect(document.articles[article]?.paragraphs[paragraph]?.text.slice(start, end)).toBe(quote)
    }
  }))

test('the same file put in twice is one document', () =>
  rolledBack(async () => {
    const first = await add()
    const second = await add()
    expect(second).toMatchObject({ id: first.id, known: true })
    expect((await listDocuments(aContext(), page1)).total).toBe(1)
  }))

test('a document with a mark of secrecy leaves nothing behind but the rule', () =>
  rolledBack(async () => {
    const server = serverFor(routes, anActor())
    const form = new FormData()
    form.append('files', new File([`机密★10年\n\n甲市某项工作安排\n\n${plan}`], '绝不能留下的文件名.txt'))
    const answer = await server.request('/api/documents', { method: 'POST', body: form })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ key: 'documents.secretMark' })
    const ctx = aContext()
    expect((await listDocuments(ctx, page1)).total).toBe(0)
    const kept = await transact(ctx, async (tx) => [await tx.select().from(files), await tx.select().from(auditRows)])
    expect(kept[0]).toHaveLength(0)
    expect(kept[1]).toHaveLength(1)
    expect(JSON.stringify(kept)).not.toMatch(/绝不能留下|机密|某项工作/)
  }))

test('search finds any two characters of the text and shows where', () =>
  rolledBack(async () => {
    const ctx = aContext()
    await add()
    for (const q of ['东湖', '链主企业', '3000亿']) {
      const found = await listDocuments(ctx, { q, page: 1 })
      expect(found.total, q).toBe(1)
      expect(found.rows[0]?.snippet).toContain(q)
    }
    expect((await listDocuments(ctx, { q: '西湖', page: 1 })).total).toBe(0)
    const elsewhere = aContext(anActor('planning-officer', { city: otherCity }))
    expect((await listDocuments(elsewhere, { q: '东湖', page: 1 })).total).toBe(0)
  }))

test('the second of two reviewers who decide the same proposal is told, and loses nothing of the first', () =>
  rolledBack(async () => {
    const ctx = aContext()
    const { id } = await add()
    const [first] = (await getDocument(ctx, id)).proposals
    if (!first) throw new Error('the plan has proposals')
    await decideProposals(ctx, id, [{ proposalId: first.id, version: first.version, state: 'accepted' }])
    const late = decideProposals(ctx, id, [{ proposalId: first.id, version: first.version, state: 'rejected' }])
    await expect(late).rejects.toMatchObject({ fault: 'conflict', key: 'documents.proposalChanged' })
    expect((await getDocument(ctx, id)).proposals.find((one) => one.id === first.id)?.state).toBe('accepted')
  }))

test('a corrected file asks only what is new: decisions on the same words are remembered', () =>
  rolledBack(async () => {
    const ctx = aContext()
    const { id } = await add()
    const decisions = (await getDocument(ctx, id)).proposals.map(({ id: proposalId, version }) => ({
      proposalId,
      version,
      state: 'accepted' as const,
    }))
    await decideProposals(ctx, id, decisions)
    const corrected = await add(plan.replace('提升服务水平', '提升服务效能'), 'plan-2.txt')
    const again = await getDocument(ctx, corrected.id)
    expect(corrected.remembered).toBeGreaterThan(0)
    expect(again.proposals.filter((one) => one.state === 'open').map((one) => one.quote)).toEqual([
      expect.stringContaining('提升服务效能'),
    ])
  }))

test('a document read again keeps its decisions', () =>
  rolledBack(async () => {
    const ctx = aContext()
    const { id } = await add()
    const [first] = (await getDocument(ctx, id)).proposals
    if (!first) throw new Error('the plan has proposals')
    await decideProposals(ctx, id, [{ proposalId: first.id, version: first.version, state: 'rejected' }])
    await requestReading(ctx, id)
    await runPendingJobs()
    const again = await getDocument(ctx, id)
    expect(again.proposals.find((one) => one.quote === first.quote)).toMatchObject({
      state: 'rejected',
      remembered: true,
    })
  }))

test('a citation opens in the reading it was taken from, where nothing can be decided any more', () =>
  rolledBack(async () => {
    const ctx = aContext()
    const { id } = await add()
    const first = await getDocument(ctx, id)
    await requestReading(ctx, id)
    await runPendingJobs()
    const present = await getDocument(ctx, id)
    expect(present.readingId).not.toBe(first.readingId)
    expect(await getDocument(ctx, id, first.readingId)).toMatchObject({ readingId: first.readingId, isPresent: false })
    expect(present).toMatchObject({ isPresent: true, mayChange: true })
    const [old] = first.proposals
    if (!old) throw new Error('the plan has proposals')
    const late = decideProposals(ctx, id, [{ proposalId: old.id, version: old.version, state: 'accepted' }])
    await expect(late).rejects.toMatchObject({ fault: 'not-found', key: 'documents.proposalNotFound' })
    const another = await add(plan.replace('3000', '4000'), 'other.txt')
    await expect(getDocument(ctx, another.id, first.readingId)).rejects.toMatchObject({ fault: 'not-found' })
  }))

test('the pulse of a document changes with a decision, an owner, its head and its reading, and only then', () =>
  rolledBack(async () => {
    const ctx = aContext()
    const { id } = await add()
    const beats = [JSON.stringify(await getPulse(ctx, id))]
    const beat = async () => beats.push(JSON.stringify(await getPulse(ctx, id)))
    await beat()
    expect(beats[1]).toBe(beats[0])
    const { proposals, version, title, kind, openness, origin, number, issuer, publishedOn } = await getDocument(
      ctx,
      id,
    )
    const [first] = proposals
    if (!first) throw new Error('the plan has proposals')
    await decideProposals(ctx, id, [{ proposalId: first.id, version: first.version, state: 'accepted' }])
    await beat()
    await changeDocument(ctx, id, {
      version,
      title: `${title}（修订）`,
      kind,
      openness,
      origin,
      number,
      issuer,
      publishedOn,
    })
    await beat()
    await requestReading(ctx, id)
    await runPendingJobs()
    await beat()
    expect(new Set(beats).size).toBe(4)
    const stranger = serverFor(
      routes,
      anActor('district-officer', { scope: { kind: 'district', id: '990102' }, divisions: ['990102'], unitIds: [] }),
    )
    expect((await stranger.request(`/api/documents/${id}/pulse`)).status).toBe(404)
  }))

test('a district sees its own and what is public, decides only its own', () =>
  rolledBack(async () => {
    const { id } = await add()
    const district = anActor('district-officer', {
      scope: { kind: 'district', id: '990102' },
      divisions: ['990102'],
      unitIds: [],
    })
    const stranger = serverFor(routes, district)
    expect((await stranger.request(`/api/documents/${id}`)).status).toBe(404)
    const body = JSON.stringify({ decisions: [{ proposalId: id, version: 1, state: 'accepted' }] })
    const post = { method: 'POST', body, headers: { 'content-type': 'application/json' } }
    expect((await stranger.request(`/api/documents/${id}/decisions`, post)).status).toBe(404)
    const firm = serverFor(routes, anActor('enterprise-user', { scope: { kind: 'enterprise', id: 'x' } }))
    expect((await firm.request(`/api/documents/${id}`)).status).toBe(403)
    expect((await serverFor(routes, null).request(`/api/documents/${id}`)).status).toBe(403)
    expect((await serverFor(routes, anActor()).request('/api/documents/nonsense')).status).toBe(400)
  }))

test('the search uses its index under the role of the application', () =>
  rolledBack(async () => {
    const ctx = aContext()
    await add()
    await transact(ctx, async (tx) => {
      await store.getStore()?.client.query('SET LOCAL enable_seqscan = off')
      const plan_ = await tx.execute<Record<string, string>>(
        sql`EXPLAIN SELECT * FROM documents.documents WHERE city = '990100' ORDER BY added_at DESC LIMIT 20`,
      )
      expect(JSON.stringify(plan_.rows)).toContain('documents_added')
    })
  }))

test('a document with more proposals than anybody reviews is refused with what to do', () =>
  rolledBack(async () => {
    const flood = `甲市方案\n\n${'要加快建设东湖产业园。'.repeat(10_001)}\n`
    await expect(add(flood, 'flood.txt')).rejects.toMatchObject({ fault: 'invalid', key: 'documents.tooMany' })
    expect((await listDocuments(aContext(), page1)).total).toBe(0)
  }))
