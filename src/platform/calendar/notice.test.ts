import { readFileSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { writeWorkbook } from '../sheets/index.ts'
import { checkNotice } from './check.ts'
import { type ArrangedDay, shippedYears } from './index.ts'
import { readNotice } from './notice.ts'
import { readNoticeFile } from './notice-file.ts'

const text = readFileSync(new URL('./cases/notice-2026.txt', import.meta.url), 'utf8')
const shipped = (year: number) => shippedYears().find((one) => one.year === year)
const plain = (days: readonly ArrangedDay[] | undefined) => (days ?? []).map(({ on, kind }) => `${on} ${kind}`).sort()
const utf8 = (words: string) => new TextEncoder().encode(words)

describe('the text of a notice', () => {
  test('says the days that the shipped calendar holds', () => {
    const notice = readNotice(text)
    expect(notice).toMatchObject({ year: 2026, number: '国办发明电〔2025〕7号' })
    expect(plain(notice.days)).toEqual(plain(shipped(2026)?.days))
    expect(new Set(notice.days.map((day) => day.name)).size).toBe(7)
    expect(checkNotice(notice)).toEqual([])
  })

  test.each([
    [
      'a span over New Year',
      '元旦：2026年12月31日至2027年1月2日放假调休，共3天',
      ['2026-12-31', '2027-01-01', '2027-01-02'],
    ],
    ['a single day', '元旦：1月1日（周五）放假1天，不调休', ['2027-01-01']],
    [
      'half-width signs and blanks',
      '元旦: 1 月 1 日(周五)至 3 日(周日)放假',
      ['2027-01-01', '2027-01-02', '2027-01-03'],
    ],
  ])('reads %s', (_name, words, days) => {
    const notice = readNotice(`关于2027年部分节假日安排的通知\n一、${words}。\n国务院办公厅`)
    expect(notice.days.map((day) => day.on)).toEqual(days)
  })

  test.each([
    ['calendar.noYearInNotice', '一、元旦：1月1日放假。'],
    ['calendar.noHolidays', '关于2027年部分节假日安排的通知'],
    ['calendar.noSuchDay', '关于2027年部分节假日安排的通知\n一、元旦：2月30日放假。'],
    ['calendar.spanBackward', '关于2027年部分节假日安排的通知\n一、元旦：1月9日至3日放假。'],
  ])('%s is refused', (key, words) => {
    expect(() => readNotice(words)).toThrow(expect.objectContaining({ key }))
  })
})

describe('contradictions', () => {
  const changed = (from: string, to: string) => {
    expect(text).toContain(from)
    return checkNotice(readNotice(text.replace(from, to))).map(({ key }) => key)
  }
  test.each([
    ['1月4日（周日）上班', '1月5日（周一）上班', 'calendar.makeUpOnWorkday'],
    ['1月4日（周日）上班', '1月3日（周六）上班', 'calendar.dayTwice'],
    ['1月4日（周日）上班', '1月4日（周六）上班', 'calendar.weekdayWrong'],
    ['共3天。1月4日', '共4天。1月4日', 'calendar.countWrong'],
    ['1月4日（周日）上班', '', 'calendar.lawCount'],
    ['1月4日（周日）上班', '2024年1月7日上班', 'calendar.dayElsewhere'],
    ['三、清明节：4月4日（周六）至6日（周一）放假，共3天。', '', 'calendar.holidayMissing'],
    ['10月1日（周四）至7日', '10月2日至7日', 'calendar.lawDayWorked'],
  ])('%s as %s is %s', (from, to, key) => {
    expect(changed(from, to)).toContain(key)
  })

  test('the years from 2008 on fit the law, except those of special notices', () => {
    const odd = shippedYears().filter(
      ({ year, days }) => checkNotice({ year, number: null, source: null, days: [...days], claims: [] }).length > 0,
    )
    expect(odd.map(({ year }) => year)).toEqual([2015, 2020])
  })

  test('only a count that differs from the law may be explained', () => {
    const problems = checkNotice(readNotice(text.replace('1月4日（周日）上班', '1月5日（周一）上班')))
    expect(problems.map(({ key, canBeExplained }) => [key, canBeExplained])).toEqual([
      ['calendar.makeUpOnWorkday', false],
    ])
  })
})

describe('files', () => {
  const row = (on: string, kind: string, name: string) => ({ on, kind, name })
  const rows = (shipped(2026)?.days ?? []).map((day) => row(day.on, day.kind === 'off' ? '放假' : '上班', day.name))

  test('YAML, JSON, CSV, XLSX and text say the same', async () => {
    const json = {
      year: 2026,
      number: '国办发明电〔2025〕7号',
      source: 'https://city.example/notice',
      holidays: [...new Set(rows.map(({ name }) => name))].map((name) => ({
        name,
        off: rows.filter((one) => one.name === name && one.kind === '放假').map(({ on }) => on),
        work: rows.filter((one) => one.name === name && one.kind === '上班').map(({ on }) => on),
      })),
    }
    const csv = ['日期,类型,节日', ...rows.map(({ on, kind, name }) => `${on},${kind},${name}`)].join('\n')
    const cells = rows.map(({ on, kind, name }) => [Temporal.PlainDate.from(on), kind, name])
    const columns = [{ header: '日期', kind: 'date' }, { header: '类型' }, { header: '节日' }] as const
    const files: [string, Uint8Array][] = [
      ['notice.json', utf8(JSON.stringify(json))],
      ['notice.yaml', utf8(JSON.stringify([json]))],
      ['notice.csv', utf8(csv)],
      ['notice.xlsx', await writeWorkbook({ sheets: [{ name: '2026', columns, rows: cells }] })],
      ['notice.txt', utf8(text)],
    ]
    for (const [name, bytes] of files) {
      const notice = await readNoticeFile(name, bytes)
      expect(notice.year, name).toBe(2026)
      expect(plain(notice.days), name).toEqual(plain(shipped(2026)?.days))
      expect(checkNotice(notice), name).toEqual([])
    }
  })

  test.each([
    ['notice.yaml', 'year: 2027', 'calendar.fileForm'],
    ['notice.json', '{', 'calendar.fileForm'],
    ['notice.csv', '日期,类型,节日\n2027-01-01,休息,元旦', 'sheets.notAChoice'],
  ])('a wrong %s is refused', async (name, words, key) => {
    await expect(readNoticeFile(name, utf8(words))).rejects.toMatchObject({ fault: 'invalid', key })
  })
})
