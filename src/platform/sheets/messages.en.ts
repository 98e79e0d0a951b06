import type { zh } from './messages.zh.ts'

export const en = {
  'sheets.empty': 'The file is empty. Check it and upload it again.',
  'sheets.notATable': 'This file is neither a table nor text. Upload an XLSX or CSV file.',
  'sheets.otherFormat':
    'This is a file in {format} format, not an XLSX or CSV table. Open it in Excel or WPS, save it as XLSX and upload that.',
  'sheets.passwordProtected': 'The file has a password, so it cannot be read. Remove the password and upload it again.',
  'sheets.damaged':
    'The file is damaged or incomplete ({detail}). Open it in Excel or WPS, save it again and upload that.',
  'sheets.fileTooLarge': 'The file is larger than {megabytes} MB. Split it into several files.',
  'sheets.unpacksTooLarge':
    'Unpacked, the file is larger than {megabytes} MB, so reading stopped. Split it, or remove pictures and unneeded formatting.',
  'sheets.tooManyRows': 'The table has more than {limit} rows. Split it into several files.',
  'sheets.tooManyColumns': 'Row {row} has more than {limit} columns. Remove those that are not needed.',
  'sheets.fieldTooLong':
    'A cell of the CSV is longer than {limit} characters; a quotation mark is probably missing. Check the file and upload it again.',
  'sheets.noSuchSheet': 'There is no sheet named “{sheet}”. The file holds: {found}.',
  'sheets.noHeaderRow': 'No header row was found. The first rows should hold these headers: {expected}.',
  'sheets.headersMissing': 'The header in row {row} lacks: {missing}. The headers found are: {found}.',
  'sheets.headerTwice': 'The header “{header}” appears twice (columns {first} and {second}). Keep one of them.',
  'sheets.unknownHeaders':
    'These headers are not known: {headers}. Use the headers of the template, or remove these columns.',
  'sheets.requiredEmpty': '{cell}: “{column}” must not be empty.',
  'sheets.cellFault': '{cell}: the formula of “{column}” fails ({code}). Correct it, or enter the value.',
  'sheets.digitsLost':
    '{cell}: “{column}” is a very long number whose last digits the spreadsheet has dropped. Format the column as text and enter it again.',
  'sheets.notANumber': '{cell}: “{column}” should be a number; it is “{text}”.',
  'sheets.notAnInteger': '{cell}: “{column}” should be a whole number; it is “{text}”.',
  'sheets.notADate': '{cell}: “{column}” should be a date such as 2024-06-30; it is “{text}”.',
  'sheets.notYesNo': '{cell}: “{column}” should be yes or no (是 / 否); it is “{text}”.',
  'sheets.notAChoice': '{cell}: “{column}” takes only: {choices}. It is “{text}”.',
  'sheets.badSheetName':
    "The sheet name “{name}” cannot be used: it needs 1 to 31 characters, none of \\ / ? * [ ] : ', no duplicate, and at least one column.",
  'sheets.textTooLong':
    'The text of {cell} is longer than the {limit} characters a spreadsheet can hold. Shorten it and export again.',
} satisfies Record<keyof typeof zh, string>
