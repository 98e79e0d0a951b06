import type { zh } from './messages.zh.ts'

/** Words of the pages of ratings and call-backs. */
export const en = {
  'requests.page.feedback': 'Rating and call-back',
  'requests.page.choose': 'Choose one.',
  'requests.page.rating.give': 'Send the rating',
  'requests.page.rating.lead':
    'Please rate this answer. Each answer is rated once; what is unsatisfactory or not solved is done again.',
  'requests.page.rating.until': 'You can rate until {day}.',
  'requests.page.rating.level': 'How satisfied are you with the answer?',
  'requests.page.rating.solved': 'Is the matter solved?',
  'requests.page.rating.solved.yes': 'solved',
  'requests.page.rating.solved.no': 'not solved',
  'requests.page.rating.words': 'In your own words (may be left out)',
  'requests.page.rating.words.firm': 'If it is done again, the unit reads these words, but not how satisfied you are.',
  'requests.page.rating.words.desk':
    'Write what the firm said. If it is done again, the unit reads these words, but not how satisfied the firm is.',
  'requests.page.callBack': 'Write down a call-back',
  'requests.page.callBack.lead':
    'Call the firm: is it satisfied, is the matter solved? After {times} calls without an answer the case can be closed; silence does not count as satisfied.',
  'requests.page.callBack.another': 'You wrote this request down, so a colleague at the desk calls the firm back.',
  'requests.page.callBack.answered': 'Reached',
  'requests.page.callBack.nobody': 'No answer',
  'requests.page.callBack.reached': 'Call {attempt}: reached',
  'requests.page.callBack.inVain': 'Call {attempt}: no answer',
  'requests.page.callBack.then': 'If it is satisfied, then',
  'requests.page.callBack.close.solved': 'close as solved',
  'requests.page.callBack.close.explained': 'close as explained',
  'requests.page.callBack.close.not': 'do not close yet',
  'requests.page.callBack.note': 'Note on the call (may be left out; the unit does not see it)',
  'requests.page.callBack.save': 'Save the call-back',
  'requests.page.callBacks': 'Call-backs',
  'requests.page.callBacks.title': 'Which firm is called back next?',
  'requests.page.callBacks.lead':
    '{count} to be called back, who waits longest first. What you or your unit handled is not here.',
  'requests.page.callBacks.none':
    'No firm is to be called back. New answers appear here; a firm that did not answer appears again after a while.',
  'requests.page.callBacks.answered': 'answered {moment}',
  'requests.page.callBacks.attempts': '{attempts} calls without an answer',
} as const satisfies Record<keyof typeof zh, string>
