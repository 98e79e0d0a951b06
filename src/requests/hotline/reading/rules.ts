/** How a hotline's table is understood: headings, words, and what a row says. Pure. */
import { createHash } from 'node:crypto'
import type { Facts } from '#platform/errors.ts'
import type { CellValue } from '#platform/sheets/index.ts'
import { normalHeader } from '#platform/sheets/table-header.ts'
import type { Mapping, TicketField, WordField } from '../contract.ts'
import { isBefore, type Moment, readMoment } from '../moments/rules.ts'

/** Headings under which hotlines write a field; the first is that of the template. */
export const headings: Readonly<Record<TicketField, readonly string[]>> = {
  number: ['工单编号', '工单号', '编号', '受理编号', '诉求编号', '事项编号'],
  kind: ['工单类型', '诉求类型', '类型', '诉求类别', '工单类别'],
  topic: ['事项类别', '问题分类', '内容分类', '诉求分类', '事项分类'],
  title: ['标题', '工单标题', '诉求标题', '主题'],
  body: ['诉求内容', '内容', '工单内容', '问题描述', '主要内容'],
  firmName: ['企业名称', '单位名称', '公司名称', '诉求企业', '诉求人单位'],
  creditCode: ['统一社会信用代码', '信用代码'],
  contactName: ['联系人', '来电人', '诉求人', '联系人姓名', '姓名'],
  contactPhone: ['联系电话', '来电号码', '电话', '手机号码', '联系方式'],
  division: ['所属区域', '区域', '所属镇街', '事发地', '行政区划', '所属区县'],
  unit: ['承办单位', '责任单位', '办理单位', '主办单位'],
  registered: ['登记时间', '受理时间', '来电时间', '创建时间', '提交时间'],
  dispatched: ['派单时间', '转派时间', '交办时间', '分派时间'],
  contacted: ['联系时间', '首次联系时间', '响应时间', '联系企业时间'],
  planned: ['方案时间', '提出方案时间', '初步方案时间'],
  answered: ['答复时间', '办结时间', '反馈时间', '回复时间'],
  closed: ['结案时间', '归档时间', '关闭时间'],
  answer: ['答复内容', '办理结果', '办理情况', '回复内容', '处理结果'],
  outcome: ['办理结论', '解决情况', '是否解决', '结案方式'],
}

/** Without these a row is no ticket. */
export const neededFields: readonly TicketField[] = ['number', 'body', 'firmName']

/** Which heading holds which field: what was chosen before, else what the heading says. No heading holds two. */
export function proposeFields(found: readonly string[], before: Mapping['fields']): Mapping['fields'] {
  const fields: Mapping['fields'] = {}
  const taken = new Set<string>()
  const take = (field: TicketField, heading: string | undefined) => {
    if (heading === undefined || taken.has(heading) || fields[field] !== undefined) return
    fields[field] = heading
    taken.add(heading)
  }
  const all = Object.keys(headings) as TicketField[]
  const called = (name: string) => found.find((heading) => normalHeader(heading) === normalHeader(name))
  for (const field of all) {
    const known = before[field]
    if (known !== undefined) take(field, called(known))
  }
  for (const field of all) for (const name of headings[field]) take(field, called(name))
  return fields
}

/** What a word of a field means without having been told: kinds and outcomes by their common names. */
const commonWords: Partial<Record<WordField, readonly [RegExp, string][]>> = {
  kind: [
    [/^(?:举报|检举)[类件]?$/, 'tip-off'],
    [/^(?:咨询|政策咨询)[类件]?$/, 'inquiry'],
    [/^(?:求助|诉求|申请|企业诉求)[类件]?$/, 'help'],
    [/^投诉[类件]?$/, 'complaint'],
    [/^(?:建议|意见建议)[类件]?$/, 'suggestion'],
  ],
  outcome: [
    [/^(?:已解决|解决|是|问题已解决|诉求合理且已解决)$/, 'solved'],
    [/^(?:已解释|解释说明|已答复|否|未解决|暂无法解决)$/, 'explained'],
    [/^(?:已撤回|撤回|撤诉|来电人撤回)$/, 'withdrawn'],
  ],
}

/** What the city knows by name: for each field the names and what they mean. */
export type KnownWords = Readonly<Record<WordField, ReadonlyMap<string, string>>>

/** Finds what a word means; `desk` where the desk decides; null where nobody has said. */
export function meaningOf(field: WordField, word: string, mapping: Mapping, known: KnownWords): string | null {
  const bare = normalWord(word)
  const told = mapping.words[field]?.find((one) => normalWord(one.word) === bare)
  if (told) return told.means
  const common = commonWords[field]?.find(([form]) => form.test(bare))
  return common?.[1] ?? known[field].get(bare) ?? null
}

export const normalWord = (word: string): string => word.normalize('NFKC').replace(/\s+/g, '')

export const timeFields = ['registered', 'dispatched', 'contacted', 'planned', 'answered', 'closed'] as const
export type TimeField = (typeof timeFields)[number]

/** What a row says, in our words. */
export interface Ticket {
  number: string
  kind: string
  topicId: string | null
  title: string
  body: string
  firmName: string
  creditCode: string | null
  contactName: string
  contactPhone: string | null
  divisionCode: string | null
  unitId: string | null
  times: Record<TimeField, Moment | null>
  answer: string | null
  outcome: string | null
}

export interface Problem {
  field: TicketField
  key: string
  facts: Facts
}

export interface ReadRow {
  ticket: Ticket | null
  problems: Problem[]
  /** Words that mean nothing yet. */
  unknown: { field: WordField; word: string }[]
}

export type Cells = Readonly<Partial<Record<TicketField, CellValue>>>

const limits: Partial<Record<TicketField, number>> = {
  ...{ number: 60, title: 100, body: 5000, firmName: 100, contactName: 40, answer: 5000, creditCode: 40 },
}

/** Reads one row. A tip-off is refused by its kind before anything else of it is looked at. */
export function readTicket(cells: Cells, mapping: Mapping, known: KnownWords, now: string): ReadRow {
  const problems: Problem[] = []
  const unknown: ReadRow['unknown'] = []
  const refuse = (field: TicketField, key: string, facts: Facts = {}) => problems.push({ field, key, facts })
  const text = (field: TicketField): string | null => textOf(cells[field] ?? null)
  const meaning = (field: WordField): string | null => {
    const word = text(field)
    if (word === null) return null
    const means = meaningOf(field, word, mapping, known)
    if (means === null) unknown.push({ field, word: word.slice(0, 100) })
    return means === 'desk' ? null : means
  }
  const kind = meaning('kind')
  if (kind === 'tip-off') {
    return { ticket: null, problems: [{ field: 'kind', key: 'requests.hotline.tipOff', facts: {} }], unknown: [] }
  }
  for (const field of neededFields) if (text(field) === null) refuse(field, 'requests.hotline.empty')
  for (const [field, most] of Object.entries(limits) as [TicketField, number][]) {
    if (field !== 'title' && (text(field)?.length ?? 0) > most) refuse(field, 'requests.hotline.tooLong', { most })
  }
  const times = readTimes(cells, now, refuse)
  const phone = text('contactPhone')?.normalize('NFKC') ?? null
  if (phone !== null && !/^[0-9+() -]{5,30}$/.test(phone)) refuse('contactPhone', 'requests.hotline.notAPhone')
  const body = text('body') ?? ''
  const ticket: Ticket = {
    number: text('number') ?? '',
    kind: kind ?? 'help',
    topicId: meaning('topic'),
    title: (text('title') ?? body).replace(/\s+/g, ' ').slice(0, 100),
    body,
    firmName: text('firmName') ?? '',
    creditCode: text('creditCode'),
    contactName: text('contactName') ?? '—',
    contactPhone: phone,
    divisionCode: meaning('division'),
    unitId: meaning('unit'),
    times,
    answer: text('answer'),
    outcome: meaning('outcome'),
  }
  return { ticket: problems.length === 0 ? ticket : null, problems, unknown }
}

const textOf = (cell: CellValue): string | null => {
  const text = cell === null ? '' : String(cell).trim()
  return text === '' ? null : text
}

function readTimes(
  cells: Cells,
  now: string,
  refuse: (field: TicketField, key: string, facts?: Facts) => void,
): Record<TimeField, Moment | null> {
  const times: Record<TimeField, Moment | null> = {
    ...{ registered: null, dispatched: null, contacted: null, planned: null, answered: null, closed: null },
  }
  for (const field of timeFields) {
    const read = readMoment(cells[field] ?? null)
    if ('key' in read) refuse(field, read.key, { text: read.text })
    else times[field] = read.moment
  }
  const present = { at: now, isDay: false }
  const orders: readonly [TimeField, TimeField][] = [
    ['registered', 'dispatched'],
    ['registered', 'contacted'],
    ['registered', 'planned'],
    ['registered', 'answered'],
    ['registered', 'closed'],
    ['dispatched', 'answered'],
    ['answered', 'closed'],
  ]
  for (const [first, second] of orders) {
    const [earlier, later] = [times[first], times[second]]
    if (earlier && later && isBefore(later, earlier)) refuse(second, `requests.hotline.order.${first}`)
  }
  for (const field of timeFields) {
    const moment = times[field]
    if (moment && isBefore(present, moment)) refuse(field, 'requests.hotline.future')
  }
  return times
}

/** The same row again has the same. */
export const fingerprintOf = (ticket: Ticket): string =>
  createHash('sha256').update(JSON.stringify(ticket)).digest('hex')

/** Cells that nothing is mapped to, emptied where they hold this name or phone, however it is spaced. */
export function withoutPerson(
  cells: Readonly<Record<string, string>>,
  fields: Mapping['fields'],
  person: string,
): Record<string, string> {
  const mapped = new Set(Object.values(fields).map((heading) => normalHeader(heading ?? null)))
  const bare = (text: string) => text.normalize('NFKC').replace(/[\s()-]/g, '')
  const sought = bare(person)
  const holds = (text: string) => sought.length > 1 && bare(text).includes(sought)
  return Object.fromEntries(
    Object.entries(cells).map(([heading, text]) => [
      heading,
      !mapped.has(normalHeader(heading)) && holds(text) ? '' : text,
    ]),
  )
}
