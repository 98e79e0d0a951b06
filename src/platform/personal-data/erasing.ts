import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { approvalKind } from '../approvals/kinds.ts'
import { personalDataCases } from '../tables.ts'
import { eraseAgreed, erasingKind } from './commands.ts'
import { grounds, PlaceKey } from './contract.ts'
import { decidesErasing, handles } from './policy.ts'

const Proposal = z.object({ caseId: z.uuid(), places: z.array(PlaceKey) })

/** Erasing cannot be taken back, so a second person agrees: who learns the number of the case and how much it is. */
export const erasing = approvalKind({
  kind: erasingKind,
  proposal: Proposal,
  maySee: decidesErasing,
  mayPropose: handles,
  mayDecide: decidesErasing,
  apply: (ctx, tx, { proposal }) => eraseAgreed(ctx, tx, proposal),
  describe: async (ctx, tx, { caseId, places }) => {
    const [row] = await tx
      .select({ fileNumber: personalDataCases.fileNumber, ground: personalDataCases.ground })
      .from(personalDataCases)
      .where(and(eq(personalDataCases.city, ctx.city), eq(personalDataCases.id, caseId)))
    const ground = grounds.find((one) => one === row?.ground)
    const facts = { fileNumber: row?.fileNumber ?? '', count: places.length }
    return {
      said: { key: 'platform.personalData.erasing.said', facts, words: {} },
      lines: [
        ...(ground
          ? [
              {
                key: 'platform.personalData.erasing.ground',
                facts: {},
                words: { ground: `platform.personalData.ground.${ground}` },
              },
            ]
          : []),
        { key: 'platform.personalData.erasing.forGood', facts: {}, words: {} },
      ],
    }
  },
})
