import {
  AlignmentType,
  Bookmark,
  Document,
  Footer,
  type IRunOptions,
  Packer,
  PageNumber,
  PageOrientation,
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
import { bodyFont, fontTableXml, headingFont, latinFont, noteFont, titleFont } from './fonts.ts'
import { rowCode, rowMark } from './row-code.ts'
import type { PaperColumn, TablePaper } from './table-document.ts'

// Twentieths of a point.
const a4 = { short: 11_906, long: 16_838 }
const margin = 1_134

/** What XML cannot hold: control characters, halves of surrogate pairs, two non-characters. */
const unholdable = /[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/gu
const clean = (text: string): string => text.replace(unholdable, '')

const run = (text: string, eastAsia: string, points: number): IRunOptions => ({
  text: clean(text),
  size: points * 2,
  font: { ascii: latinFont, hAnsi: latinFont, cs: latinFont, eastAsia },
})

function cell(paragraphs: Paragraph[], width: number): TableCell {
  return new TableCell({
    children: paragraphs,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: 80, right: 80, top: 40, bottom: 40 },
  })
}

const lines = (text: string, font: string, align: PaperColumn['align']): Paragraph[] =>
  text.split(/\r\n|[\r\n]/).map(
    (line) =>
      new Paragraph({
        alignment: align === 'center' ? AlignmentType.CENTER : AlignmentType.LEFT,
        children: [new TextRun(run(line, font, 12))],
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

function table(paper: TablePaper, width: number): Table {
  const hasCodes = paper.rows.some(({ serial }) => serial !== undefined)
  const codeWidth = hasCodes ? 1_000 : 0
  const weights = paper.columns.map(({ weight = 1 }) => weight)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const widths = weights.map((weight) => Math.floor(((width - codeWidth) * weight) / sum))
  const at = (column: number) => widths[column] ?? 0

  const heads = paper.columns.map(({ header }, column) => cell(lines(header, headingFont, 'center'), at(column)))
  if (hasCodes) heads.unshift(cell(lines(paper.codeHeader ?? '编号', headingFont, 'center'), codeWidth))
  const body = paper.rows.map(({ cells, serial }) => {
    const children = paper.columns.map(({ align }, column) =>
      cell(lines(String(cells[column] ?? ''), bodyFont, align), at(column)),
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

const centred = (text: string, font: string, points: number, after: number) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after },
    children: [new TextRun(run(text, font, points))],
  })

function pageNumber(): Footer {
  const number = { ...run('', bodyFont, 14), children: ['— ', PageNumber.CURRENT, ' —'] }
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(number)] })] })
}

/** The document of a table; see `tableDocument`. */
export async function buildDocument(paper: TablePaper): Promise<Uint8Array> {
  const isLandscape = paper.landscape ?? true
  const width = (isLandscape ? a4.long : a4.short) - 2 * margin
  const top = [centred(paper.title, titleFont, 22, paper.subtitle ? 120 : 240)]
  if (paper.subtitle) top.push(centred(paper.subtitle, noteFont, 14, 240))
  const after = paper.footnote
    ? paper.footnote
        .split('\n')
        .map((line) => new Paragraph({ spacing: { before: 120 }, children: [new TextRun(run(line, noteFont, 12))] }))
    : []
  const document = new Document({
    creator: 'Daqiao',
    lastModifiedBy: 'Daqiao',
    title: clean(paper.title),
    sections: [
      {
        properties: {
          page: {
            size: {
              width: a4.short,
              height: a4.long,
              orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: margin, bottom: margin, left: margin, right: margin },
          },
        },
        footers: { default: pageNumber() },
        children: [...top, table(paper, width), ...after],
      },
    ],
  })
  const bytes = await Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: fontTableXml() }])
  return new Uint8Array(bytes)
}
