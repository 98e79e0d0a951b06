/** Facts that a firm reads in the timeline of its request; the others are inside. */
const toldToFirms: readonly string[] = [
  'request-registered',
  'request-accepted',
  'request-refused',
  'request-dispatched',
  'request-signed',
  'request-contacted',
  'request-planned',
  'request-answered',
  'request-paused',
  'request-resumed',
  'request-extended',
  'request-merged',
  'request-withdrawn',
  'request-rated',
  'request-closed',
  'request-redone',
  'request-explained-by-law',
  'request-attached',
  'request-contact-word',
]

/** Beside the module's own facts, what became of a promise; starts and moves of clocks say nothing more than the step did. */
const toldOfClocks: readonly string[] = ['clock-missed', 'clock-recalculated']

interface TimelineEvent {
  kind: string
  facts: Record<string, unknown>
}

/** That a firm was called or rated says something of what it said: told to those who may read it. */
const toldWithRatings: readonly string[] = ['request-rated', 'request-called-back']

/** Whether a fact stands in the timeline for a reader. */
export function isTold({ kind, facts }: TimelineEvent, isFirm: boolean, seesRatings = false): boolean {
  if (kind === 'request-remarked') return !isFirm || facts.audience === 'firm'
  if (!isFirm && toldWithRatings.includes(kind)) return seesRatings
  if (isFirm) return toldToFirms.includes(kind)
  return kind.startsWith('request-') || toldOfClocks.includes(kind)
}

/** Facts that fill the message of an entry: texts and numbers alone. */
export const tellable = (facts: Record<string, unknown>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(facts).filter(
      (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  )
