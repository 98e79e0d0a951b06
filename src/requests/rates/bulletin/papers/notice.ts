/**
 * The bulletin as an official notice (GB/T 9704): number, title, addressee, body with its tables, signature and date, remark.
 * Made of kept contents alone, so that the same bulletin is the same file whenever it is written. Pure.
 */
import type { Paper, PaperPart } from '#platform/papers/index.ts'
import { zh } from '../../messages.zh.ts'
import { rateKeys, scoredRates, wilson } from '../../rules.ts'
import type { BulletinContent } from '../rules.ts'
import { leftOutTable, nameOf, rateTable, timesTable, topicTable, unitTable } from './number-tables.ts'
import { dayWords, hiddenWord, inWords, momentWords, monthWords, number, type Part, share } from './said.ts'

export const draftMark = '草稿——未经审批，不得引用'

/** What a second person adds by approving. */
export interface Approved {
  number: string
  approvedByName: string
  approvedAt: string
}

/** `approved` is null for a draft. */
export function noticeOf(content: BulletinContent, approved: Approved | null): Paper {
  const title = `关于${monthWords(content.month)}企业诉求办理情况的通报`
  return {
    ...{ title, isNotice: true },
    ...(approved ? { madeAt: approved.approvedAt } : { mark: draftMark }),
    parts: [
      text('number', approved ? approved.number : '诉求通报（审批后编号）'),
      text('title', title),
      text('addressee', '各有关单位：'),
      ...body(content),
      ...signature(content, approved),
    ],
  }
}

const text = (kind: Exclude<PaperPart['kind'], 'table'>, words: string): PaperPart => ({ kind, text: words })

function body(content: BulletinContent): PaperPart[] {
  return [
    text('body', summary(content)),
    ...(content.words ? [text('body', content.words)] : []),
    text('heading', '一、全市情况'),
    ...rateTable(content),
    ...timesTable(content),
    text('footnote', `注：${hidingWords(content)}`),
    text('heading', '二、各单位情况'),
    text('body', orderWords(content)),
    ...unitTable(content),
    text('heading', '三、各类事项情况'),
    ...topicTable(content),
    text('heading', '四、重办、再提和暂停'),
    text('body', againWords(content)),
    text('heading', '五、没有计入的和申诉'),
    text('body', leftOutWords(content)),
    ...leftOutTable(content),
    ...corrected(content),
    text('heading', '六、这些数字怎么算'),
    ...howWords(content).map((words) => text('body', words)),
  ]
}

/** What happened, in plain words. */
function summary({ month, city, registered, rates, before }: BulletinContent): string {
  const did = (done: string, part: Part | null) => (part ? `${done}${inWords(part)}` : `${done}的数字${hiddenWord}`)
  const entered = registered === null ? '' : `${city}${monthWords(month)}登记企业诉求${number(registered)}件。`
  const inTime = [
    did('按时联系', rates.contact),
    did('按时提出方案', rates.plan),
    did('按时答复办结', rates.finish),
  ].join('，')
  const last = before?.rates.finish
  const compared = before
    ? last
      ? `${monthWords(before.month)}按时答复办结${inWords(last)}。`
      : ''
    : '上一个月没有定稿的数字，不作比较。'
  return `${entered}按承诺的时限计算，${inTime}。${compared}${did('已办结', rates.closed)}。${heardWords({ rates })}`
}

function heardWords({ rates: { solved, satisfied, rated } }: Pick<BulletinContent, 'rates'>): string {
  if (!solved || !satisfied || !rated) return `企业的评价太少，${hiddenWord}。`
  if (solved.denominator === 0) return '还没有企业对答复作出评价。'
  const range = (part: Part) => {
    const known = wilson(part)
    const at = (value: number) => share({ numerator: value, denominator: 1 })
    return known ? `，95%区间${at(known.low)}至${at(known.high)}` : ''
  }
  const said = [
    `企业有回音的占已答复的${inWords(rated)}`,
    `其中说已解决的${inWords(solved)}${range(solved)}`,
    `评满意或非常满意的${inWords(satisfied)}${range(satisfied)}`,
  ]
  return `${said.join('；')}。没有回音的不算解决，也不算满意。`
}

const hidingWords = ({ audience, hiddenBelow }: BulletinContent): string =>
  audience === 'public'
    ? `不足${hiddenBelow}件的数字不公布；能推算出这些数字的，也一并不公布。`
    : `企业的评价不足${hiddenBelow}件的不公布；能推算出这些评价的，也一并不公布。`

function orderWords({ ranking }: BulletinContent): string {
  if (!ranking) return '各单位按规定次序排列，不排名，不打综合分。表中上行为比率，下行为分子和分母。'
  const weights = scoredRates.flatMap((key) => {
    const weight = ranking.weights[key]
    return weight ? [`${nameOf(key)}${weight}`] : []
  })
  return `各单位按规定次序排列。综合分由本市启用，登记满${ranking.atLeast}件才计，权重为${weights.join('、')}。表中上行为比率，下行为分子和分母。`
}

function againWords({ rates: { redone, reopened, byLaw, paused }, reopenedWithinDays }: BulletinContent): string {
  const still = paused === null ? hiddenWord : share(paused)
  return [
    `答复后重办的${inWords(redone)}`,
    `办结后${reopenedWithinDays}日内同一企业因同一原因再提的${inWords(reopened)}`,
    `由市领导依法解释终结的${inWords(byLaw)}，单列，不算解决`,
    `办结时限停走的时间占${still}`,
  ]
    .join('；')
    .concat('。')
}

function leftOutWords({ fellAway, contests: { upheld, dismissed }, rates }: BulletinContent): string {
  const cases =
    fellAway === null
      ? ''
      : `不予受理${number(fellAway.refused)}件、合并${number(fellAway.merged)}件、撤回${number(fellAway.withdrawn)}件，不计入办结率。`
  const silent = rates.solved ? `已答复而没有回音的${number(rates.solved.excluded)}件，不计入解决率和满意率。` : ''
  const said =
    upheld + dismissed === 0
      ? '核对期内没有单位申诉。'
      : `核对期内各单位申诉${number(upheld + dismissed)}条，成立${number(upheld)}条，不成立${number(dismissed)}条；成立的不计入，列在下表。`
  return `${cases}${silent}${said}`
}

function corrected({ corrections }: BulletinContent): PaperPart[] {
  if (corrections.length === 0) return []
  const said = corrections.map(
    ({ words, saidByName, saidAt }) => `更正说明（${saidByName}，${dayWords(saidAt)}）：${words}定稿的数字不变。`,
  )
  return [text('body', said.join('\n'))]
}

function howWords({ month, asOf, closedByName }: BulletinContent): string[] {
  return [
    `统计的是${monthWords(month)}登记的诉求，一件诉求只属于登记的那个月。数字由${closedByName}于${momentWords(asOf)}定稿，以那一刻为准，此后不再变动。`,
    ...rateKeys.map((key) => `${nameOf(key)}：${zh[`requests.rates.how.${key}`]}`),
    '用时按完成的件次从短到长排列，取第50%和第90%的那一个。解决率和满意率的95%区间按威尔逊方法计算，z取1.959964。',
    `${zh['requests.rates.how.recompute']}在“兑现比率”中选${monthWords(month)}的定稿数字，点“导出明细（CSV）”，一行是一件诉求的一轮，按上面的口径计数，应与表中相同。`,
  ]
}

function signature({ issuer, audience }: BulletinContent, approved: Approved | null): PaperPart[] {
  const signed = approved
    ? [issuer, `签发：${approved.approvedByName}`, dayWords(approved.approvedAt)]
    : [issuer, '签发：（待审批）', '（日期待审批）']
  return [
    text('signature', ['', ...signed].join('\n')),
    text('remark', audience === 'public' ? '（此件可公开发布）' : '（此件发有关单位，不对外公开）'),
  ]
}
