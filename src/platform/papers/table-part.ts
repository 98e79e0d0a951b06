import {
  AlignmentType,
  Bookmark,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { bodyFont, headingFont } from './fonts.ts'
import type { PaperColumn, TablePart } from './paper.ts'
import { rowCode, rowMark } from './row-code.ts'
import { linesOf, run } from './text-parts.ts'

function cell(paragraphs: Paragraph[], width: number): TableCell {
  return new TableCell({
    children: paragraphs,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: 80, right: 80, top: 40, bottom: 40 },
  })
}

const lines = (text: string, font: string, points: number, align: PaperColumn['align']): Paragraph[] =>
  linesOf(text).map(
    (line) =>
      new Paragraph({
        alignment: align === 'center' ? AlignmentType.CENTER : AlignmentType.LEFT,
        children: [new TextRun(run(line, font, points))],
      }),
  )

/** The code inside its bookmark: whoever retypes a row around it leaves both. */
function codeParagraph(serial: number | undefined): Paragraph {
  const children: ParagraphChild[] = []
  if (serial !== undefined) {
    const code = new TextRun(run(rowCode(serial), bodyFont, 10))
    children.push(new Bookmark({ id: rowMark(serial), children: [code] }))
  }
  return new Paragraph({ alignment: AlignmentType.CENTER, children })
}

/** `width` of the page inside its margins, in twentieths of a point. */
export function tableOf({ columns, rows, codeHeader = '编号', points = 12 }: TablePart, width: number): Table {
  const hasCodes = rows.some(({ serial }) => serial !== undefined)
  const codeWidth = hasCodes ? 1_000 : 0
  const weights = columns.map(({ weight = 1 }) => weight)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const widths = weights.map((weight) => Math.floor(((width - codeWidth) * weight) / sum))
  const at = (column: number) => widths[column] ?? 0

  const heads = columns.map(({ header }, column) => cell(lines(header, headingFont, points, 'center'), at(column)))
  if (hasCodes) heads.unshift(cell(lines(codeHeader, headingFont, points, 'center'), codeWidth))
  const body = rows.map(({ cells, serial }) => {
    const children = columns.map(({ align }, column) =>
      cell(lines(String(cells[column] ?? ''), bodyFont, points, align), at(column)),
    )
    if (hasCodes) children.unshift(cell([codeParagraph(serial)], codeWidth))
    return new TableRow({ cantSplit: true, children })
  })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: hasCodes ? [codeWidth, ...widths] : widths,
    rows: [new TableRow({ tableHeader: true, cantSplit: true, children: heads }), ...body],
  })
}
