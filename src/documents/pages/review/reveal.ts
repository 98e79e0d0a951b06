/** Bringing a proposal's row and its words into view, in panes that scroll by themselves or with the window. */

export const rowId = (proposalId: string): string => `documents-row-${proposalId}`

export const rowOf = (proposalId: string): HTMLElement | null => document.getElementById(rowId(proposalId))

/** The first of the marked words of a proposal. */
export const markOf = (pane: ParentNode | null, proposalId: string): HTMLElement | null =>
  pane?.querySelector<HTMLElement>(`[data-begins~="${CSS.escape(proposalId)}"]`) ?? null

const margin = 72

/** Scrolls until the element stands well inside its pane; leaves everything where it is when it does already. */
export function reveal(element: HTMLElement, pane: HTMLElement | null): void {
  const step = () => {
    const isScroller =
      pane !== null && pane.scrollHeight > pane.clientHeight + 1 && getComputedStyle(pane).overflowY === 'auto'
    const { top, bottom } = element.getBoundingClientRect()
    const frame = isScroller ? pane.getBoundingClientRect() : { top: 0, bottom: innerHeight, height: innerHeight }
    if (top >= frame.top + margin && bottom <= frame.bottom - margin / 2) return
    const shift = top - frame.top - Math.max(margin, (frame.height - (bottom - top)) / 3)
    if (isScroller) pane.scrollTop += shift
    else scrollBy({ top: shift })
  }
  step()
  // Parts outside the window have no exact height until they are drawn: look again once they are.
  requestAnimationFrame(step)
}
