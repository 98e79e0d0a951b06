import { Light, type LightColour } from '../../ui/light.tsx'
import { useWords } from '../../ui/words.tsx'
import type { ImportState } from '../rules.ts'

const colours: Record<ImportState, LightColour> = {
  ...{ uploaded: 'amber', checking: 'blue', checked: 'amber', running: 'blue', done: 'green', failed: 'red' },
  'given-up': 'grey',
}

export function ImportLight({ state }: { state: ImportState }) {
  const t = useWords()
  return <Light colour={colours[state]}>{t(`platform.imports.state.${state}`)}</Light>
}
