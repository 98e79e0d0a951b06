import { AlignmentType, Document, Footer, Packer, PageNumber, PageOrientation, Paragraph, TextRun } from 'docx'
import { bodyFont, fontTableXml } from './fonts.ts'
import type { Paper } from './paper.ts'
import { tableOf } from './table-part.ts'
import { clean, run, textParagraphs } from './text-parts.ts'

// Twentieths of a point.
const a4 = { short: 11_906, long: 16_838 }
const margin = 1_134

function pageNumber(): Footer {
  const number = { ...run('', bodyFont, 14), children: ['— ', PageNumber.CURRENT, ' —'] }
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(number)] })] })
}

/** The document of a paper; see `paperDocument`. */
export async function buildDocument({ title, parts, landscape = false }: Paper): Promise<Uint8Array> {
  const width = (landscape ? a4.long : a4.short) - 2 * margin
  const document = new Document({
    creator: 'Daqiao',
    lastModifiedBy: 'Daqiao',
    title: clean(title),
    sections: [
      {
        properties: {
          page: {
            size: {
              width: a4.short,
              height: a4.long,
              orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: margin, bottom: margin, left: margin, right: margin },
          },
        },
        footers: { default: pageNumber() },
        children: parts.flatMap((part, at) =>
          part.kind === 'table' ? [tableOf(part, width)] : textParagraphs(part, parts[at + 1]),
        ),
      },
    ],
  })
  const bytes = await Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: fontTableXml() }])
  return new Uint8Array(bytes)
}
