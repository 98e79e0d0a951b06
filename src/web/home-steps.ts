import type { Role } from '#platform/roles.ts'

/** One of the first things to do in a post. Its words are `web.step.<name>` and `web.step.<name>.text`. */
export interface Step {
  name:
    | 'putIn'
    | 'confirm'
    | 'cascade'
    | 'takeUp'
    | 'read'
    | 'organs'
    | 'duties'
    | 'accounts'
    | 'proposed'
    | 'review'
    | 'security'
    | 'holders'
    | 'audit'
    | 'registrations'
    | 'desk'
    | 'enter'
    | 'overdue'
    | 'handle'
    | 'signFor'
    | 'approveAnswers'
    | 'myRequests'
    | 'ask'
  to: string
  /** What the page shows first, as its address has it. */
  query?: Readonly<Record<string, string>>
}

const putIn: Step = { name: 'putIn', to: '/documents' }
const confirm: Step = { name: 'confirm', to: '/documents' }
const cascade: Step = { name: 'cascade', to: '/goals' }
const takeUp: Step = { name: 'takeUp', to: '/take-up' }
const read: Step = { name: 'read', to: '/documents' }
const organs: Step = { name: 'organs', to: '/organisations' }
const duties: Step = { name: 'duties', to: '/organisations' }
const accounts: Step = { name: 'accounts', to: '/accounts' }
const proposed: Step = { name: 'proposed', to: '/approvals' }
const review: Step = { name: 'review', to: '/approvals' }
const security: Step = { name: 'security', to: '/security' }
const holders: Step = { name: 'holders', to: '/accounts' }
const audit: Step = { name: 'audit', to: '/audit' }
const registrations: Step = { name: 'registrations', to: '/registrations' }

const desk: Step = { name: 'desk', to: '/requests', query: { state: 'registered' } }
const enter: Step = { name: 'enter', to: '/requests/enter' }
const overdue: Step = { name: 'overdue', to: '/requests', query: { view: 'overdue' } }
const handle: Step = { name: 'handle', to: '/requests', query: { view: 'mine' } }
const signFor: Step = { name: 'signFor', to: '/requests', query: { state: 'dispatched' } }
const approveAnswers: Step = { name: 'approveAnswers', to: '/requests', query: { state: 'answer-proposed' } }
const ask: Step = { name: 'ask', to: '/my-requests/new' }
const myRequests: Step = { name: 'myRequests', to: '/my-requests' }

const preparing = [putIn, confirm, cascade]
const reading = [cascade, read, organs]

const stepsOf: Record<Role, readonly Step[]> = {
  'city-leader': [cascade, takeUp, read],
  'planning-officer': preparing,
  'supervision-officer': preparing,
  'district-officer': preparing,
  'request-desk': [desk, overdue, enter, registrations],
  'unit-handler': [signFor, handle, overdue],
  'unit-head': [approveAnswers, overdue, signFor],
  'enterprise-officer': reading,
  'chain-officer': reading,
  'park-officer': reading,
  'enterprise-user': [ask, myRequests],
  'institute-user': [],
  'association-user': [],
  'system-administrator': [organs, accounts, proposed, duties],
  'security-administrator': [review, security, holders],
  'audit-administrator': [audit],
}

/** What somebody new to a post does first, as far as its pages are there and open to them. */
export const firstSteps = (role: Role, canOpen: (path: string) => boolean): readonly Step[] =>
  stepsOf[role].filter(({ to }) => canOpen(to))
