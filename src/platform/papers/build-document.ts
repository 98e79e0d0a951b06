import {
  AlignmentType,
  Document,
  Footer,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type Table,
  TextRun,
} from 'docx'
import { unzipSync, zipSync } from 'fflate'
import { bodyFont, fontTableXml, headingFont } from './fonts.ts'
import type { Paper } from './paper.ts'
import { tableOf } from './table-part.ts'
import { clean, run, textParagraphs } from './text-parts.ts'

// Twentieths of a point.
const a4 = { short: 11_906, long: 16_838 }
const narrow = { top: 1_134, bottom: 1_134, left: 1_134, right: 1_134 }
const official = { top: 2_098, bottom: 1_984, left: 1_588, right: 1_474 }

function pageNumber(): Footer {
  const number = { ...run('', bodyFont, 14), children: ['— ', PageNumber.CURRENT, ' —'] }
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(number)] })] })
}

function marked(mark: string): Header {
  const text = new TextRun({ ...run(mark, headingFont, 16), color: 'C00000' })
  return new Header({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [text] })] })
}

function sectionOf({ parts, landscape = false, isNotice = false, mark }: Paper): ISectionOptions {
  const margin = isNotice ? official : narrow
  const width = (landscape ? a4.long : a4.short) - margin.left - margin.right
  const orientation = landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT
  return {
    properties: { page: { size: { width: a4.short, height: a4.long, orientation }, margin } },
    ...(mark !== undefined && { headers: { default: marked(mark) } }),
    footers: { default: pageNumber() },
    children: parts.flatMap<Paragraph | Table>((part, at) =>
      part.kind === 'table' ? [tableOf(part, width)] : textParagraphs(part, parts[at + 1]),
    ),
  }
}

/** The document of a paper; see `paperDocument`. */
export async function buildDocument(paper: Paper): Promise<Uint8Array> {
  const document = new Document({
    creator: 'Daqiao',
    lastModifiedBy: 'Daqiao',
    title: clean(paper.title),
    sections: [sectionOf(paper)],
  })
  const bytes = await Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: fontTableXml() }])
  return paper.madeAt === undefined ? new Uint8Array(bytes) : madeAt(new Uint8Array(bytes), paper.madeAt)
}

const coreProperties = 'docProps/core.xml'

/** The package writes the moment at which it ran into the file's properties and its archive: here is another. */
function madeAt(bytes: Uint8Array, moment: string): Uint8Array {
  const files = unzipSync(bytes)
  const core = new TextDecoder().decode(files[coreProperties])
  const dated = core.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${moment}`)
  return zipSync({ ...files, [coreProperties]: new TextEncoder().encode(dated) }, { mtime: '1980-01-01T00:00:00' })
}
