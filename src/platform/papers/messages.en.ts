import type { zh } from './messages.zh.ts'

export const en = {
  'papers.notADocx': 'This is not a DOCX file. Open it in Word or WPS, save it as DOCX and upload that.',
  'papers.noTable': 'The file holds no table of the kind needed. Its header should hold: {expected}.',
  'papers.tooManyRows': 'The tables in the file have more than {limit} rows. Split it into several files.',
  'papers.codeTwice':
    'Rows {row} and {first} both have the number {code}. Row {first} is taken for the original and row {row} for a new one; please check.',
  'papers.codeUnreadable':
    'The number “{code}” in row {row} cannot be read, so the row is taken for a new one. If it is not, put the old number back.',
  'papers.codeRestored':
    'The number in row {row} was deleted or changed; a mark kept in the file says it is {code}. Please check.',
} satisfies Record<keyof typeof zh, string>
