export {
  type ArrangedDay,
  addWorkingDays,
  type Calendar,
  type CalendarYear,
  type Coverage,
  calendarFrom,
  coverage,
  type DayKind,
  dayKind,
  dayKinds,
  isWorkingDay,
  nextWorkingDay,
  workingDayFrom,
  workingDaysBetween,
} from './calendar.ts'
export { CalendarEnd } from './calendar-end.ts'
export { loadCalendar, readYears, shippedYears } from './load.ts'
export { type NumberedCalendar, numberDays } from './numbered.ts'
export { workedAsPlanned } from './worked.ts'
