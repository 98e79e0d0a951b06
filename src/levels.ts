/** The one table of levels: a module imports only from levels below its own. `levels.test.ts` holds every import to it. */
export const levels = {
  app: 6,
  web: 6,
  briefing: 5,
  supervision: 4,
  investments: 4,
  requests: 4,
  challenges: 4,
  associations: 4,
  goals: 3,
  ladder: 3,
  chains: 3,
  parks: 3,
  documents: 2,
  enterprises: 2,
  organisations: 1,
  platform: 0,
} as const

export type ModuleName = keyof typeof levels
