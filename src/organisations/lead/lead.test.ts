import { beforeAll, expect, test } from 'vitest'
import { read } from '#platform/db/transact.ts'
import { aContext, anActor, rolledBack, testPool } from '#platform/testing/world.ts'
import { aDuty, aSmallCity } from '../builders.ts'
import { loadPack } from '../pack/load.ts'
import { seedOrganisations } from '../seed.ts'
import { proposeLeadUnits } from './queries.ts'
import { type LeadCandidate, leadFinder, phrasesOf } from './rules.ts'

beforeAll(async () => {
  await testPool()
})

const candidate = (unitId: string, officialOrder: number, changed: Partial<LeadCandidate> = {}): LeadCandidate => ({
  unitId,
  name: `甲市${unitId}局`,
  shortName: `市${unitId}局`,
  aliases: [],
  kind: 'bureau',
  officialOrder,
  duties: [],
  ...changed,
})
const duty = (text: string, ...keywords: string[]) => ({ text, keywords })

test('the unit whose list explains more of the task comes first, with its duty and the words found', () => {
  const find = leadFinder([
    candidate('商务', 10, { duties: [duty('扩大消费。', '消费')] }),
    candidate('工信', 20, { duties: [duty('实施梯度培育。', '专精特新', '梯度'), duty('推进数字化。', '数字化')] }),
  ])
  expect(find('推动专精特新企业数字化，带动消费')).toEqual([
    {
      unitId: '工信',
      name: '甲市工信局',
      score: 7,
      reason: { duty: '实施梯度培育。', words: ['专精特新', '数字化'] },
    },
    { unitId: '商务', name: '甲市商务局', score: 2, reason: { duty: '扩大消费。', words: ['消费'] } },
  ])
})

test('official order breaks a tie', () => {
  const find = leadFinder([
    candidate('后', 20, { duties: [duty('扩大消费。', '消费')] }),
    candidate('前', 10, { duties: [duty('促进消费。', '消费')] }),
  ])
  expect(find('促进消费').map((one) => one.unitId)).toEqual(['前', '后'])
})

test('a word inside a longer one, or in two lists of a unit, counts once', () => {
  const lists = [duty('甲。', '产业', '产业转移'), duty('乙。', '产业转移')]
  expect(leadFinder([candidate('甲', 10, { duties: lists })])('承接产业转移')[0]?.score).toBe(4)
})

test('a phrase of the duty itself counts half', () => {
  expect(phrasesOf('负责河湖长制，推进河湖治理。')).toEqual(['河湖长制', '河湖治理'])
  const find = leadFinder([candidate('水', 10, { duties: [duty('推进河湖治理。')] })])
  expect(find('加快河湖治理步伐')[0]).toMatchObject({ score: 2, reason: { words: ['河湖治理'] } })
})

test('a unit named in the text is proposed without any duty, a name that two share proposes neither', () => {
  const find = leadFinder([
    candidate('工信', 10, { aliases: ['区委办公室'] }),
    candidate('科技', 20, { aliases: ['区委办公室'] }),
  ])
  expect(find('由市科技局会同区委办公室办理')).toEqual([
    { unitId: '科技', name: '甲市科技局', score: 10, reason: { duty: null, words: ['市科技局'] } },
  ])
})

test('a text that no list speaks of proposes nobody', () => {
  expect(leadFinder([candidate('工信', 10, { duties: [duty('推进数字化。', '数字化')] })])('天气晴朗')).toEqual([])
})

test("the city proposes its own organs and whole districts, a district only its own; an office's duty counts for its bureau", () =>
  rolledBack(async () => {
    const { ids } = await aSmallCity()
    for (const id of [ids.industryOffice, ids.east, ids.eastBureau, ids.eastTown, ids.westBureau]) {
      await aDuty(id, '推进园区建设。', ['园区'])
    }
    const propose = (ctx = aContext(), within?: string) =>
      read(ctx, (tx) => proposeLeadUnits(tx, ctx, '加快园区提质', { within }))
    expect((await propose()).map(({ unitId }) => unitId)).toEqual([ids.industry, ids.east])
    expect((await propose(aContext(), '990102')).map(({ unitId }) => unitId)).toEqual([ids.eastBureau, ids.eastTown])
    expect(await propose(aContext(anActor('enterprise-user')))).toEqual([])
  }))

test.each([
  ['健全“链长制”，实施强链补链行动', 'industry'],
  ['完善“揭榜挂帅”机制，攻关关键核心技术', 'science'],
  ['整合军地资源，支持退役军人创业', 'veterans'],
  ['加大招商引资力度，推动项目签约落户', 'investment-promotion'],
  ['组织“书记项目”，加强基层党组织建设', 'organisation'],
])('in the sample city “%s” goes to %s', (text, slug) =>
  rolledBack(async () => {
    const pack = loadPack('sample')
    const ctx = aContext()
    await seedOrganisations(ctx, pack, '2026-03-10')
    const [first] = await read(ctx, (tx) => proposeLeadUnits(tx, ctx, text))
    expect(first?.name).toBe(pack.units.find((unit) => unit.id === slug)?.name)
    expect(first?.reason.words.every((word) => text.includes(word))).toBe(true)
  }),
)
