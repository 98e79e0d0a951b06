import type { zh } from './messages.zh.ts'

export const en = {
  'deadlines.noClock': 'There is no such clock, or it is outside your scope. Reload the page to see what is there.',
  'deadlines.alreadyStarted':
    'This clock (round {round}) has started already and does not start again. Passing on or returning adds no time.',
  'deadlines.dueBeforeStart':
    'The due moment {dueAt} is not after the start {startedAt}. Correct the limit or the start.',
  'deadlines.ended': 'This clock has ended, and its result stays. Reload the page to see the latest.',
  'deadlines.isPaused': 'This clock is paused already. Resume it to let it run on.',
  'deadlines.notPaused': 'This clock is not paused, so there is nothing to resume. Reload the page to see the latest.',
  'deadlines.alreadyOverdue':
    'This clock was due at {dueAt}, so it cannot be paused or extended. Finish first, and say why it was late.',
  'deadlines.pauseReason': 'The rule does not allow a pause for "{reason}" (allowed: {allowed}). Choose one of those.',
  'deadlines.neverExtended': 'This clock cannot be extended ({source}).',
  'deadlines.extendedOften': 'This clock can be extended {times} times at most, and has been.',
  'deadlines.extendedFar': "At most {atMost} more each time, in the clock's own unit; {value} is not possible.",
  'deadlines.approveOwn': 'Nobody approves an extension they asked for. Let somebody decide who may.',
  'deadlines.metOutside': 'The end {metAt} lies before {earliest} or after now. Give the moment at which it was done.',
  'deadlines.stepNeedsWindows':
    'A reminder in working hours needs duty windows, and this clock has none. Use another unit or add the windows.',
  'deadlines.state.running': 'running',
  'deadlines.state.paused': 'paused',
  'deadlines.state.awaiting-calendar': 'waiting for the holiday notice',
  'deadlines.state.met': 'met in time',
  'deadlines.state.missed': 'ended late',
  'deadlines.state.cancelled': 'cancelled',
  'deadlines.calendarEndsSoon':
    'The working-day calendar ends on {lastKnownOn}, in {daysLeft} days. Import the notice of the next year; {waiting} clocks wait for it.',
  'deadlines.calendarEnded':
    'The working-day calendar ended on {lastKnownOn}. Import the notice of the next year soon; {waiting} clocks wait for it.',
} satisfies Record<keyof typeof zh, string>
