import type { zh } from './messages.zh.ts'

export const en = {
  'goals.notFound': 'There is no such goal, or it lies outside the scope of your post.',
  'goals.workedOn':
    '{code} has been broken down, edited or given to a unit, so it cannot be taken back. Deal with what is below it on the goals page first.',
  'goals.takeBackInDocument': '{code} quotes a document: take its acceptance back on the review page of that document.',
  'goals.noOwner': 'There is no such division or unit. Choose again.',
  'goals.noParent': 'The goal above does not exist or lies outside your scope.',
  'goals.underItself': 'A goal cannot stand under itself or under what is below it.',
  'goals.noUnit': 'A chosen unit does not exist, is closed, or is not yours to give work to.',
  'goals.leadTwice': 'The lead unit cannot be a supporting unit as well.',
  'goals.takeUpNotConfirmed': 'The office is still preparing this take-up table. It can be seen once it is confirmed.',
  'goals.noCell': 'The table has no such cell; the document may have been read again. Reload the page.',
  'goals.noSuchSentence': 'The chosen sentence no longer stands in the document. Reload the page and choose again.',
  'goals.tableFile': 'Choose a breakdown table (.xlsx, .csv or .docx, up to 20 MB).',
  'goals.rowWithoutCode':
    'Row {row} has no code, so its task is not known ("{title}"); it was not imported. Copy the code from the exported table; add new tasks on the goals page.',
  'goals.codeNotOurs': 'The code {code} in row {row} does not belong to this table; the row was not imported.',
  'goals.unknownUnit': 'The unit "{name}" in row {row} is not known. Write its full or short name.',
  'goals.oneLead':
    'Row {row} names several lead units ({names}). There is one lead; write the others as supporting units.',
  'goals.unknownDay': 'The date "{text}" in row {row} is not understood. Write 2026-06-30 or 2026年6月底.',
  'goals.table.title': '{title}任务分解表',
  'goals.table.all': '全部文件',
  'goals.table.note': '导出日期：{day}。',
  'goals.table.number': '序号',
} satisfies Record<keyof typeof zh, string>
