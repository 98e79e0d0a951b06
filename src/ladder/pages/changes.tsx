import { Light } from '#platform/ui/light.tsx'
import { dayText } from '../engine/facts.ts'
import type { RuleTitle } from '../rules.ts'
import type { ChangeView } from '../standing/contract.ts'
import { colourOf, useLadderWords } from './words.ts'

interface Props {
  change: ChangeView
  titles: readonly RuleTitle[]
}

/** A verdict that became another one, the criteria that turned, and the figure, rule or day that made it so. */
export function ChangeLine({ change, titles }: Props) {
  const { t, format, fact, value, said, verdict, rule } = useLadderWords()
  const told = (unit: string, number: number | null): string => {
    if (number === null) return t('ladder.change.unknown')
    if (unit === 'title' || unit === 'event') {
      if (Math.abs(number) >= 1_000_000) return t('ladder.none')
      return format.day(dayText(number))
    }
    if (unit === 'flag') return t(`ladder.option.${number === 1 ? 'yes' : 'no'}`)
    return value(unit, number)
  }
  return (
    <div className="ladder-change">
      <span>
        {format.day(change.onDay)} {rule(change.rule, titles)}
      </span>
      <span>
        {verdict(change.before)} → <Light colour={colourOf[change.after]}>{verdict(change.after)}</Light>
      </span>
      <span>{t(`ladder.change.${change.reason}`)}</span>
      {change.criteria.length > 0 ? (
        <small>
          {change.criteria
            .map((one) =>
              t('ladder.change.criterion', {
                what: said(one) || t('ladder.oneOf'),
                before: verdict(one.before),
                after: verdict(one.after),
              }),
            )
            .join(t('ladder.short.join'))}
        </small>
      ) : null}
      {change.facts.length > 0 ? (
        <small>
          {change.facts
            .map((one) =>
              t('ladder.change.fact', {
                fact: fact(one.fact),
                before: told(one.unit, one.before),
                after: told(one.unit, one.after),
              }),
            )
            .join(t('ladder.short.join'))}
        </small>
      ) : null}
    </div>
  )
}
