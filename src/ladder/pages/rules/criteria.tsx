import { Button, Select } from 'antd'
import type { CriterionText } from '../../engine/text.ts'
import { begunWith, criterionOf, factsOfKind, formOf, freeId } from '../../rule-changes/criteria/rules.ts'
import { useLadderWords } from '../words.ts'
import { CriterionCard } from './criterion-card.tsx'

interface Props {
  criteria: readonly CriterionText[]
  onChange: (criteria: CriterionText[]) => void
}

/** All of these must be met; what the form cannot say of a copied one stays as it is, or is taken out. */
export function Criteria({ criteria, onChange }: Props) {
  const { t, said } = useLadderWords()
  const taken = criteria.flatMap(({ id }) => id ?? [])
  const put = (at: number, one: CriterionText) => onChange(criteria.map((old, place) => (place === at ? one : old)))
  const remove = (at: number) => onChange(criteria.filter((_, place) => place !== at))
  const kinds = ['amount', 'choice', 'flag', 'title', 'event'] as const
  return (
    <section className="ladder-rung">
      <h2>{t('ladder.criteria')}</h2>
      <ol className="ladder-cards">
        {criteria.map((one, at) => {
          const form = formOf(one)
          const key = one.id ?? JSON.stringify(one)
          if (form)
            return (
              <CriterionCard
                key={key}
                number={at + 1}
                form={form}
                onChange={(next) => put(at, criterionOf(next))}
                onRemove={() => remove(at)}
              />
            )
          return (
            <li key={key} className="ladder-card">
              <div className="ladder-card-head">
                <strong>{t('ladder.criterion', { number: at + 1 })}</strong>
                <Button
                  size="small"
                  onClick={() => remove(at)}
                  aria-label={t('ladder.criterion.removeNumber', { number: at + 1 })}
                >
                  {t('ladder.criterion.remove')}
                </Button>
              </div>
              <span>{said({ zh: one.zh ?? t('ladder.oneOf'), en: one.en ?? t('ladder.oneOf') })}</span>
              <small>{t('ladder.criterion.copied')}</small>
            </li>
          )
        })}
      </ol>
      <div className="ladder-choice">
        <label htmlFor="ladder-more">{t('ladder.criterion.add')}</label>
        <Select
          id="ladder-more"
          showSearch={{ optionFilterProp: 'label' }}
          value={null}
          placeholder={t('ladder.criterion.add.hint')}
          onChange={(fact: string | null) => {
            if (fact !== null) onChange([...criteria, criterionOf(begunWith(fact, freeId(taken)))])
          }}
          options={[
            ...kinds.map((kind) => ({
              label: t(`ladder.factKind.${kind}`),
              options: factsOfKind(kind).map((value) => ({ value, label: t(`ladder.fact.${value}`) })),
            })),
            { label: t('ladder.factKind.manual'), options: [{ value: 'manual', label: t('ladder.criterion.manual') }] },
          ]}
        />
      </div>
    </section>
  )
}
