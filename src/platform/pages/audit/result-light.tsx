import type { Result } from '../../audit/rules.ts'
import { Light, type LightColour } from '../../ui/light.tsx'
import { useWords } from '../../ui/words.tsx'

const colours: Record<Result, LightColour> = { done: 'green', denied: 'red', failed: 'amber' }

export function ResultLight({ result }: { result: Result }) {
  const t = useWords()
  return <Light colour={colours[result]}>{t(`audit.result.${result}`)}</Light>
}
