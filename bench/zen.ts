/** The peer: the same rule for the npm rule engine `@gorules/zen-engine`, in the form in which it is quickest. */

export interface JudgedFirm {
  facts: Readonly<Record<string, number | null>>
  total: number
  passes: string
}

/** What is used of the package, which is installed beside the benchmarks alone. */
interface Zen {
  ZenEngine: new () => {
    createDecision(content: object): {
      evaluate(context: object): Promise<{ result: { total: number; pass: boolean } }>
    }
  }
}

const bands = (value: string, ...steps: [string, number][]): string =>
  `${steps.map(([edge, points]) => `${value} ${edge} ? ${points} : `).join('')}0`
const five = (value: string, percent: readonly number[]) =>
  bands(value, ...percent.map((edge, at): [string, number] => [`>= ${edge / 100}`, 10 - 2 * at]))

/** The middle level of 2022: four conditions and 13 indicators, each a value of its own, as ours are. */
const expressions: readonly [string, string][] = [
  ['rdShare', 'rd / revenue'],
  ['growth', '((main - main1) / main1 + (main1 - main2) / main2) / 2'],
  ['mainShare', bands('(main / revenue)', ['>= 0.8', 5], ['>= 0.7', 3], ['>= 0.6', 1])],
  ['growth2y', bands('$.growth', ['>= 0.1', 10], ['>= 0.08', 8], ['>= 0.06', 6], ['>= 0.04', 4], ['>= 0', 2])],
  ['years', 'min([5, floor(segmentYears / 2)])'],
  ['field', 'role == 2 ? 5 : role == 1 ? 3 : 0'],
  ['digital', 'level == 3 ? 5 : level == 2 ? 3 : 0'],
  ['quality', 'min([5, items * 3])'],
  ['netMargin', five('(profit / revenue)', [10, 8, 6, 4, 2])],
  ['debt', bands('(liabilities / assets)', ['<= 0.5', 5], ['<= 0.6', 3], ['<= 0.7', 1])],
  ['local', 'min([15, localPoints])'],
  ['ip', 'right == 4 ? 10 : right == 3 ? 8 : right == 2 ? 6 : right == 1 ? 2 : 0'],
  [
    'rdAmount',
    bands('rd', ['>= 5000000', 10], ['>= 4000000', 8], ['>= 3000000', 6], ['>= 2000000', 4], ['>= 1000000', 2]),
  ],
  ['rdRatio', bands('$.rdShare', ['>= 0.1', 10], ['>= 0.08', 8], ['>= 0.06', 6], ['>= 0.04', 4], ['>= 0.03', 2])],
  ['rdPoints', 'max([$.rdAmount, $.rdRatio])'],
  ['rdStaff', bands('(staff / employees)', ['>= 0.2', 5], ['>= 0.1', 3], ['>= 0.05', 1])],
  ['rdOrg', 'institution == 4 ? 10 : institution == 3 ? 8 : institution == 2 ? 4 : institution == 1 ? 2 : 0'],
  [
    'total',
    '$.mainShare + $.growth2y + $.years + $.field + $.digital + $.quality + $.netMargin + $.debt + $.local + $.ip + $.rdPoints + $.rdStaff + $.rdOrg',
  ],
  ['cYears', 'segmentYears >= 2'],
  ['cRd', 'rd >= 1000000 and $.rdShare >= 0.03'],
  ['cRevenue', 'revenue >= 10000000 or equity >= 20000000'],
  ['direct', 'award >= 19145 or (rd + rd1) / 2 >= 10000000 or equity >= 60000000'],
  ['cScore', '$.total >= 60 or $.direct'],
  ['pass', '$.cYears and $.cRd and $.cRevenue and $.cScore'],
]

const graph = {
  nodes: [
    { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
    {
      ...{ id: 'rule', name: 'rule', type: 'expressionNode', position: { x: 1, y: 0 } },
      content: { expressions: expressions.map(([key, value], at) => ({ id: String(at), key, value })) },
    },
    { id: 'out', name: 'out', type: 'outputNode', position: { x: 2, y: 0 } },
  ],
  edges: [
    { id: 'a', sourceId: 'in', targetId: 'rule', type: 'edge' },
    { id: 'b', sourceId: 'rule', targetId: 'out', type: 'edge' },
  ],
}

const contextOf = ({ facts }: JudgedFirm): object => ({
  ...{
    revenue: facts.revenue,
    main: facts['main-revenue'],
    main1: facts['main-revenue-1'],
    main2: facts['main-revenue-2'],
  },
  ...{ rd: facts['rd-expense'], rd1: facts['rd-expense-1'], profit: facts['net-profit'], assets: facts.assets },
  ...{ liabilities: facts.liabilities, segmentYears: facts['segment-years'], role: facts['chain-role'] },
  ...{ level: facts.digital, items: facts['quality-items'], localPoints: (facts['local-points'] ?? 0) / 100 },
  ...{ right: facts['best-right'], staff: facts['rd-staff'], employees: facts.employees },
  institution: facts['rd-institution'],
  equity: (facts['equity-raised'] ?? 0) + (facts['equity-raised-1'] ?? 0),
  award: Math.max(
    ...['award-provincial-top3', 'award-national-top5', 'maker-top500'].map((one) => facts[one] ?? -1_000_000),
  ),
})

/** Firms a second of the bare evaluation, the best of several; null where the package is not installed. @throws Error where it judges otherwise */
export async function zenRate(firms: readonly JudgedFirm[], times: number): Promise<number | null> {
  const name = new URL('peers/node_modules/@gorules/zen-engine/index.js', import.meta.url).href
  let zen: Zen
  try {
    zen = (await import(name)) as Zen
  } catch {
    return null
  }
  const decision = new zen.ZenEngine().createDecision(graph)
  const contexts = firms.map(contextOf)
  let unlike = 0
  for (const [at, firm] of firms.entries()) {
    const { result } = await decision.evaluate(contexts[at] ?? {})
    if (result.pass !== (firm.passes === 'met') || Number(result.total) !== firm.total) unlike++
  }
  if (unlike > 0)
    throw new Error(`the peer judges ${unlike} of ${firms.length} firms otherwise: the rules are not the same`)
  const rates: number[] = []
  for (let round = 0; round < times; round++) {
    const began = performance.now()
    for (const context of contexts) await decision.evaluate(context)
    rates.push(firms.length / ((performance.now() - began) / 1000))
  }
  return Math.max(...rates)
}
