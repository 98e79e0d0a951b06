import { z } from 'zod'
import { caseClocks } from '../../clocks/rules.ts'
import { contestGrounds, decisions } from './rules.ts'

export const ContestClock = z.object({
  requestId: z.uuid(),
  round: z.number().int().min(1).max(100),
  clock: z.enum(caseClocks),
  ground: z.enum(contestGrounds),
  words: z.string().trim().min(1).max(500),
})
export type ContestClock = z.output<typeof ContestClock>

export const DecideContest = z.object({
  version: z.number().int().positive(),
  decision: z.enum(decisions),
  note: z.string().trim().min(1).max(500),
})
export type DecideContest = z.output<typeof DecideContest>
