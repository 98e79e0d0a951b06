import type { zh } from './messages.zh.ts'

export const en = {
  'organisations.kind.city': 'City',
  'organisations.kind.party': 'Party body',
  'organisations.kind.congress': "People's congress body",
  'organisations.kind.consultative': 'Consultative conference body',
  'organisations.kind.government': "People's government",
  'organisations.kind.bureau': 'Bureau',
  'organisations.kind.office': 'Section',
  'organisations.kind.institution': 'Public institution',
  'organisations.kind.taskForce': 'Task force',
  'organisations.kind.district': 'District',
  'organisations.kind.town': 'Town or street',
  'organisations.noSuchUnit': 'There is no such unit, or you may not see it. Choose again from the tree.',
  'organisations.noSuchPerson': 'There is no such person, or you may not see them. Choose again from the unit.',
  'organisations.noSuchPost': 'There is no such post, or you may not see it. Reload the page of the unit.',
  'organisations.noSuchDivision':
    'There is no division {code}, or it lies outside your district. Choose one from the list.',
  'organisations.closed':
    '{name} was closed on {day} and can no longer be changed. Add a new unit if you need it again.',
  'organisations.cycle': '{name} cannot move below {parent}, which stands under it. Choose another parent.',
  'organisations.hasUnits': '{name} still has {count} units below it and cannot be closed. Close or move them first.',
  'organisations.lastDay': 'The last day must lie between {from} and {to}. Correct the date.',
  'organisations.holdsPost':
    'This person already holds the post {title} here. Use another title, or end that post first.',
  'organisations.postEnded': 'The post {title} ended on {day} and cannot be ended again.',
  'organisations.noSuchPack': 'There is no city pack named {name}. Check the name after --city.',
  'organisations.badPack': 'The pack file {file} is wrong: {problem}',
  'organisations.leadByDuty': 'Duty list: “{duty}” (in the text: {words})',
  'organisations.leadByName': 'Named in the text: {words}',
  'organisations.import.sheet': 'Units',
  'organisations.import.fileName': 'units.xlsx',
  'organisations.import.note':
    'The code tells which unit is meant: never twice, and unchanged when a unit is renamed. The parent code is the code of the unit above. An empty cell changes nothing; a unit that is not listed stays as it is.',
  'organisations.import.oneFile': 'Choose one XLSX file.',
  'organisations.import.kind': 'The kind “{text}” is not one of: {choices}.',
  'organisations.import.twice': 'The code {slug} already stands in row {first}. Keep one of the rows.',
  'organisations.import.closed': 'The unit with the code {slug} ({name}) is closed. Use another code.',
  'organisations.import.division': 'There is no division {code}. Use the code of a division of this city.',
  'organisations.import.noParent': 'Every unit but the city needs the code of its parent.',
  'organisations.import.unknownParent':
    'There is no parent with the code {parent}. Check the code, or list the parent in this table too.',
  'organisations.import.closedParent': 'The parent with the code {parent} is closed. Use one that exists.',
  'organisations.import.cycle': 'The parent {parent} stands under this very unit. Correct the parent code.',
  'organisations.import.outside': '{name} lies outside your district. Take the row out, or let the city import it.',
} satisfies Record<keyof typeof zh, string>
