/** The main job across modules, without a browser: a page becomes goals, a take-up matrix, a breakdown table and comes back. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { routes } from '#app'
import type { PlanDiff } from '#goals/plan-diff/contract.ts'
import { loadPack, seedOrganisations } from '#organisations/index.ts'
import { systemActor } from '#platform/actor.ts'
import { readSheet } from '#platform/sheets/index.ts'
import { aContext, anActor, rolledBack, serverFor, testCity } from '#platform/testing/world.ts'

const page = (name: string) => readFileSync(new URL(`./packs/sample/pages/${name}`, import.meta.url))

type Json = Record<string, never> & { [key: string]: never }

function asking(server: ReturnType<typeof serverFor>) {
  return async (method: string, path: string, body?: unknown) => {
    const form = body instanceof FormData
    const answer = await server.request(`/api${path}`, {
      method,
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      headers: form ? {} : { 'content-type': 'application/json' },
    })
    if (!answer.headers.get('content-type')?.includes('json'))
      return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) }
    return { status: answer.status, json: (await answer.json()) as Json }
  }
}

const upload = (name: string, bytes: Uint8Array) => {
  const form = new FormData()
  form.append('files', new File([bytes as Uint8Array<ArrayBuffer>], name))
  return form
}

interface Proposal {
  id: string
  version: number
  kind: string
  state: string
  quote: string
}
interface Goal {
  id: string
  code: string
  title: string
  kind: string
  parentId: string | null
  owner: { name: string }
  asksForTask: boolean
  source: { citation: { quote: string } | null }
  version: number
}

async function theCity() {
  await seedOrganisations(aContext(systemActor(testCity)), loadPack('sample'), '2026-01-01')
  const ask = asking(serverFor(routes, anActor()))
  const added = await ask('POST', '/documents', upload('sample-daily.txt', page('sample-daily.txt')))
  const id = (added.json as unknown as { id: string }).id
  const proposals = async () =>
    ((await ask('GET', `/documents/${id}`)).json as unknown as { proposals: Proposal[] }).proposals
  const acceptAll = async () => {
    const open = (await proposals()).filter((one) => one.state === 'open')
    const decisions = open.map(({ id: proposalId, version }) => ({ proposalId, version, state: 'accepted' }))
    return ask('POST', `/documents/${id}/decisions`, { decisions })
  }
  const goals = async () => ((await ask('GET', '/goals?year=2026')).json as unknown as { rows: Goal[] }).rows
  return { ask, id, proposals, acceptAll, goals }
}

test('an accepted page becomes a cascade in which each goal quotes its sentence and districts stand under the city', () =>
  rolledBack(async () => {
    const { acceptAll, goals, proposals } = await theCity()
    expect((await acceptAll()).status).toBe(200)
    const rows = await goals()
    const measures = (await proposals()).filter((one) => one.kind === 'measure')
    expect(rows).toHaveLength(measures.length)
    for (const goal of rows) expect(goal.source.citation?.quote).toBe(goal.title)
    const byId = new Map(rows.map((goal) => [goal.id, goal]))
    const districts = rows.filter((goal) => /区$/.test(goal.owner.name) && goal.parentId)
    expect(districts.length).toBeGreaterThan(3)
    for (const goal of districts) expect(byId.get(goal.parentId ?? '')?.owner.name).toMatch(/望澜市|区$/)
  }))

test('the reader knows the city’s own divisions by name', () =>
  rolledBack(async () => {
    const { ask, id } = await theCity()
    const { entities } = (await ask('GET', `/documents/${id}`)).json as unknown as { entities: { divisions: string[] } }
    expect(entities.divisions).toEqual(
      expect.arrayContaining(['望澜市', '鹭汀区', '棠港区', '砚浦区', '岑岭市', '松岫市']),
    )
  }))

test('a decision taken back takes its goal out; one that somebody worked on stays and says so', () =>
  rolledBack(async () => {
    const { ask, id, acceptAll, goals, proposals } = await theCity()
    await acceptAll()
    const [measure] = (await proposals()).filter((one) => one.kind === 'measure')
    const before = (await goals()).length
    const reopen = { proposalId: measure?.id, version: measure?.version, state: 'open' }
    expect((await ask('POST', `/documents/${id}/decisions`, { decisions: [reopen] })).status).toBe(200)
    expect(await goals()).toHaveLength(before - 1)

    const rows = (
      (await ask('GET', '/breakdown')).json as unknown as {
        rows: { id: string; version: number; proposedLead: { id: string } | null; title: string }[]
      }
    ).rows
    const task = rows.find((row) => row.proposedLead)
    if (!task?.proposedLead) throw new Error('a lead is proposed for some task')
    const leads = { tasks: [{ id: task.id, unitId: task.proposedLead.id, version: task.version }] }
    expect((await ask('POST', '/breakdown/leads', leads)).status).toBe(200)
    const worked = (await proposals()).find((one) => one.kind === 'measure' && one.quote === task.title)
    const refused = await ask('POST', `/documents/${id}/decisions`, {
      decisions: [{ proposalId: worked?.id, version: worked?.version, state: 'rejected' }],
    })
    expect(refused).toMatchObject({ status: 409, json: { key: 'goals.workedOn' } })
  }))

test('the take-up matrix puts the sentence of a district beside what the city asks, and shows it to others once confirmed', () =>
  rolledBack(async () => {
    const { ask, id } = await theCity()
    const reader = asking(serverFor(routes, anActor('city-leader')))
    expect((await reader('GET', `/take-up/${id}`)).status).toBe(404)
    interface Matrix {
      columns: { id: string; name: string }[]
      rows: {
        demandId: string
        text: string
        cells: { owner: { kind: string; id: string }; evidence: { quote: string } | null }[]
      }[]
    }
    const matrix = (await ask('GET', `/take-up/${id}`)).json as unknown as Matrix
    expect(matrix.columns.map((column) => column.name)).toEqual([
      '鹭汀区',
      '棠港区',
      '砚浦区',
      '岑岭市',
      '松岫市',
      '市科学技术局',
    ])
    const row = matrix.rows.find((one) => one.text.includes('揭榜挂帅'))
    const cell = (name: string) => row?.cells[matrix.columns.findIndex((column) => column.name === name)]
    expect(cell('市科学技术局')?.evidence?.quote).toContain('揭榜挂帅')
    expect(cell('棠港区')?.evidence?.quote).toContain('揭榜挂帅')
    expect(cell('松岫市')?.evidence).toBeNull()

    const none = { demandId: row?.demandId, owner: cell('棠港区')?.owner, correction: { kind: 'none' } }
    expect((await ask('PUT', `/take-up/${id}/cells`, none)).status).toBe(200)
    expect((await ask('POST', `/take-up/${id}/confirmation`)).status).toBe(200)
    const shown = (await reader('GET', `/take-up/${id}`)).json as unknown as Matrix
    const confirmed = shown.rows.find((one) => one.demandId === row?.demandId)
    expect(confirmed?.cells.filter((one) => one.evidence).map((one) => one.owner.id)).not.toContain('990103')
  }))

test('a take-up matrix is listed for its office whatever its year, and for others once it is confirmed', () =>
  rolledBack(async () => {
    const { ask, id } = await theCity()
    const listed = async (one: typeof ask) =>
      ((await one('GET', '/take-up')).json as unknown as { rows: { documentId: string; demands: number }[] }).rows
    const scope = { kind: 'district', id: '990104' } as const
    const district = asking(serverFor(routes, anActor('district-officer', { scope, divisions: ['990104'] })))
    const old = await ask('POST', '/documents', upload('report-2025.txt', page('report-2025.txt')))
    const oldId = (old.json as unknown as { id: string }).id
    expect((await listed(ask)).map((row) => row.documentId).sort()).toEqual([id, oldId].sort())
    expect(await listed(district)).toEqual([])
    expect((await ask('POST', `/take-up/${id}/confirmation`)).status).toBe(200)
    const [row, ...more] = await listed(district)
    expect(more).toEqual([])
    const shown = (await district('GET', `/take-up/${id}`)).json as unknown as { rows: unknown[]; mayChange: boolean }
    expect(row).toMatchObject({ documentId: id, demands: shown.rows.length })
    expect(shown.mayChange).toBe(false)
  }))

test('what the comparison missed is put in by hand from all sentences of a column, and taken back', () =>
  rolledBack(async () => {
    const { ask, id } = await theCity()
    interface Evidence {
      readingId: string
      article: number
      paragraph: number
      start: number
      end: number
      quote: string
    }
    interface Row {
      demandId: string
      text: string
      cells: {
        owner: { kind: string; id: string }
        evidence: Evidence | null
        others: Evidence[]
        correctedByName: string | null
      }[]
    }
    const rowOf = async () =>
      ((await ask('GET', `/take-up/${id}`)).json as unknown as { rows: Row[] }).rows.find((one) =>
        one.text.includes('揭榜挂帅'),
      )
    const row = await rowOf()
    const at = row?.cells.findIndex((one) => one.evidence === null) ?? -1
    const cell = row?.cells[at]
    if (!row || !cell) throw new Error('a column without matching words is there')
    const { kind, id: ownerId } = cell.owner
    const sentences = (await ask('GET', `/take-up/${id}/sentences?kind=${kind}&id=${ownerId}`)).json as unknown as {
      rows: Evidence[]
    }
    const missed = sentences.rows.find((one) => !cell.others.some((other) => other.quote === one.quote))
    if (!missed) throw new Error('the column has a sentence that is not offered')
    const { readingId, article, paragraph, start, end } = missed
    const correct = (correction: unknown) =>
      ask('PUT', `/take-up/${id}/cells`, { demandId: row.demandId, owner: cell.owner, correction })
    expect((await correct({ kind: 'evidence', readingId, article, paragraph, start, end })).status).toBe(200)
    expect((await rowOf())?.cells[at]).toMatchObject({
      evidence: { quote: missed.quote },
      correctedByName: anActor().name,
    })
    const elsewhere = { kind: 'evidence', readingId, article, paragraph, start: start + 1, end }
    expect((await correct(elsewhere)).status).toBe(400)
    expect((await correct(null)).status).toBe(200)
    expect((await rowOf())?.cells[at]).toMatchObject({ evidence: null, correctedByName: null })
    const stranger = asking(serverFor(routes, anActor('city-leader')))
    expect((await stranger('GET', `/take-up/${id}/sentences?kind=${kind}&id=${ownerId}`)).status).toBe(403)
  }))

test('beside each accepted proposal stands what became of it', () =>
  rolledBack(async () => {
    const { ask, id, acceptAll, proposals } = await theCity()
    const became = async () =>
      (
        (await ask('GET', `/goals/of-document/${id}`)).json as unknown as {
          rows: { proposalId: string; goal: { code: string } | null; figure: string | null }[]
        }
      ).rows
    expect(await became()).toEqual([])
    await acceptAll()
    const rows = await became()
    const ofProposal = new Map(rows.map((row) => [row.proposalId, row]))
    for (const one of await proposals()) {
      if (one.kind === 'measure') expect(ofProposal.get(one.id)).toMatchObject({ figure: null, goal: {} })
    }
    expect(rows.some((row) => row.figure === 'target' && row.goal)).toBe(true)
    expect(rows.some((row) => row.figure === 'actual')).toBe(true)
  }))

test('whose a goal may be and who may be given work is offered to those who prepare goals', () =>
  rolledBack(async () => {
    const { ask } = await theCity()
    interface Choices {
      owners: { kind: string; id: string; name: string }[]
      units: { id: string; name: string }[]
    }
    const all = (await ask('GET', '/goals/choices')).json as unknown as Choices
    expect(all.owners.map((owner) => owner.name)).toEqual(expect.arrayContaining(['望澜市', '棠港区', '市统计局']))
    expect(all.units.map((unit) => unit.name)).toContain('市统计局')
    const stranger = asking(serverFor(routes, anActor('city-leader')))
    expect((await stranger('GET', '/goals/choices')).status).toBe(403)
  }))

test('demands about study and party building become goals but no task', () =>
  rolledBack(async () => {
    const { ask, acceptAll, goals } = await theCity()
    await acceptAll()
    const study = (await goals()).filter((goal) => !goal.asksForTask)
    expect(study.length).toBeGreaterThan(2)
    const rows = ((await ask('GET', '/breakdown')).json as unknown as { rows: { id: string }[] }).rows
    expect(rows.some((row) => study.some((goal) => goal.id === row.id))).toBe(false)
  }))

test('the breakdown table goes out, is edited by others, and comes back to the same tasks', () =>
  rolledBack(async () => {
    const { ask, acceptAll } = await theCity()
    await acceptAll()
    const { bytes } = await ask('GET', '/breakdown.xlsx')
    const rows = []
    for await (const { cells } of readSheet(bytes ?? new Uint8Array())) rows.push(cells)
    const header = rows.findIndex((cells) => cells.includes('牵头单位'))
    const names = (rows[header] ?? []).map(String)
    const at = (name: string) => names.indexOf(name)
    const edited = rows.slice(header + 1).map((cells) => [...cells])
    const [first, second] = edited
    if (!first || !second) throw new Error('the table has rows')
    first[at('牵头单位')] = '市统计局'
    first[at('完成时限')] = '2026年6月底'
    second[at('牵头单位')] = '市不存在局'
    const { writeWorkbook } = await import('#platform/sheets/index.ts')
    const back = await writeWorkbook({
      sheets: [{ name: '分解表', columns: names.map((name) => ({ header: name })), rows: [...edited].reverse() }],
    })
    const send = (apply: string) => {
      const form = upload('改过的表.xlsx', back)
      form.set('apply', apply)
      return ask('POST', '/breakdown/import', form)
    }
    const preview = (await send('no')).json as unknown as {
      changed: { code: string; changes: { field: string; to: string }[] }[]
      problems: { message: string }[]
    }
    const changed = preview.changed.find((row) => row.code === first[at('编号')])
    expect(changed?.changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'lead', to: '市统计局' }),
        expect.objectContaining({ field: 'dueOn', to: '2026-06-30' }),
      ]),
    )
    expect(preview.problems.map((problem) => problem.message).join()).toContain('市不存在局')
    expect((await send('yes')).status).toBe(200)
    const after = (
      (await ask('GET', '/breakdown')).json as unknown as {
        rows: { code: string; lead: { name: string } | null; dueOn: string }[]
      }
    ).rows
    expect(after.find((row) => row.code === first[at('编号')])).toMatchObject({
      lead: { name: '市统计局' },
      dueOn: '2026-06-30',
    })
  }))

const realPage = new URL('../../shared/data/documents/jiangmen-daily-2024-01.txt', import.meta.url)

test.runIf(existsSync(realPage))(
  'in the Jiangmen pack the real page shows what five districts and a department took up',
  () =>
    rolledBack(async () => {
      const city = '440700'
      const officer = anActor('planning-officer', { city })
      await seedOrganisations(aContext(systemActor(city)), loadPack('jiangmen'), '2024-01-01')
      const ask = asking(serverFor(routes, officer))
      const added = await ask('POST', '/documents', upload('page.txt', readFileSync(realPage)))
      const { id } = added.json as unknown as { id: string }
      const matrix = (await ask('GET', `/take-up/${id}`)).json as unknown as {
        columns: { name: string }[]
        rows: { text: string; cells: { evidence: { quote: string } | null }[] }[]
      }
      expect(matrix.columns.map((column) => column.name)).toEqual([
        '蓬江区',
        '江海区',
        '新会区',
        '台山市',
        '开平市',
        '市委组织部',
      ])
      const evidence = matrix.rows.flatMap((row) => row.cells.flatMap((cell) => cell.evidence?.quote ?? []))
      expect(evidence.length).toBeGreaterThan(3)
      const text = new TextDecoder().decode(readFileSync(realPage)).replace(/\s+/g, '')
      for (const quote of evidence) expect(joined(text)).toContain(joined(quote))
    }),
)

/** Without the breaks of the columns and the commas that they swallow. */
const joined = (text: string): string => text.replace(/[\s，,]/g, '')

test('the report of last year beside this year’s says what was kept, raised, lowered, is new or does not come again', () =>
  rolledBack(async () => {
    const { ask } = await theCity()
    const add = async (name: string) =>
      ((await ask('POST', '/documents', upload(name, page(name)))).json as unknown as { id: string }).id
    const [before, after] = [await add('report-2025.txt'), await add('report-2026.txt')]
    const review = await ask('GET', `/documents/${before}`)
    const numbers = (review.json as unknown as { proposals: Proposal[] }).proposals.filter(
      ({ kind }) => kind === 'figure',
    )
    const decisions = numbers.map(({ id, version }) => ({ proposalId: id, version, state: 'accepted' }))
    await ask('POST', `/documents/${before}/decisions`, { decisions })
    const papers = await ask('GET', '/plan-diff/papers')
    expect((papers.json as unknown as { rows: { documentId: string }[] }).rows.map((one) => one.documentId)).toEqual(
      expect.arrayContaining([before, after]),
    )
    const began = performance.now()
    const answer = await ask('GET', `/plan-diff?before=${before}&after=${after}`)
    expect(performance.now() - began).toBeLessThan(2000)
    const diff = answer.json as unknown as PlanDiff
    const of = (words: string) =>
      diff.numbers
        .filter((row) => (row.after ?? row.before)?.clause.includes(words))
        .map((row) => [row.change, row.before?.value ?? null, row.after?.value ?? null])
    expect(of('新增规模以上工业企业')).toEqual([['raised', '240', '260']])
    expect(of('技术改造投资')).toEqual([['kept', '12', '12']])
    expect(of('地区生产总值')).toEqual([['lowered', '5.5', '5']])
    expect(of('5G基站')).toEqual([['not-again', '1200', null]])
    expect(of('开工率')).toEqual([['new', null, '70']])
    expect(diff.measures.some(({ change, before: was }) => change === 'kept' && was?.text.includes('链长制'))).toBe(
      true,
    )
    expect(diff.numbers.find((row) => row.before?.clause.includes('新增规模以上工业企业'))?.outcome).not.toBeNull()
    const stranger = asking(
      serverFor(
        routes,
        anActor('district-officer', { scope: { kind: 'district', id: '990104' }, divisions: ['990104'] }),
      ),
    )
    expect((await stranger('GET', `/plan-diff?before=${before}&after=${after}`)).status).toBe(404)
  }))
