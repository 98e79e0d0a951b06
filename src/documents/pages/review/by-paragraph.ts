import { useRef } from 'react'
import type { ProposalView } from '../../contract.ts'

type Groups = ReadonlyMap<string, readonly ProposalView[]>

const sameList = (a: readonly ProposalView[], b: readonly ProposalView[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index])

/** Proposals by article and paragraph. A paragraph in which nothing changed keeps its list, so that it is not drawn again. */
export function groupByParagraph(proposals: readonly ProposalView[], before: Groups): Groups {
  const groups = new Map<string, ProposalView[]>()
  for (const one of proposals) {
    const key = `${one.article} ${one.paragraph}`
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  const kept = [...groups].map(([key, group]) => {
    const old = before.get(key)
    return [key, old && sameList(old, group) ? old : group] as const
  })
  return new Map(kept)
}

export function useByParagraph(proposals: readonly ProposalView[]): Groups {
  const before = useRef<Groups>(new Map())
  before.current = groupByParagraph(proposals, before.current)
  return before.current
}
