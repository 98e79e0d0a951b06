import type { zh } from './messages.zh.ts'

export const en = {
  'calendar.dayUnknown':
    'The working-day calendar holds {firstKnownOn} to {lastKnownOn}, so it cannot say whether {day} is worked. Import the next holiday notice first.',
  'calendar.termUnknown':
    '{workingDays} working days from {day} lie beyond the working-day calendar ({firstKnownOn} to {lastKnownOn}). The date follows once the next holiday notice is imported.',
  'calendar.noYears': 'The holiday data is empty; it needs at least one year.',
  'calendar.yearMissing': 'The holiday data lacks {year}. Years must follow each other; add the notice of that year.',
  'calendar.dayTwice': '{day} appears twice in the holiday data. Check the notice and keep one entry.',
  'calendar.dayElsewhere': '{day} does not belong to the holiday notice of {year}. Check the date.',
  'calendar.noYearInNotice':
    'No year was found. The text of the notice has a title with its year; paste the whole notice.',
  'calendar.noHolidays': 'No days off were found. Paste the numbered articles of the notice, or use a table.',
  'calendar.spanBackward': '{first} to {last} is no sensible span of days off. Check the dates.',
  'calendar.noSuchDay': 'There is no day {day}. Check the date.',
  'calendar.fileForm':
    'The file has the wrong form ({place}: {problem}). Give year, holidays, days off and days worked as in the example.',
  'calendar.weekdayWrong': 'The notice says {day} is day {said} of the week; it is day {is}. Check the date.',
  'calendar.countWrong': 'The notice says {name} has {said} days off; {found} were read. Check the dates.',
  'calendar.makeUpOnWorkday': '{day} is worked anyway, so it cannot be a make-up day of {name}. Check the date.',
  'calendar.lawCount':
    '{name} takes {net} working days net, the law gives {given} ({source}). Check the dates; for a special notice, give the reason.',
  'calendar.holidayUnknown': '"{name}" is no holiday of the law. For a special notice, give the reason.',
  'calendar.holidayMissing': '{name} is missing in {year}. Add it; if the notice really has none, give the reason.',
  'calendar.lawDayWorked': '{day} is a day off by law ({name}), but is not off here. Check the dates.',
  'calendar.noNumber': 'Give the number of the notice with --number.',
  'calendar.noSource': 'Say where the notice stands with --source, such as its address.',
  'calendar.noFile': 'The file {name} cannot be read. Check its path and rights.',
  'calendar.usage':
    'usage: daqiao calendar import FILE [--number NUMBER] [--source SOURCE] [--exception REASON] [--dry-run] [--city PACK]\n\n  FILE is the text of the notice (.txt), a table (.xlsx, .csv with the columns date, kind, holiday) or the form of holidays.yaml (.yaml, .json).\n  --dry-run checks and saves nothing. Contradictions are refused; what does not fit the count of the law needs --exception.',
  'calendar.importHead': 'Days off of {year} ({number}, {source})',
  'calendar.importHoliday': '  {name}: off {off}; worked {work}',
  'calendar.importProblem': '  ✗ {problem}',
  'calendar.importExplained': '  ! {problem} (reason given: {reason})',
  'calendar.importRefused': '{count} contradictions, so nothing was imported. Correct them and try again.',
  'calendar.importSame': 'The days of {year} are the same as before; nothing was changed.',
  'calendar.importChanged': '  change: {day} from {before} to {after}',
  'calendar.importDryRun':
    'No contradiction; nothing was saved. {changed} clocks would be computed or moved, {kept} stay since they are due already.',
  'calendar.importDone':
    'The days of {year} are imported (revision {revision}). {changed} clocks were computed or moved, {kept} stay since they were due already.',
  'calendar.off': 'off',
  'calendar.work': 'worked',
  'action.calendar.state': 'see the calendar of working days',
  'action.calendar.import': 'read a notice of days off',
  'calendar.page': 'Working days',
  'calendar.page.lead':
    'Limits follow the yearly notice of the State Council’s General Office, with its make-up days. A year without a notice is not guessed: clocks wait, and are computed after the import.',
  'calendar.page.import': 'Read the notice',
  'calendar.reaches': 'The calendar reaches to {to}',
  'calendar.daysLeft': 'Days left',
  'calendar.waiting': 'Clocks that wait',
  'calendar.workingDays': 'Working days',
  'calendar.near':
    'The calendar of working days ends on {to}, in {days} days. The next notice comes in November as a rule; read it in then.',
  'calendar.nearWaiting': '{count} clocks wait for it already.',
  'calendar.year': '{year}: {count} working days',
  'calendar.holiday': 'Holiday',
  'calendar.daysOff': 'Off',
  'calendar.daysWorked': 'Worked instead',
  'calendar.none': 'none',
  'calendar.source': 'By: {notices}',
  'calendar.text': 'Text of the notice',
  'calendar.text.hint':
    'Copy the whole notice on the holidays of {year} from the State Council’s site and paste it here.',
  'calendar.number': 'Number',
  'calendar.number.hint': 'Not needed where the text has it.',
  'calendar.sourceField': 'Source',
  'calendar.sourceField.hint': 'Address or document.',
  'calendar.exception': 'Explanation',
  'calendar.exception.hint': 'Why it differs from the law’s count of days; not needed as a rule.',
  'calendar.check': 'Check first, keep nothing',
  'calendar.keep': 'Keep it',
  'calendar.readAs': 'Read for {year} ({number})',
  'calendar.outcome.refused': '{count} contradictions, so it cannot be kept. Correct them and check again.',
  'calendar.outcome.same': 'The same as what is held; nothing to keep.',
  'calendar.outcome.checked':
    'No contradiction. Keeping it computes or moves {changed} clocks; {kept} stay since they were due already.',
  'calendar.outcome.imported':
    'Kept. {changed} clocks were computed or moved; {kept} stay since they were due already.',
  'calendar.toCalendar': 'To the calendar',
  'calendar.needed': 'Paste the text of the notice.',
} satisfies Record<keyof typeof zh, string>
