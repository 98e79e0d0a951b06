import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { TimelineEntry } from '../../contract.ts'

/** Families of codes that stand among the facts; each has words of its own. */
const families: Readonly<Record<string, readonly string[]>> = {
  reason: ['pauseReason', 'returnReason', 'refusal'],
  refusal: ['refusal'],
  outcome: ['outcome'],
  name: ['clock'],
  clock: ['clock'],
  level: ['level'],
  because: ['because'],
  unit: ['span'],
}

/** All that happened, the newest first, in words. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const t = useWords()
  const format = useFormat()
  const inWords = (name: string, value: string | number): string | number => {
    for (const family of families[name] ?? []) {
      const key = `requests.${family}.${value}`
      const words = t(key)
      if (words !== key) return words
    }
    return value
  }
  if (entries.length === 0) return null
  // Two things may have happened at the same moment: their place in the story tells them apart.
  const newest = entries.map((entry, place) => ({ ...entry, place })).reverse()
  return (
    <section className="requests-timeline" aria-label={t('requests.page.timeline')}>
      <h3>{t('requests.page.timeline')}</h3>
      <ol>
        {newest.map(({ at, kind, actorName, facts, place }) => (
          <li key={place}>
            <span className="requests-soft">{format.moment(at)}</span>
            <span>
              {actorName ? `${actorName} ` : null}
              {t(
                `requests.timeline.${kind}`,
                Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, inWords(name, value)])),
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
