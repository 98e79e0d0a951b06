import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { anXlsx, drain } from './an-xlsx.ts'
import { type ReadOptions, readSheet, readTable } from './index.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'

const read = (bytes: Uint8Array, options?: ReadOptions) => drain(readSheet(bytes, options))
const good = anXlsx({
  strings: '<si><t>江门</t></si>',
  sheets: ['<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1</v></c></row></sheetData>'],
})
const compound = (text: string) =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(504),
    Buffer.from(text, 'utf16le'),
  ])

/** Sets a declared size in the directory of an archive, as a bomb that hides its size does. */
function declare(bytes: Uint8Array, name: string, size: number): Uint8Array {
  const changed = Buffer.from(bytes)
  const at = changed.lastIndexOf(name) - 46
  changed.writeUInt32LE(size, at + 24)
  return changed
}

describe('a file that cannot be read', () => {
  test.each<[string, Uint8Array, string, object?]>([
    ['empty', new Uint8Array(0), 'sheets.empty'],
    ['binary', new Uint8Array([1, 2, 0, 4, 5]), 'sheets.notATable'],
    ['neither UTF-8 nor GB18030', new Uint8Array([0x61, 0xff, 0xff, 0x62]), 'sheets.notATable'],
    ['an old XLS', compound('Workbook'), 'sheets.otherFormat', { format: 'XLS' }],
    ['locked by a password', compound('EncryptedPackage'), 'sheets.passwordProtected'],
    ['a PDF', strToU8('%PDF-1.7 …'), 'sheets.otherFormat', { format: 'PDF' }],
    ['a web page named as a spreadsheet', strToU8('\ufeff<html><table>'), 'sheets.otherFormat', { format: 'HTML' }],
    [
      'an XML spreadsheet of 2003',
      strToU8('<?xml version="1.0"?><Workbook/>'),
      'sheets.otherFormat',
      { format: 'XML' },
    ],
    ['a DOCX', zipSync({ 'word/document.xml': strToU8('<a/>') }), 'sheets.otherFormat', { format: 'DOCX' }],
    ['an ODS', zipSync({ 'content.xml': strToU8('<a/>') }), 'sheets.otherFormat', { format: 'ODS' }],
    ['a binary workbook', zipSync({ 'xl/workbook.bin': strToU8('x') }), 'sheets.otherFormat', { format: 'XLSB' }],
    ['cut off', good.subarray(0, good.length - 40), 'sheets.damaged'],
    ['cut off early', good.subarray(0, 60), 'sheets.damaged'],
    ['not well formed', anXlsx({ sheets: ['<sheetData><row r="1"><c></row>'] }), 'sheets.damaged'],
    [
      'with entities of its own',
      anXlsx({ sheets: [], extra: { 'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' } }),
      'sheets.damaged',
    ],
  ])('%s is refused with what it is', async (_, bytes, key, facts = {}) => {
    await expect(read(bytes)).rejects.toMatchObject({ fault: 'invalid', key, facts })
  })

  test('a flipped byte in the packed rows is noticed', async () => {
    const flipped = Uint8Array.from(good)
    const at = Buffer.from(good).indexOf('xl/worksheets/sheet1.xml') + 'xl/worksheets/sheet1.xml'.length + 12
    flipped[at] = (flipped[at] ?? 0) ^ 0x10
    await expect(read(flipped)).rejects.toMatchObject({ key: 'sheets.damaged' })
  })
})

describe('a file that is too large', () => {
  const bomb = anXlsx({ sheets: [`<sheetData>${' '.repeat(8 * 2 ** 20)}</sheetData>`] })
  const limits = { unpackedBytes: 2 * 2 ** 20 }

  test('one that declares its size is refused before anything is unpacked', async () => {
    expect(bomb.length).toBeLessThan(100_000)
    await expect(read(bomb, { limits })).rejects.toMatchObject({
      key: 'sheets.unpacksTooLarge',
      facts: { megabytes: 2 },
    })
  })

  test('one that lies about its size is stopped while it is unpacked', async () => {
    const lying = declare(bomb, 'xl/worksheets/sheet1.xml', 1000)
    await expect(read(lying, { limits })).rejects.toMatchObject({ key: 'sheets.unpacksTooLarge' })
    await expect(read(lying, { limits, fillMerged: true })).rejects.toMatchObject({ key: 'sheets.unpacksTooLarge' })
  })

  test('rows, columns and bytes have bounds, each named', async () => {
    const rows = Array.from({ length: 11 }, (_, at) => `<row r="${at + 1}"><c><v>1</v></c></row>`).join('')
    const many = anXlsx({ sheets: [`<sheetData>${rows}</sheetData>`] })
    expect((await read(many, { limits: { rows: 11 } })).items).toHaveLength(11)
    await expect(read(many, { limits: { rows: 10 } })).rejects.toMatchObject({
      key: 'sheets.tooManyRows',
      facts: { limit: 10 },
    })
    const wide = anXlsx({ sheets: ['<sheetData><row r="3"><c r="D3"><v>1</v></c><c r="XFD3"/></row></sheetData>'] })
    expect((await read(wide, { limits: { columns: 4 } })).items).toHaveLength(1)
    await expect(read(wide, { limits: { columns: 3 } })).rejects.toMatchObject({
      key: 'sheets.tooManyColumns',
      facts: { row: 3 },
    })
    await expect(read(many, { limits: { fileBytes: 100 } })).rejects.toMatchObject({ key: 'sheets.fileTooLarge' })
  })
})

describe('a file made to take time', () => {
  const million = 1_000_000
  // Time by the square of the length would be hours: the runner's own limit notices.
  const attempt = (bytes: Uint8Array) =>
    readTable(bytes, { columns: [{ key: 'n', headers: ['数'], kind: 'number' }] }).catch((error) => error.key)

  test.each([
    ['quotes only', '"'.repeat(million), 'sheets.noHeaderRow'],
    ['quotes with letters', '"a"'.repeat(million / 4), 'sheets.noHeaderRow'],
  ])('a CSV of %s ends soon', async (_, text, key) => {
    expect(await attempt(strToU8(text))).toBe(key)
  })

  test('a number of a million digits and a half ends soon', async () => {
    const table = await attempt(strToU8(`数\n${'1'.repeat(million - 10)}x`))
    expect(table.errors[0].key).toBe('sheets.notANumber')
  })

  test('a format of brackets ends soon', async () => {
    const cell = '<sheetData><row r="1"><c r="A1" s="1"><v>1</v></c></row></sheetData>'
    expect(await attempt(anXlsx({ sheets: [cell], formats: ['['.repeat(million)] }))).toBe('sheets.noHeaderRow')
  })

  test('a text without end is stopped', async () => {
    const text = `<sheetData><row r="1"><c r="A1" t="str"><v>${'x'.repeat(6 * 2 ** 20)}`
    expect(await attempt(anXlsx({ sheets: [text] }))).toBe('sheets.damaged')
  })
})

describe('anything at all', () => {
  const settles = async (bytes: Uint8Array) => {
    try {
      await read(bytes, { fillMerged: true })
    } catch (error) {
      expect(error).toBeInstanceOf(AppError)
      if (error instanceof AppError) expect(Object.keys(zh)).toContain(error.key)
    }
  }
  test('random bytes end in rows or in a message', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), settles), { seed: 7, numRuns: 300 })
  })
  test('a workbook with random bytes changed or cut ends in rows or in a message', async () => {
    const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255))
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 4 }), fc.nat(good.length), async (changes, length) => {
        const bytes = Uint8Array.from(good)
        for (const [at, value] of changes) bytes[at] = value
        await settles(length % 3 === 0 ? bytes.subarray(0, length) : bytes)
      }),
      { seed: 11, numRuns: 400 },
    )
  })
})

test('every message names the same facts in both languages', () => {
  const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([place]) => place).sort()
  for (const key of Object.keys(zh) as (keyof typeof zh)[]) expect(places(en[key]), key).toEqual(places(zh[key]))
})
