import { Light } from '#platform/ui/light.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { clockWords, type ShownClock } from './clock-words.ts'

/** A clock as light and words. */
export function ClockLight({ clock, name }: { clock: ShownClock; name?: string }) {
  const t = useWords()
  const { colour, key, facts } = clockWords(clock)
  return (
    <Light colour={colour}>
      {name ? `${name} ` : null}
      {t(key, facts)}
    </Light>
  )
}
