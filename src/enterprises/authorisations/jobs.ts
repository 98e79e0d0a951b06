import { systemContext } from '#platform/actor.ts'
import type { Tick } from '#platform/ticks.ts'
import { followWordDays } from './commands.ts'

/** Every six hours in every city, before the ladder judges the day; a repeat changes nothing. */
export const followWordsOfFirms: Tick = {
  name: 'follow-word-days',
  everySeconds: 6 * 3600,
  run: (city, moment) => followWordDays(systemContext(city, () => moment)),
}
