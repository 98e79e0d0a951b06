import { CheckCircleOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useEffect } from 'react'
import { useCall } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'
import { type FrontChoices, frontApi, type MyFirm } from '../../front/contract.ts'
import { DivisionChoice } from './division-choice.tsx'
import { type Draft, type Problems, plainCode } from './draft.ts'
import { Field } from './field.tsx'

export interface WhoProps {
  draft: Draft
  change: (change: Partial<Draft>) => void
  problems: Problems
  choices: FrontChoices
  city: string | undefined
  /** Known from the account. */
  mine: MyFirm | null
}

/** Who asks, and whom to call: what is known already is not asked. */
export function Who(props: WhoProps) {
  const { draft, change, problems, choices, mine } = props
  const t = useWords()
  return (
    <>
      {mine ? <p className="requests-front-known">{mine.firmName}</p> : <Firm {...props} />}
      <Contact {...props} />
      <Field label={t('requests.front.division')} problem={problems.divisionCode}>
        {(parts) => (
          <DivisionChoice
            {...parts}
            divisions={choices.divisions}
            value={draft.divisionCode || (mine?.divisionCode ?? '')}
            onChange={(divisionCode) => change({ divisionCode })}
          />
        )}
      </Field>
    </>
  )
}

function Contact({ draft, change, problems, mine }: WhoProps) {
  const t = useWords()
  const isOther = draft.contactName !== '' || draft.contactPhone !== '' || problems.contactName !== undefined
  if (mine?.contactPhone && !isOther) {
    return (
      <div className="requests-front-chosen">
        <span>{t('requests.front.contactIs', { name: mine.contactName ?? '', phone: mine.contactPhone })}</span>
        <Button type="link" onClick={() => change({ contactName: mine.contactName ?? ' ' })}>
          {t('requests.front.change')}
        </Button>
      </div>
    )
  }
  return (
    <>
      <Field label={t('requests.front.contactName')} problem={problems.contactName}>
        {(parts) => (
          <Input
            {...parts}
            value={draft.contactName}
            maxLength={40}
            autoComplete="name"
            onChange={({ target }) => change({ contactName: target.value })}
          />
        )}
      </Field>
      <Field
        label={t('requests.front.contactPhone')}
        hint={t('requests.front.contactPhone.hint')}
        problem={problems.contactPhone}
      >
        {(parts) => (
          <Input
            {...parts}
            value={draft.contactPhone}
            type="tel"
            inputMode="tel"
            maxLength={30}
            autoComplete="tel"
            onChange={({ target }) => change({ contactPhone: target.value })}
          />
        )}
      </Field>
    </>
  )
}

/** The firm by its credit code, or without one by its name. */
function Firm({ draft, change, problems, city }: WhoProps) {
  const t = useWords()
  const code = plainCode(draft.creditCode)
  const isWhole = draft.hasCode && code.length === 18
  const found = useCall(frontApi.firm, { body: { ...(city ? { city } : {}), creditCode: code } }, { enabled: isWhole })
  const firm = isWhole && !found.isPlaceholderData ? found.data : undefined
  const known = firm?.firmName ?? null
  useEffect(() => {
    if (known !== null && known !== draft.firmName) change({ firmName: known })
  }, [known, draft.firmName, change])
  const isWrong = firm?.isValid === false
  return (
    <>
      {draft.hasCode ? (
        <Field
          label={t('requests.page.creditCode')}
          hint={code.length > 0 && code.length < 18 ? t('requests.front.code.left', { count: 18 - code.length }) : null}
          problem={isWrong ? 'wrongCode' : problems.creditCode}
        >
          {(parts) => (
            <Input
              {...parts}
              value={draft.creditCode}
              maxLength={40}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              onChange={({ target }) => change({ creditCode: target.value, ...(known ? { firmName: '' } : {}) })}
            />
          )}
        </Field>
      ) : null}
      {known !== null ? (
        <p className="requests-front-known" role="status">
          <CheckCircleOutlined aria-hidden /> {known}
        </p>
      ) : null}
      {!draft.hasCode || (isWhole && !isWrong && known === null && !found.isFetching) ? (
        <Field
          label={t('requests.front.firmName')}
          hint={draft.hasCode ? t('requests.front.firmName.hint') : null}
          problem={problems.firmName}
        >
          {(parts) => (
            <Input
              {...parts}
              value={draft.firmName}
              maxLength={100}
              autoComplete="organization"
              onChange={({ target }) => change({ firmName: target.value })}
            />
          )}
        </Field>
      ) : null}
      <Button
        type="link"
        className="requests-front-other"
        onClick={() => change({ hasCode: !draft.hasCode, firmName: '' })}
      >
        {t(draft.hasCode ? 'requests.front.noCode' : 'requests.front.withCode')}
      </Button>
    </>
  )
}
