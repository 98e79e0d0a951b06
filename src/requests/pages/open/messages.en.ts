import type { zh } from './messages.zh.ts'

export const en = {
  'requests.open.title': 'How enterprise requests were handled',
  'requests.open.lead': 'Were the promised times kept? Closed months only, units in their official order.',
  'requests.open.off': 'This city has not opened this page',
  'requests.open.off.next':
    'It opens after a secrecy review, when a second person agrees. Enterprises can ask as usual and follow their own request by its number and code.',
  'requests.open.noMonth': 'No month is closed yet. Each month appears here after it has been checked and closed.',
  'requests.open.month': 'Requests registered in {month}',
  'requests.open.closedBy': 'The numbers were closed by {name} at {moment} and have not changed since.',
  'requests.open.hiding':
    'Numbers of fewer than {count} cases are not shown, nor are those from which they could be computed.',
  'requests.open.hidden': 'not shown',
  'requests.open.unit': 'Unit',
  'requests.open.table': 'Table of the units; it scrolls sideways',
  'requests.open.answers': 'Answers to common questions',
  'requests.open.search': 'Type a keyword, such as “land”',
  'requests.open.noAnswer': 'Nothing was found. Try other words, or send a request.',
  'requests.open.reviewed':
    'Reviewed for secrecy by {name} on {day}; opened with the agreement of {second} at {moment}.',
  'requests.open.link': 'How requests were handled',
  'requests.opening.title': 'Should everybody see how requests were handled?',
  'requests.opening.page': 'Open page',
  'requests.opening.lead':
    'After a secrecy review the page opens when a second person agrees; any supervision officer can shut it at once. It shows rates of closed months and public answers only: no request, no firm, no single rating.',
  'requests.opening.send': 'Send to a second person',
  'requests.opening.reviewer': 'Who reviewed secrecy',
  'requests.opening.reviewedOn': 'Day of the review',
  'requests.opening.note': 'What was found',
  'requests.opening.isOpen': 'Open to everybody',
  'requests.opening.see': 'See the open page',
  'requests.opening.reason': 'Why it is shut (may be left out)',
  'requests.opening.shut': 'Shut at once',
  'requests.opening.shut.question': 'Shut the open page now?',
  'requests.opening.shut.consequence':
    'Within a minute nobody sees it any more. To open it again takes a new review and a new agreement.',
  'requests.opening.preview': 'The numbers on the open page',
  'requests.opening.past': 'Opened earlier',
  'requests.opening.who':
    'Reviewed for secrecy by {reviewer} on {day} ({note}), proposed by {name}, opened with the agreement of {second} at {moment}.',
  'requests.opening.shutBy': 'Shut by {name} at {moment}. {reason}',
} satisfies Record<keyof typeof zh, string>
