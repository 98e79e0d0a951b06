/** Which indicator a figure of a paper measures. */

export interface Named {
  id: string
  name: string
  otherNames: readonly string[]
  unit: string | null
}

export interface Measured {
  indicator: string
  /** The words of the figure. */
  text: string
  unit: string | null
}

const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')

/**
 * The indicator whose name the figure bears, in the same unit: as its own name, or whole within its words. The longest name
 * wins (新增规模以上工业企业 before 规模以上工业企业); two of the same length leave it to a person.
 */
export function indicatorOf(catalogue: readonly Named[], figure: Measured): string | null {
  const [own, text] = [squeezed(figure.indicator), squeezed(figure.text)]
  let best: { id: string; length: number; isAlone: boolean } | null = null
  for (const { id, name, otherNames, unit } of catalogue) {
    if (unit !== figure.unit) continue
    for (const one of [name, ...otherNames].map(squeezed)) {
      if (one !== own && !text.includes(one)) continue
      if (!best || one.length > best.length) best = { id, length: one.length, isAlone: true }
      else if (one.length === best.length && best.id !== id) best.isAlone = false
    }
  }
  return best?.isAlone ? best.id : null
}
