import { Light, type LightColour } from '#platform/ui/light.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { PeriodClock } from '../../rates/periods/contract.ts'

const colours: Record<PeriodClock['part'], LightColour> = {
  ...{ in: 'green', out: 'red', excluded: 'grey', untimed: 'grey', notYetDue: 'blue' },
}

/** One clock of a case as it counts: met, late or still open, with when it was due and when it was done. */
export function ClockPart({ clock: { clock, part, dueAt, metAt } }: { clock: PeriodClock }) {
  const t = useWords()
  const format = useFormat()
  const isOpen = part === 'out' && metAt === null
  const times = [
    dueAt ? t('requests.periods.dueAt', { at: format.moment(dueAt) }) : null,
    metAt ? t('requests.periods.metAt', { at: format.moment(metAt) }) : null,
  ].filter((one) => one !== null)
  return (
    <div className="periods-clock">
      <Light colour={colours[part]}>
        {t(`requests.clock.${clock}`)} {t(`requests.periods.part.${isOpen ? 'overdue' : part}`)}
      </Light>
      {times.length > 0 && part !== 'excluded' ? (
        <span className="requests-soft">{times.join(t('requests.rates.comma'))}</span>
      ) : null}
    </div>
  )
}
