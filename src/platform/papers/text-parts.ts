import { AlignmentType, type IParagraphOptions, type IRunOptions, Paragraph, TextRun } from 'docx'
import { latinFont, noteFont, titleFont } from './fonts.ts'
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
const looks: Readonly<Record<LineStyle, Look>> = {
  title: { font: titleFont, points: 22, paragraph: { alignment: centre, spacing: { after: 240 } } },
  subtitle: { font: noteFont, points: 14, paragraph: { alignment: centre, spacing: { after: 240 } } },
  footnote: { font: noteFont, points: 12, paragraph: { spacing: { before: 120 } } },
}

/** `next` is what stands below: a title stands close to its subtitle. */
export function textParagraphs({ kind, text }: TextPart, next: PaperPart | undefined): Paragraph[] {
  const { font, points, paragraph } = looks[kind]
  const close = kind === 'title' && next?.kind === 'subtitle' ? { spacing: { after: 120 } } : {}
  return linesOf(text).map(
    (line) => new Paragraph({ ...paragraph, ...close, children: [new TextRun(run(line, font, points))] }),
  )
}
