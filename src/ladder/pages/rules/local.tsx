import { Button, DatePicker, Input, Select, Skeleton, Space } from 'antd'
import { useState } from 'react'
import { firmApi } from '#enterprises/firm/contract.ts'
import { useAddressQuery, useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useLanguage } from '#platform/ui/words.tsx'
import { type CriterionText, RuleText } from '../../engine/text.ts'
import { rulesApi } from '../../rule-changes/contract.ts'
import { readText } from '../../rule-changes/rules.ts'
import { checkLadderText, isShipped, ruleCode } from '../../rules.ts'
import { SelfCheck } from '../head.tsx'
import '../ladder.css'
import { useLadderWords } from '../words.ts'
import { Criteria } from './criteria.tsx'
import { Problems } from './problems.tsx'
import { ReplayResult } from './replay-result.tsx'

/** A list of the city's own in the making, from nothing, from another rule, or as it was saved last. */
export function LocalRulePage() {
  const { t } = useLadderWords()
  const id = useParam('draftId')
  const [query] = useAddressQuery()
  const isNew = id === 'new'
  const rules = useCall(rulesApi.rules, {})
  const saved = useCall(rulesApi.draft, { params: { id } }, { enabled: !isNew })
  const error = rules.error ?? (isNew ? null : saved.error)
  const copied = rules.data?.rules.find(({ rule }) => rule === (query.rule ?? query.copy))
  const isSame = query.rule !== undefined && copied !== undefined && !isShipped(copied.rule)
  const isReady = rules.data !== undefined && (isNew || saved.data !== undefined)
  const start: Start = saved.data
    ? { ...saved.data, text: readText(saved.data.text ?? '') }
    : {
        ...{ id: null, version: 0, validFromOn: null, source: null },
        rule: isSame ? copied.rule : '',
        basedOn: isSame ? copied.versionId : null,
        text: copied ? withoutVariants(copied.text) : null,
      }
  return (
    <>
      <PageTitle title={t('ladder.page.local')} lead={t('ladder.local.lead')} />
      {error ? <RefusalNotice error={error} /> : null}
      {!isReady && !error ? <Skeleton active={false} paragraph={{ rows: 8 }} aria-label={t('ui.loading')} /> : null}
      {isReady ? <Editor key={id} start={start} /> : null}
    </>
  )
}

interface Start {
  id: string | null
  version: number
  rule: string
  text: unknown
  validFromOn: string | null
  source: string | null
  basedOn: string | null
}

/** What another rule says holds here under a name of its own; it ends when it ends. */
function withoutVariants(text: unknown): unknown {
  const read = RuleText.safeParse(text)
  if (!read.success) return null
  const { variants: _, validToOn: __, ...rest } = read.data
  return rest
}

interface Draft {
  zh: string
  en: string
  document: string
  validToOn: string | null
  criteria: CriterionText[]
  /** What a copy brings beside its criteria. */
  rest: Record<string, unknown>
}

function read(text: unknown): Draft {
  const whole: Record<string, unknown> = typeof text === 'object' && text !== null ? { ...text } : {}
  const { zh, en, document, validToOn, pass, ...rest } = whole
  const list =
    typeof pass === 'object' && pass !== null && 'allOf' in pass ? pass.allOf : pass === undefined ? [] : [pass]
  const words = (one: unknown) => (typeof one === 'string' ? one : '')
  return {
    ...{ zh: words(zh), en: words(en), document: words(document), rest },
    validToOn: words(validToOn) || null,
    criteria: Array.isArray(list) ? (list as CriterionText[]) : [],
  }
}

const written = ({ zh, en, document, validToOn, criteria, rest }: Draft, today: string): Record<string, unknown> => ({
  ...{ regime: today.slice(0, 4), sure: 'verified', ...rest, zh, en: en || zh, document },
  ...(validToOn ? { validToOn } : {}),
  pass: { allOf: criteria },
})

function Editor({ start }: { start: Start }) {
  const { t, format, said } = useLadderWords()
  const [kept, keep] = useState({ id: start.id, version: start.version })
  const [rule, setRule] = useState(start.rule)
  const [draft, setDraft] = useState(() => read(start.text))
  const [validFromOn, setValidFromOn] = useState(start.validFromOn)
  const [source, setSource] = useState(start.source ?? '')
  const text = written(draft, format.today())
  const problems = checkLadderText(text)
  const isNamed = ruleCode.test(rule) && !isShipped(rule)
  const content = { rule, edits: [], text: JSON.stringify(text) }
  const body = { ...content, validFromOn, source: source.trim() || null, basedOn: start.basedOn }
  const onDone = (answer: { id: string; version: number }) => keep(answer)
  const add = useSend(rulesApi.addDraft, { stale: [rulesApi.drafts], onDone })
  const again = useSend(rulesApi.keepDraft, { stale: [rulesApi.drafts, rulesApi.draft], onDone })
  const replay = useSend(rulesApi.replay)
  const propose = useSend(rulesApi.propose, { stale: [rulesApi.drafts, rulesApi.rules] })
  const save = () =>
    kept.id === null
      ? add.mutate({ body })
      : again.mutate({ params: { id: kept.id }, body: { ...body, version: kept.version } })
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  return (
    <>
      <div className="ladder-form">
        <Labelled id="local-zh" label={t('ladder.local.zh')}>
          <Input id="local-zh" value={draft.zh} maxLength={80} onChange={(event) => set({ zh: event.target.value })} />
        </Labelled>
        <Labelled id="local-en" label={t('ladder.local.en')}>
          <Input id="local-en" value={draft.en} maxLength={80} onChange={(event) => set({ en: event.target.value })} />
        </Labelled>
        <ListChoice rule={rule} onChange={setRule} isFixed={start.basedOn !== null} />
        <Labelled id="local-document" label={t('ladder.local.document')}>
          <Input
            id="local-document"
            value={draft.document}
            maxLength={300}
            onChange={(event) => set({ document: event.target.value })}
          />
        </Labelled>
      </div>
      <Criteria criteria={draft.criteria} onChange={(criteria) => set({ criteria })} />
      <section className="ladder-rung">
        <h2>{t('ladder.local.check')}</h2>
        {problems.length > 0 ? (
          <Problems problems={problems} criteria={draft.criteria.map(({ zh = '', en = '' }) => said({ zh, en }))} />
        ) : (
          <p role="status">{t('ladder.local.sound')}</p>
        )}
        <Space wrap>
          <Button disabled={!isNamed} loading={add.isPending || again.isPending} onClick={save}>
            {t('ladder.drafts.save')}
          </Button>
          <Button
            type="primary"
            disabled={!isNamed || problems.length > 0}
            loading={replay.isPending}
            onClick={() => replay.mutate({ body: content })}
          >
            {t('ladder.local.replay')}
          </Button>
        </Space>
        {add.isSuccess || again.isSuccess ? <p role="status">{t('ladder.drafts.saved')}</p> : null}
        {isNamed ? null : <p>{t('ladder.local.chooseList')}</p>}
        {replay.data ? <ReplayResult text={text} result={replay.data} /> : null}
      </section>
      <section className="ladder-rung">
        <h2>{t('ladder.local.inForce')}</h2>
        <Space wrap>
          <DatePicker
            aria-label={t('ladder.rules.from')}
            placeholder={validFromOn ?? t('ladder.rules.from')}
            onChange={(_, day) => setValidFromOn(typeof day === 'string' && day !== '' ? day : null)}
          />
          <DatePicker
            aria-label={t('ladder.local.until')}
            placeholder={draft.validToOn ?? t('ladder.local.until')}
            onChange={(_, day) => set({ validToOn: typeof day === 'string' && day !== '' ? day : null })}
          />
          <Input
            aria-label={t('ladder.rules.source')}
            placeholder={t('ladder.rules.source')}
            value={source}
            maxLength={300}
            onChange={(event) => setSource(event.target.value)}
          />
          <Button
            disabled={!isNamed || problems.length > 0 || validFromOn === null || source.trim().length < 4}
            loading={propose.isPending}
            onClick={() => {
              if (validFromOn !== null)
                propose.mutate({
                  body: { ...content, validFromOn, source, basedOn: start.basedOn, draftId: kept.id },
                })
            }}
          >
            {t('ladder.rules.propose')}
          </Button>
        </Space>
        {propose.isSuccess ? <p role="status">{t('ladder.rules.proposed')}</p> : null}
      </section>
      <SelfCheck onDay={format.today()} />
    </>
  )
}

function Labelled({ id, label, children }: { id: string; label: string; children: React.ReactNode }) {
  return (
    <div className="ladder-labelled">
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  )
}

/** Which list of the registry the rule leads to: who stands on it is no candidate. */
function ListChoice({ rule, onChange, isFixed }: { rule: string; onChange: (rule: string) => void; isFixed: boolean }) {
  const { t } = useLadderWords()
  const { language } = useLanguage()
  const { data = [] } = useCall(firmApi.lists, {})
  const lists = data.filter(({ code, kind }) => !isShipped(code) && (kind === 'title' || kind === 'list'))
  const isListed = rule === '' || lists.some(({ code }) => code === rule)
  const [isOther, setOther] = useState(false)
  return (
    <Labelled id="local-list" label={t('ladder.local.list')}>
      <Select
        id="local-list"
        disabled={isFixed}
        value={isOther || !isListed ? 'other' : rule}
        onChange={(code) => {
          setOther(code === 'other')
          onChange(code === 'other' ? '' : code)
        }}
        options={[
          ...(rule === '' && !isOther ? [{ value: '', label: t('ladder.local.list.choose') }] : []),
          ...lists.map((one) => ({ value: one.code, label: one[language] })),
          { value: 'other', label: t('ladder.local.list.other') },
        ]}
      />
      {isOther || !isListed ? (
        <Input
          aria-label={t('ladder.local.code')}
          placeholder={t('ladder.local.code')}
          value={rule}
          disabled={isFixed}
          maxLength={40}
          onChange={(event) => onChange(event.target.value.trim().toLowerCase())}
        />
      ) : null}
    </Labelled>
  )
}
