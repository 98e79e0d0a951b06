import type { Followed, PromiseView } from '../../front/contract.ts'

/** What a story is told from; a firm's own request and one opened by its code have the same. */
export type Told = Followed

/** `done` as promised, `late` but done, `next` promised, `overdue` not done in time, `still` paused, `end` the last. */
export type Tone = 'done' | 'late' | 'next' | 'overdue' | 'still' | 'end'

export interface Moment {
  /** `requests.follow.moment.<words>`; filled with `moment`, `due`, `reason`. */
  words: string
  tone: Tone
  /** When it was. */
  at: string | null
  /** By when it was promised. */
  dueAt: string | null
  reason: PromiseView['pausedReason']
}

const tones: Readonly<Record<Exclude<PromiseView['state'], 'dropped'>, Tone>> = {
  met: 'done',
  late: 'late',
  running: 'next',
  overdue: 'overdue',
  paused: 'still',
  waiting: 'next',
}

const bare = { at: null, dueAt: null, reason: null }

/** The line of a round: received, the three promises as they stand, and the end where there is one. */
export function momentsOf(told: Told): Moment[] {
  const { registeredAt, round, closedAt, outcome, state, timeline } = told
  const again = timeline.findLast(({ kind }) => kind === 'request-redone')
  const begun: Moment =
    round > 1 && again
      ? { ...bare, words: 'redone', tone: 'done', at: again.at }
      : { ...bare, words: 'received', tone: 'done', at: registeredAt }
  const ended: Moment[] =
    closedAt && (state === 'closed' || state === 'refused')
      ? [{ ...bare, words: `closed.${outcome ?? 'solved'}`, tone: 'end', at: closedAt }]
      : []
  return [begun, ...promised(told.promises, round), ...ended]
}

/** The promises of an earlier round, as they were kept. */
export const momentsOfRound = ({ promises }: Pick<Told, 'promises'>, round: number): Moment[] =>
  promised(promises, round)

const promised = (promises: readonly PromiseView[], round: number): Moment[] =>
  promises.flatMap(({ name, state, metAt, dueAt, pausedReason, ...one }): Moment[] =>
    one.round !== round || state === 'dropped'
      ? []
      : [{ words: `${name}.${state}`, tone: tones[state], at: metAt, dueAt, reason: pausedReason }],
  )

/** Where it stands, in a word that names the message `requests.follow.stands.<word>`. */
export const standing = ({ state, outcome }: Pick<Told, 'state' | 'outcome'>): string =>
  state === 'closed' ? `closed.${outcome ?? 'solved'}` : state
