import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'

/** Parts of a workbook as another program might write them; for tests. */
export interface XlsxParts {
  /** XML inside `<worksheet>`, one per sheet. */
  sheets: readonly string[]
  names?: readonly string[]
  /** XML inside `<sst>`. */
  strings?: string
  /** Format codes of the cell styles 1, 2, … */
  formats?: readonly string[]
  workbookPr?: string
  states?: readonly string[]
  /** Prefix of every element, as some writers have it: `x:`. */
  prefix?: string
  extra?: Record<string, string>
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** An XLSX made of hand-written XML. */
export function anXlsx(parts: XlsxParts): Uint8Array {
  const { sheets, names = [], strings, formats = [], workbookPr = '', states = [], prefix = '' } = parts
  const relations = sheets.map(
    (_, at) => `<Relationship Id="s${at}" Type="${office}/worksheet" Target="/xl/worksheets/sheet${at + 1}.xml"/>`,
  )
  if (strings !== undefined)
    relations.push(`<Relationship Id="t" Type="${office}/sharedStrings" Target="sharedStrings.xml"/>`)
  relations.push(`<Relationship Id="y" Type="${office}/styles" Target="styles.xml"/>`)
  const entries = sheets.map((_, at) => {
    const state = states[at] ? ` state="${states[at]}"` : ''
    return `<${prefix}sheet name="${names[at] ?? `Sheet${at + 1}`}" sheetId="${at + 1}"${state} r:id="s${at}"/>`
  })
  const numFmts = formats.map(
    (code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  )
  const xfs = formats.map((_, at) => `<xf numFmtId="${200 + at}"/>`)
  const files: Record<string, string> = {
    '_rels/.rels': `<Relationships><Relationship Id="a" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<${prefix}workbook xmlns:r="${office}">${workbookPr}<${prefix}sheets>${entries.join('')}</${prefix}sheets></${prefix}workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet><numFmts>${numFmts.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${xfs.join('')}</cellXfs></styleSheet>`,
    ...parts.extra,
  }
  if (strings !== undefined) files['xl/sharedStrings.xml'] = `<sst>${strings}</sst>`
  for (const [at, sheet] of sheets.entries())
    files[`xl/worksheets/sheet${at + 1}.xml`] = `<${prefix}worksheet>${sheet}</${prefix}worksheet>`
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
}

/** Everything a generator yields, and what it returns. */
export async function drain<T, R>(source: AsyncGenerator<T, R>): Promise<{ items: T[]; end: R }> {
  const items: T[] = []
  for (;;) {
    const next = await source.next()
    if (next.done) return { items, end: next.value }
    items.push(next.value)
  }
}

const points = fc.oneof(
  fc.integer({ min: 0, max: 0x2fff }),
  fc.integer({ min: 0x3000, max: 0xd7ff }),
  fc.integer({ min: 0xe000, max: 0x10ffff }),
)

/** Texts of any characters, the same each time. (The library's own such strings take seconds to set up.) */
export const anyTexts = (count: number): string[] =>
  fc
    .sample(fc.array(points, { minLength: 1, maxLength: 12 }), { seed: 3, numRuns: count })
    .map((all) => String.fromCodePoint(...all))
