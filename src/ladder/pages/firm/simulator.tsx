import { Button, Select, Slider } from 'antd'
import type { Facts } from '../../engine/facts.ts'
import { readReference } from '../../engine/facts.ts'
import { factsOf, type Plan } from '../../engine/plan.ts'
import { factCatalogue } from '../../rules.ts'
import { useLadderWords } from '../words.ts'

interface Props {
  judged: Plan
  facts: Facts
  changed: Facts
  onChange: (changed: Facts) => void
}

/** Sliders for what a firm can change: the verdict above follows. Nothing is kept. */
export function Simulator({ judged, facts, changed, onChange }: Props) {
  const { t } = useLadderWords()
  const asked = factsOf(judged)
  const set = (reference: string, value: number) => onChange({ ...changed, [reference]: value })
  return (
    <section className="ladder-rung ladder-simulator">
      <h2>{t('ladder.simulator')}</h2>
      <p>{t('ladder.simulator.lead')}</p>
      {asked.map((reference) => {
        const now = facts[reference] ?? null
        const value = Number(changed[reference] ?? now ?? 0)
        return (
          <Field
            key={reference}
            reference={reference}
            now={now === null ? null : Number(now)}
            value={value}
            onChange={set}
          />
        )
      })}
      <Button onClick={() => onChange({})} disabled={Object.keys(changed).length === 0}>
        {t('ladder.simulator.back')}
      </Button>
    </section>
  )
}

interface FieldProps {
  reference: string
  now: number | null
  value: number
  onChange: (reference: string, value: number) => void
}

function Field({ reference, now, value, onChange }: FieldProps) {
  const { t, fact, value: told } = useLadderWords()
  const kind = Object.entries(factCatalogue).find(
    ([code]) => code === readReference(reference, factCatalogue)?.code,
  )?.[1]
  if (kind?.kind !== 'amount' && kind?.kind !== 'choice') return null
  const label = fact(reference)
  const known = now === null ? t('ladder.simulator.unknown') : ''
  if (kind.kind === 'choice') {
    return (
      <div className="ladder-field">
        <span>
          {label} {known}
        </span>
        <Select
          aria-label={label}
          value={value}
          onChange={(place) => onChange(reference, place)}
          options={kind.options.map((option, at) => ({ value: at, label: t(`ladder.option.${option}`) }))}
        />
      </div>
    )
  }
  const most = largestOf(kind.unit, now)
  return (
    <div className="ladder-field">
      <span>
        {label} <strong>{told(kind.unit, value)}</strong> {known}
      </span>
      <Slider
        ariaLabelForHandle={label}
        ariaValueTextFormatterForHandle={(one) => told(kind.unit, one)}
        min={0}
        max={most}
        step={kind.unit === 'yuan' ? 10_000 : 1}
        value={Math.min(value, most)}
        onChange={(one) => onChange(reference, one)}
        tooltip={{ formatter: null }}
      />
    </div>
  )
}

/** As far as a slider goes: twice what is known, or a usual size where nothing is. */
function largestOf(unit: string, now: number | null): number {
  const usual: Readonly<Record<string, number>> = {
    yuan: 100_000_000,
    'ten-thousandth': 10_000,
    hundredth: 10_000,
    years: 20,
    count: 100,
    rights: 10,
  }
  const bound = unit === 'ten-thousandth' || unit === 'hundredth' ? 10_000 : Number.POSITIVE_INFINITY
  return Math.min(bound, Math.max(usual[unit] ?? 100, (now ?? 0) * 2))
}
