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
} satisfies Record<keyof typeof zh, string>
