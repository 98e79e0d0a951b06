import { Light, type LightColour } from '#platform/ui/light.tsx'
import { useWords } from '#platform/ui/words.tsx'
import type { HotlineImport } from '../../hotline/contract.ts'

const colours: Record<HotlineImport['state'], LightColour> = {
  ...{ uploaded: 'amber', checking: 'blue', checked: 'amber', running: 'blue', done: 'green', failed: 'red' },
  'given-up': 'grey',
}

export function ImportLight({ state }: Pick<HotlineImport, 'state'>) {
  const t = useWords()
  return <Light colour={colours[state]}>{t(`requests.hotline.state.${state}`)}</Light>
}
