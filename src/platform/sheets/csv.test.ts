import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { drain } from './an-xlsx.ts'
import { recordSplitter } from './csv.ts'
import { type ReadOptions, readSheet, writeCsv } from './index.ts'

const read = async (bytes: Uint8Array | string, options?: ReadOptions) => {
  const source = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes
  return (await drain(readSheet(source, options))).items
}
const cells = async (bytes: Uint8Array | string) => (await read(bytes)).map((row) => row.cells)
// 名称,江门 as Chinese spreadsheets write CSV
const gb = new Uint8Array([0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xbd, 0xad, 0xc3, 0xc5, 0x0d, 0x0a])

describe('a CSV', () => {
  test('may come in UTF-8 with and without its mark, GB18030 or UTF-16', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('名称,江门', 'utf16le')])
    for (const bytes of [Buffer.from('\ufeff名称,江门'), Buffer.from('名称,江门'), gb, utf16])
      expect(await cells(bytes)).toEqual([['名称', '江门']])
  })

  test('a four-byte character of GB18030 is read', async () => {
    expect(await cells(new Uint8Array([0x95, 0x32, 0x82, 0x36, 0x2c, 0xb0, 0xa1]))).toEqual([['𠀀', '啊']])
  })

  test('fields in quotes hold separators, line breaks and quotes', async () => {
    expect(await cells('a,"b,""c""\r\nd",e\r\n"",f\n"g"')).toEqual([['a', 'b,"c"\r\nd', 'e'], [null, 'f'], ['g']])
  })

  test('empty records are left out and counted', async () => {
    expect(await read('a\r\n\r\n,,\r\nb')).toEqual([
      { row: 1, cells: ['a'] },
      { row: 4, cells: ['b'] },
    ])
  })

  test.each([
    ['a;b;c\n1;2;3', ['a', 'b', 'c']],
    ['a\tb,b\tc', ['a', 'b,b', 'c']],
    ['"x,y,z";b', ['x,y,z', 'b']],
    ['sep=|\r\na|b', ['a', 'b']],
    ['甲，乙，丙', ['甲', '乙', '丙']],
  ])('the separator of %j is found', async (text, first) => {
    expect((await cells(text))[0]).toEqual(first)
  })

  test('a quote that is never closed ends in a message, not in a cell of a megabyte', async () => {
    await expect(read(`a,"${'x'.repeat(1_000_001)}`)).rejects.toMatchObject({ key: 'sheets.fieldTooLong' })
  })

  test('has bounds on rows and columns', async () => {
    await expect(read('a\nb\nc', { limits: { rows: 2 } })).rejects.toMatchObject({ key: 'sheets.tooManyRows' })
    await expect(read('a,b,c', { limits: { columns: 2 } })).rejects.toMatchObject({ key: 'sheets.tooManyColumns' })
  })

  test('splits the same wherever the text is cut', () => {
    const piece = fc.constantFrom('a', '"', ',', '\r', '\n', '""', '"b,"', '江')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(30), (pieces, cut) => {
        const text = pieces.join('')
        const whole = recordSplitter(',')
        const parts = recordSplitter(',')
        expect([...parts.write(text.slice(0, cut)), ...parts.write(text.slice(cut)), ...parts.end()]).toEqual([
          ...whole.write(text),
          ...whole.end(),
        ])
      }),
      { seed: 5, numRuns: 500 },
    )
  })
})

describe('a CSV written here', () => {
  const evil = ['=1+1', '+1', '-1', '@a', '\t=1', '\r=1', '＝1', '－1']

  test('disarms what looks like a formula, and nothing else', async () => {
    const bytes = await writeCsv({ headers: ['值'], rows: [...evil, 'a=b', -5].map((value) => [value]) })
    const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\r\n')
    expect(lines[0]).toBe('\ufeff值')
    expect(lines[1]).toBe("'=1+1")
    expect(lines.slice(1, 9).every((line) => /^"?'/.test(line))).toBe(true)
    expect(lines.slice(9)).toEqual(['a=b', '-5', ''])
  })

  test('comes back as it was', async () => {
    const date = Temporal.PlainDate.from('2024-06-30')
    const rows = [[...evil], ['a"b', 'c,d', 'e\nf', ' g ', null, 1.5, true, date]]
    const bytes = await writeCsv({ headers: ['a', 'b'], rows })
    expect((await cells(bytes)).slice(1)).toEqual([
      evil,
      ['a"b', 'c,d', 'e\nf', ' g ', null, '1.5', 'true', '2024-06-30'],
    ])
  })
})
