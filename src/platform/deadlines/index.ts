export { applyChange, type ChangedClock, type ClockChange, previewChange } from './changes.ts'
export {
  cancelClock,
  clockRows,
  clocksStarted,
  clocksToStart,
  type ExtendClock,
  extendClock,
  forgetClocks,
  meetClock,
  moveClock,
  type PauseClock,
  pauseClock,
  recordClocks,
  resumeClock,
  type StartClocks,
  startClocks,
} from './commands.ts'
export { ClockTerms, Counting, DutyWindows, Limit, Span, Step } from './contract.ts'
export { CountingRule, countingAt, countingOf, countingRule } from './counting.ts'
export {
  type CalendarWarning,
  type Clock,
  calendarWarning,
  clocksOfSubjects,
  clocksQuery,
  listOpenClocks,
  listOverdueClocks,
  type OpenClockFilter,
  openClocksQuery,
} from './queries.ts'
export {
  type ClockFacts,
  type Due,
  dueOf,
  isOverdue,
  judge,
  lateBy,
  type Measure,
  pausedShare,
  remaining,
} from './rules.ts'
export { type StepMoment, stepMoment } from './steps.ts'
