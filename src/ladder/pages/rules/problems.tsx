import { Light } from '#platform/ui/light.tsx'
import { useLadderWords } from '../words.ts'

interface Props {
  problems: readonly { place: string; problem: string; what: string }[]
  /** Names of the criteria beside one another, in order. */
  criteria: readonly string[]
}

/** Why a text may not be put in force yet, each with its place in words. */
export function Problems({ problems, criteria }: Props) {
  const { t } = useLadderWords()
  const placeOf = (place: string): string => {
    const [, at] = /^pass\.allOf\.(\d+)/.exec(place) ?? []
    if (at !== undefined) {
      const what = criteria[Number(at)] ?? ''
      return what === ''
        ? t('ladder.criterion', { number: Number(at) + 1 })
        : t('ladder.place.criterion', { number: Number(at) + 1, what })
    }
    const [first = '', second = ''] = place.split('.')
    const known = t(`ladder.place.${first}`)
    return known === `ladder.place.${first}` ? place : t('ladder.place.named', { part: known, id: second })
  }
  return (
    <ul className="ladder-gaps" aria-label={t('ladder.problems')}>
      {problems.map((one) => {
        const { place, problem, what } = one
        const isWords = /[0-9\u3400-\u9fff…≠]/.test(what)
        return (
          <li key={`${place} ${problem} ${what}`}>
            <Light colour="red">
              {t('ladder.problem', {
                place: placeOf(place),
                problem: t(`ladder.problem.${problem}`),
                what: isWords || problem === 'fact' ? what : '',
              })}
            </Light>
          </li>
        )
      })}
    </ul>
  )
}
