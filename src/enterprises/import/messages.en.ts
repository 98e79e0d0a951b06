import type { zh } from './messages.zh.ts'

export const en = {
  'enterprises.import.ask.name':
    'The table has neither a name nor a credit code of the firm. Choose a column for at least one of them.',
  'enterprises.import.ask.year': 'Which year are the figures of “{heading}”? Choose the year.',
  'enterprises.import.ask.yearToCome': 'The year of “{heading}” has not come yet. Check the year.',
  'enterprises.import.ask.moneyUnit': 'Is “{heading}” in yuan, 10,000 yuan or 100 million yuan? Choose the unit.',
  'enterprises.import.ask.shareUnit': 'Does “{heading}” write 3 % as 3 or as 0.03? Choose.',
  'enterprises.import.ask.unit':
    'This column has no year or unit yet. Choose them above and look the table through again.',
  'enterprises.import.ask.list': 'Which list is “{heading}”? Choose it.',
  'enterprises.import.ask.twice':
    '“{heading}” says the same as another column (same figure and year). Keep one of them.',
  'enterprises.import.nameless': 'This row has neither a name nor a credit code. Add one of them.',
  'enterprises.import.tooLong': 'This cell has more than {most} characters. Shorten it and import again.',
  'enterprises.import.noDivision': 'There is no division “{text}”. Write its full name, short name or code.',
  'enterprises.import.elsewhere':
    'This firm is outside your area, so the row was not imported. Leave it to its own district or to the city.',
  'enterprises.import.noIndustry': 'GB/T 4754-2017 has no industry “{text}”. Write its code, such as C3841.',
  'enterprises.import.notADay': '“{text}” is not a whole date. Write it like 2023-05-01.',
  'enterprises.import.noStatus': 'The status “{text}” is not known. Write 在营, 停业, 迁出, 吊销 or 注销.',
  'enterprises.import.notAPhone': 'This is not a telephone number. Correct it.',
  'enterprises.import.noList': 'There is no list “{text}”. Check its name.',
  'enterprises.import.closedList':
    'This list is kept by another bureau, so you cannot import it. Take this entry out or leave it to the bureau.',
  'enterprises.import.listDay':
    '“{list}” needs the day from which it holds, such as 2023-12-01 or 2023-12-01至2026-11-30. A bare “yes” is not enough.',
  'enterprises.import.listEnd':
    '“{list}” ends on {known} in the registry and on {told} in the table; nothing was changed. Check it on the page of the firm.',
  'enterprises.import.digitsLost':
    'The code was kept as a number and its last digits are lost. Format the column as text and enter the code again.',
  'enterprises.import.wrongCode':
    'The code {code} is wrong (length, characters or check character). Correct it by the business licence.',
  'enterprises.import.mistakenCode':
    'The code {code} is wrong; it may be {proposals}. Correct it by the business licence.',
  'enterprises.import.oldNumber':
    '{number} is an old registration number of 15 digits; it was looked up and kept as such. Add the credit code of 18 characters.',
  'enterprises.import.twice':
    'This firm stands in row {first} already, so this row was not imported. Put both into one row.',
  'enterprises.import.several':
    '{count} firms of this division have this name, so it is not clear which one is meant. Add the credit code.',
  'enterprises.import.newName':
    'The registry does not know this code and the row has no name, so no firm can be added. Add the name.',
  'enterprises.import.newDivision':
    'The registry does not know this firm and the row has no division, so it cannot be added. Add the division.',
  'enterprises.import.doubt.unit-mistaken':
    'The figure of {year} is {value} × 10,000 yuan in the unit of this column; with the unit mistaken it would be {other}. It was left out. Check the unit.',
  'enterprises.import.doubt.part-exceeds-whole':
    'The figure of {year} is {value}, against {other} of its whole or part (money in 10,000 yuan). It was left out. Check both.',
  'enterprises.import.doubt.before-founding':
    'A figure of {year} ({value}) is from before the firm was founded. It was left out. Check the year or the founding date.',
  'enterprises.import.doubt.other-source-differs':
    'The figure of {year} is {value}; another source has {other} (money in 10,000 yuan). It was left out. Check both.',
  'enterprises.import.doubt.year-not-over':
    '{year} is not over; the figure is {value}. It was left out. For an estimate write 预计 into the heading.',
  'enterprises.import.sheet': 'Firms',
  'enterprises.import.templateName': 'Firms to import.xlsx',
  'enterprises.import.templateFigures':
    '2025年营业收入（万元）|2025年研发费用（万元）|2025年从业人员（人）|专精特新中小企业认定日期',
  'enterprises.import.templateRow':
    '示例机械有限公司||{division}|一路1号|C3489|2012-05-08|在营|张某|000-5550101|12800|640|186|2024-03-01',
  'action.enterprises.import-list': 'see imports of firms',
  'action.enterprises.import-template': 'download the template for firms',
  'action.enterprises.import-upload': 'upload a table of firms',
  'action.enterprises.import-get': 'see an import of firms',
  'action.enterprises.import-check': 'look a table of firms through',
  'action.enterprises.import-start': 'import firms',
  'action.enterprises.import-resume': 'go on importing firms',
  'action.enterprises.import-give-up': 'give up an import of firms',
  'action.enterprises.import-problems': 'download problems of an import of firms',
  'action.firm-import-uploaded': 'uploaded a table of firms',
  'action.firm-import-checked': 'looked a table of firms through',
  'action.firm-import-done': 'imported a table of firms',
  'action.firm-import-given-up': 'gave up an import of firms',
  'action.firms-imported': 'imported a batch of firms',
  'action.firm-imported': 'imported from a table',
} as const satisfies Record<keyof typeof zh, string>
