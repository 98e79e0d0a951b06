import { Button, Input, InputNumber, Select } from 'antd'
import { bounds } from '../../engine/text.ts'
import {
  type CriterionForm,
  factsOfKind,
  isYearly,
  measureKinds,
  optionsOf,
} from '../../rule-changes/criteria/rules.ts'
import { useLadderWords } from '../words.ts'

interface Props {
  number: number
  form: CriterionForm
  onChange: (form: CriterionForm) => void
  onRemove: () => void
}

/** One criterion: what is asked, from which number on, in which words and under which article. */
export function CriterionCard({ number, form, onChange, onRemove }: Props) {
  const { t } = useLadderWords()
  return (
    <li className="ladder-card">
      <div className="ladder-card-head">
        <strong>{t('ladder.criterion', { number })}</strong>
        <Button size="small" onClick={onRemove} aria-label={t('ladder.criterion.removeNumber', { number })}>
          {t('ladder.criterion.remove')}
        </Button>
      </div>
      <div className="ladder-card-asks">
        <Asks form={form} onChange={onChange} />
      </div>
      <Input
        aria-label={t('ladder.criterion.zh', { number })}
        placeholder={t('ladder.criterion.words')}
        value={form.zh}
        maxLength={300}
        onChange={(event) => onChange({ ...form, zh: event.target.value })}
      />
      <div className="ladder-card-asks">
        <Input
          aria-label={t('ladder.criterion.en', { number })}
          placeholder={t('ladder.criterion.english')}
          value={form.en}
          maxLength={300}
          onChange={(event) => onChange({ ...form, en: event.target.value })}
        />
        <Input
          aria-label={t('ladder.criterion.article', { number })}
          placeholder={t('ladder.criterion.articleHint')}
          value={form.article}
          maxLength={100}
          onChange={(event) => onChange({ ...form, article: event.target.value })}
        />
      </div>
    </li>
  )
}

function Asks({ form, onChange }: Pick<Props, 'form' | 'onChange'>) {
  const { t } = useLadderWords()
  const facts = (kind: Parameters<typeof factsOfKind>[0]) =>
    factsOfKind(kind).map((value) => ({ value, label: t(`ladder.fact.${value}`) }))
  if (form.kind === 'manual') return <span>{t('ladder.criterion.manual')}</span>
  if (form.kind === 'amount') return <Amount form={form} onChange={onChange} />
  if (form.kind === 'title')
    return (
      <>
        <Select
          aria-label={t('ladder.criterion.holds')}
          value={form.isHeld}
          onChange={(isHeld) => onChange({ ...form, isHeld })}
          options={[true, false].map((value) => ({ value, label: t(`ladder.criterion.holds.${value}`) }))}
        />
        <Select
          mode="multiple"
          aria-label={t('ladder.title')}
          value={form.titles}
          onChange={(titles) => onChange({ ...form, titles })}
          options={facts('title')}
        />
      </>
    )
  if (form.kind === 'event')
    return (
      <>
        <Years years={form.years} most={10} onChange={(years) => onChange({ ...form, years })} />
        <Select
          mode="multiple"
          aria-label={t('ladder.fact.event')}
          value={form.events}
          onChange={(events) => onChange({ ...form, events })}
          options={facts('event')}
        />
      </>
    )
  const fact = <span>{t(`ladder.fact.${form.fact}`)}</span>
  if (form.kind === 'flag')
    return (
      <>
        {fact}
        <Select
          aria-label={t(`ladder.fact.${form.fact}`)}
          value={form.is}
          onChange={(is) => onChange({ ...form, is })}
          options={[true, false].map((value) => ({ value, label: t(`ladder.option.${value ? 'yes' : 'no'}`) }))}
        />
      </>
    )
  return (
    <>
      {fact}
      <span>{t('ladder.number.atLeast')}</span>
      <Select
        aria-label={t(`ladder.fact.${form.fact}`)}
        value={form.option}
        onChange={(option) => onChange({ ...form, option })}
        options={optionsOf(form.fact).map((value) => ({ value, label: t(`ladder.option.${value}`) }))}
      />
    </>
  )
}

type AmountForm = Extract<CriterionForm, { kind: 'amount' }>

function Amount({ form, onChange }: { form: AmountForm; onChange: Props['onChange'] }) {
  const { t } = useLadderWords()
  const options = factsOfKind('amount').map((value) => ({ value, label: t(`ladder.fact.${value}`) }))
  const measures = measureKinds.filter((one) => one === 'plain' || one === 'share' || isYearly(form.fact))
  const find = { showSearch: { optionFilterProp: 'label' } } as const
  return (
    <>
      <Select
        {...find}
        aria-label={t('ladder.criterion.fact')}
        value={form.fact}
        onChange={(fact) => onChange({ ...form, fact, measure: isYearly(fact) ? form.measure : 'plain' })}
        options={options}
      />
      <Select
        aria-label={t('ladder.criterion.measure')}
        value={form.measure}
        onChange={(measure) => onChange({ ...form, measure, of: measure === 'share' ? form.of || 'revenue' : form.of })}
        options={measures.map((value) => ({ value, label: t(`ladder.measure.${value}`) }))}
      />
      {form.measure === 'share' ? (
        <Select
          {...find}
          aria-label={t('ladder.criterion.of')}
          value={form.of}
          onChange={(of) => onChange({ ...form, of })}
          options={options}
        />
      ) : null}
      {form.measure === 'sum' || form.measure === 'average' ? (
        <Years years={form.years} most={3} onChange={(years) => onChange({ ...form, years })} />
      ) : null}
      <Select
        aria-label={t('ladder.criterion.bound')}
        value={form.bound}
        onChange={(bound) => onChange({ ...form, bound })}
        options={bounds.map((value) => ({ value, label: t(`ladder.number.${value}`) }))}
      />
      <Input
        className="ladder-card-number"
        aria-label={t('ladder.criterion.at')}
        placeholder={t('ladder.criterion.atHint')}
        value={form.at}
        maxLength={40}
        onChange={(event) => onChange({ ...form, at: event.target.value })}
      />
    </>
  )
}

function Years({ years, most, onChange }: { years: number; most: number; onChange: (years: number) => void }) {
  const { t } = useLadderWords()
  return (
    <span>
      {t('ladder.criterion.last')}{' '}
      <InputNumber
        aria-label={t('ladder.criterion.years')}
        min={1}
        max={most}
        value={years}
        onChange={(value) => onChange(value ?? 1)}
      />{' '}
      {t('ladder.criterion.yearsUnit')}
    </span>
  )
}
