import { Button, Checkbox, Input, Radio } from 'antd'
import { useState } from 'react'
import { useWords } from '#platform/ui/words.tsx'
import type { FrontChoices } from '../../front/contract.ts'
import { requestKinds } from '../../rules.ts'
import { useName } from '../names.ts'
import { BodyField } from './body-field.tsx'
import { filledMatter, isTipOff, type MatterDraft, type Problems } from './draft.ts'
import { Field } from './field.tsx'
import { FileChoice } from './file-choice.tsx'
import type { ChosenFile } from './files.ts'
import { Offered } from './offered.tsx'
import { TipOff } from './tip-off.tsx'
import { TopicChoice } from './topic-choice.tsx'

export interface MatterProps {
  matter: MatterDraft
  change: (change: Partial<MatterDraft>) => void
  files: readonly ChosenFile[]
  setFiles: (files: readonly ChosenFile[]) => void
  problems: Problems
  choices: FrontChoices
  city: string | undefined
  isSignedIn: boolean
  onSolved: () => void
}

/** One matter: topic and text are asked, the rest is proposed or may stay as it is. */
export function MatterForm(props: MatterProps) {
  const { matter, change, files, setFiles, problems, choices, city, isSignedIn, onSolved } = props
  const t = useWords()
  const template = choices.topics.find(({ id }) => id === matter.topicId)?.template ?? ''
  const tipOff = isTipOff(matter)
  return (
    <>
      <TopicChoice
        topics={choices.topics}
        value={matter.topicId}
        problem={problems.topicId}
        onChoose={(topicId) => change({ topicId })}
      />
      <BodyField
        value={matter.body}
        template={template}
        problem={problems.body}
        onChange={(body) => change({ body })}
      />
      {tipOff ? <TipOff /> : null}
      {tipOff ? null : (
        <Offered text={matter.body} topicId={matter.topicId} city={city} isSignedIn={isSignedIn} onSolved={onSolved} />
      )}
      <Proposed {...props} />
      {tipOff ? null : (
        <>
          <FileChoice files={files} onChange={setFiles} />
          <Harm matter={matter} change={change} problems={problems} />
          <Checkbox
            className="requests-front-tick"
            checked={matter.mayBePublished}
            onChange={({ target }) => change({ mayBePublished: target.checked })}
          >
            {t('requests.front.mayBePublished')}
          </Checkbox>
        </>
      )}
    </>
  )
}

/** Kind and title as the words suggest them; open to change, and open by itself where it must be looked at. */
function Proposed({ matter, change, problems, choices }: MatterProps) {
  const t = useWords()
  const nameOf = useName()
  const [isOpen, open] = useState(matter.kind !== null || matter.title !== null)
  const { kind, title } = filledMatter(matter, choices.topics)
  if (matter.body.trim() === '') return null
  const mustLook = kind === 'tip-off' || kind === 'complaint' || title === '' || problems.title !== undefined
  if (!isOpen && !mustLook) {
    return (
      <div className="requests-front-chosen">
        <span>
          {t('requests.front.kindIs', { kind: t(`requests.kind.${kind}`) })}
          <br />
          {t('requests.front.titleIs', { title })}
        </span>
        <Button type="link" onClick={() => open(true)}>
          {t('requests.front.change')}
        </Button>
      </div>
    )
  }
  return (
    <>
      <fieldset className="requests-front-group">
        <legend>{t('requests.front.kind')}</legend>
        <Radio.Group
          className="requests-front-kinds"
          value={kind}
          onChange={({ target }) => change({ kind: target.value })}
          options={[...requestKinds, 'tip-off' as const].map((value) => ({
            value,
            label: t(`requests.kind.${value}`),
          }))}
        />
      </fieldset>
      {kind === 'complaint' ? (
        <Field label={t('requests.page.field.aboutUnitId')} hint={t('requests.page.about.hint')} isOptional>
          {({ status: _, ...parts }) => (
            <select
              {...parts}
              className="requests-front-select"
              value={matter.aboutUnitId ?? ''}
              onChange={({ target }) => change({ aboutUnitId: target.value || null })}
            >
              <option value="">{t('requests.front.about.none')}</option>
              {choices.units.map((unit) => (
                <option key={unit.id} value={unit.id}>
                  {nameOf(unit)}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      {kind === 'tip-off' ? null : (
        <Field label={t('requests.page.field.title')} hint={t('requests.front.title.hint')} problem={problems.title}>
          {(parts) => (
            <Input
              {...parts}
              value={title}
              maxLength={100}
              autoComplete="off"
              onChange={({ target }) => change({ title: target.value })}
            />
          )}
        </Field>
      )}
    </>
  )
}

/** How much hangs on it, as the firm says; folded away, for most need not say. */
function Harm({ matter, change, problems }: Pick<MatterProps, 'matter' | 'change' | 'problems'>) {
  const t = useWords()
  const isWrong = problems.jobsAtRisk !== undefined || problems.outputAtRiskWan !== undefined
  return (
    <details className="requests-front-harm" {...(isWrong ? { open: true } : {})}>
      <summary>{t('requests.front.harm')}</summary>
      {(['jobsAtRisk', 'outputAtRiskWan'] as const).map((name) => (
        <Field key={name} label={t(`requests.page.field.${name}`)} problem={problems[name]} isOptional>
          {(parts) => (
            <Input
              {...parts}
              value={matter[name]}
              inputMode="numeric"
              maxLength={9}
              autoComplete="off"
              onChange={({ target }) => change({ [name]: target.value })}
            />
          )}
        </Field>
      ))}
    </details>
  )
}
