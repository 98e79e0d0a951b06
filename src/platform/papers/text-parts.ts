import { AlignmentType, type IParagraphOptions, type IRunOptions, LineRuleType, Paragraph, TextRun } from 'docx'
import { bodyFont, headingFont, latinFont, noteFont, titleFont } from './fonts.ts'
import type { LineStyle, PaperPart, TextPart } from './paper.ts'

/** What XML cannot hold: control characters, halves of surrogate pairs, two non-characters. */
const unholdable = /[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/gu
export const clean = (text: string): string => text.replace(unholdable, '')

export const run = (text: string, eastAsia: string, points: number): IRunOptions => ({
  text: clean(text),
  size: points * 2,
  font: { ascii: latinFont, hAnsi: latinFont, cs: latinFont, eastAsia },
})

export const linesOf = (text: string): string[] => text.split(/\r\n|[\r\n]/)

interface Look {
  font: string
  points: number
  paragraph: IParagraphOptions
}

const centre = AlignmentType.CENTER
// Twentieths of a point: two characters of size 3 (三号, 16 points), and 22 lines a page.
const twoCharacters = 640
const lined = { line: 580, lineRule: LineRuleType.EXACT }
const body = { alignment: AlignmentType.BOTH, indent: { firstLine: twoCharacters }, spacing: lined }

const looks: Readonly<Record<LineStyle, Look>> = {
  title: { font: titleFont, points: 22, paragraph: { alignment: centre, spacing: { after: 240 } } },
  subtitle: { font: noteFont, points: 14, paragraph: { alignment: centre, spacing: { after: 240 } } },
  number: { font: bodyFont, points: 16, paragraph: { alignment: centre, spacing: { after: 360 } } },
  addressee: { font: bodyFont, points: 16, paragraph: { spacing: lined } },
  heading: {
    font: headingFont,
    points: 16,
    paragraph: { ...body, spacing: { ...lined, before: 160 }, keepNext: true, outlineLevel: 0 },
  },
  body: { font: bodyFont, points: 16, paragraph: body },
  caption: {
    font: headingFont,
    points: 14,
    paragraph: { alignment: centre, spacing: { before: 160, after: 80 }, keepNext: true },
  },
  footnote: { font: noteFont, points: 12, paragraph: { spacing: { before: 120 } } },
  signature: {
    font: bodyFont,
    points: 16,
    paragraph: {
      alignment: AlignmentType.RIGHT,
      indent: { right: 2 * twoCharacters },
      spacing: lined,
      keepLines: true,
    },
  },
  remark: { font: bodyFont, points: 16, paragraph: body },
}

/** `next` is what stands below: a title stands close to its subtitle. */
export function textParagraphs({ kind, text }: TextPart, next: PaperPart | undefined): Paragraph[] {
  const { font, points, paragraph } = looks[kind]
  const close = kind === 'title' && next?.kind === 'subtitle' ? { spacing: { after: 120 } } : {}
  return linesOf(text).map(
    (line) => new Paragraph({ ...paragraph, ...close, children: [new TextRun(run(line, font, points))] }),
  )
}
