import { call } from '#platform/http/client.ts'
import type { DocumentPanel, ProposalNote } from '#platform/ui/panels.ts'
import { goalsApi } from './contract.ts'

/** What goals made of the accepted proposals of a document, beside each of them. */
export const documentPanels: readonly DocumentPanel[] = [
  {
    name: 'goals',
    notes: async (documentId, signal) => {
      const { rows } = await call(goalsApi.ofDocument, { params: { documentId }, signal })
      return rows.map(({ proposalId, goal, figure }): ProposalNote => {
        const facts = { code: goal?.code ?? '' }
        if (!goal)
          return {
            proposalId,
            key: `goals.became.${figure ?? 'target'}`,
            to: '/goals',
            query: { document: documentId },
          }
        const key = figure ? `goals.became.${figure}Of` : `goals.became.${goal.kind}`
        return { proposalId, key, facts, to: '/goals', query: { goal: goal.id } }
      })
    },
  },
]
