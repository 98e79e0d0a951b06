/** How a column's values are shown and what a person who edits the sheet will type there. */
export type ColumnKind = 'text' | 'integer' | 'number' | 'percent' | 'date' | 'boolean'

// Text columns are marked as text, or the next person's spreadsheet turns codes of 18 digits into rounded numbers.
const formats: Record<ColumnKind, { id: number; code?: string }> = {
  text: { id: 49 },
  integer: { id: 164, code: '#,##0' },
  // Shown as it is: a format of its own would pad decimals or leave a bare point behind a whole number.
  number: { id: 0 },
  percent: { id: 166, code: '0.0%' },
  date: { id: 167, code: 'yyyy\\-mm\\-dd' },
  boolean: { id: 0 },
}

const kinds: ColumnKind[] = ['text', 'integer', 'number', 'percent', 'date', 'boolean']

/** Indexes of the cell styles in `stylesXml`. */
export const cellStyles = {
  title: 1,
  note: 2,
  header: 3,
  body: (kind: ColumnKind, wrap: boolean): number => 4 + kinds.indexOf(kind) * 2 + (wrap ? 1 : 0),
} as const

const font = (size: number, bold: boolean) =>
  `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><color rgb="FF1F1F1F"/><name val="宋体"/><charset val="134"/></font>`

const border = '<left style="thin"><color rgb="FFBFBFBF"/></left>'
const sides = ['left', 'right', 'top', 'bottom'].map((side) => border.replaceAll('left', side)).join('')

function bodyFormats(): string {
  const horizontal: Partial<Record<ColumnKind, string>> = { date: 'center', boolean: 'center', text: 'left' }
  return kinds
    .flatMap((kind) =>
      [false, true].map((wrap) => {
        const across = horizontal[kind] ? ` horizontal="${horizontal[kind]}"` : ''
        const alignment = `<alignment vertical="center"${across}${wrap ? ' wrapText="1"' : ''}/>`
        return `<xf numFmtId="${formats[kind].id}" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`
      }),
    )
    .join('')
}

/** The styles part; the same for every workbook. */
export function stylesXml(): string {
  const custom = kinds.flatMap((kind) => {
    const { id, code } = formats[kind]
    return code === undefined ? [] : [`<numFmt numFmtId="${id}" formatCode="${code}"/>`]
  })
  const centred = '<alignment horizontal="center" vertical="center" wrapText="1"/>'
  const xfs = [
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    `<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">${centred}</xf>`,
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>',
    `<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${centred}</xf>`,
  ]
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    `<numFmts count="${custom.length}">${custom.join('')}</numFmts>`,
    `<fonts count="3">${font(11, false)}${font(11, true)}${font(18, true)}</fonts>`,
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF7"/><bgColor indexed="64"/></patternFill></fill></fills>',
    `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${sides}<diagonal/></border></borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${xfs.length + kinds.length * 2}">${xfs.join('')}${bodyFormats()}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('')
}
