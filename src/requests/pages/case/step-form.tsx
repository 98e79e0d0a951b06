import { Alert, Button, Form, type FormInstance } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type RequestView, requestsApi } from '../../contract.ts'
import { templateOccasions } from '../../rule-book/templates/rules.ts'
import { FieldInput } from './field-input.tsx'
import { type StepAction, type StepEndpoint, steps } from './steps.ts'
import { Templates } from './templates.tsx'

/** What was typed and not yet sent, by request and step. */
export type Drafts = Map<string, Record<string, unknown>>

/** Answers that change with a step. */
export const staleAfterStep = [requestsApi.get, requestsApi.list, requestsApi.suggestions, requestsApi.knownAnswers]

interface Props {
  request: RequestView
  action: StepAction
  drafts: Drafts
  refresh: () => void
  onDone: (version: number) => void
  onLeave: () => void
}

/** One step with what it asks. Somebody else's change meanwhile takes nothing of what was typed. */
export function StepForm({ request, action, drafts, refresh, onDone, onLeave }: Props) {
  const t = useWords()
  const [form] = Form.useForm<Record<string, unknown>>()
  // The state that whoever decides has seen; it moves on only when they have looked at the new one.
  const [seen, see] = useState(request.version)
  const { endpoint, fields } = steps[action]
  const draft = `${request.id} ${action}`
  const send = useSend<StepEndpoint>(endpoint, {
    stale: staleAfterStep,
    quiet: true,
    onDone: ({ version }) => {
      drafts.delete(draft)
      onDone(version)
    },
  })
  useFocusOnOpening(form, fields[0]?.name)
  const occasion = templateOccasions.find((one) => one === action)
  const textField = fields.find(({ kind }) => kind === 'long')?.name
  const putIn = useCallback(
    (text: string) => {
      if (!textField) return
      // What was written stays; whoever wants the template alone clears the field first.
      const written = String(form.getFieldValue(textField) ?? '').trimEnd()
      form.setFieldValue(textField, written === '' ? text : `${written}\n${text}`)
      drafts.set(draft, form.getFieldsValue(true))
      form.focusField(textField)
    },
    [form, textField, drafts, draft],
  )
  const isStale = seen < request.version || send.error?.status === 409
  const look = () => {
    refresh()
    see(request.version)
    send.reset()
  }

  return (
    <Form
      form={form}
      className="requests-step"
      layout="vertical"
      requiredMark="optional"
      initialValues={drafts.get(draft) ?? {}}
      scrollToFirstError={{ focus: true }}
      aria-label={t(`requests.page.do.${action}`)}
      onValuesChange={(_, values) => drafts.set(draft, values)}
      onFinish={(values) => send.mutate({ params: { id: request.id }, body: { version: seen, ...filled(values) } })}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onLeave()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit()
      }}
    >
      <h3>{t(`requests.page.do.${action}`)}</h3>
      <p className="requests-soft">{t(`requests.page.tell.${action}`)}</p>
      {isStale ? (
        <Alert
          className="form-refusal"
          type="warning"
          showIcon
          role="alert"
          title={send.error ? refusalText(t, send.error) : t('requests.page.changedMeanwhile')}
          action={<Button onClick={look}>{t('requests.page.lookAgain')}</Button>}
        />
      ) : send.error ? (
        <Alert className="form-refusal" type="error" showIcon role="alert" title={refusalText(t, send.error)} />
      ) : null}
      {action === 'approve-answer' ? <p className="requests-words">{request.answer}</p> : null}
      {occasion ? <Templates requestId={request.id} occasion={occasion} onChoose={putIn} /> : null}
      {fields.map((field) => (
        <FieldInput key={field.name} field={field} action={action} requestId={request.id} />
      ))}
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t(`requests.page.do.${action}`)}
        </Button>
        <Button onClick={onLeave}>{t('ui.cancel')}</Button>
      </div>
    </Form>
  )
}

/** What was left empty is not sent. */
const filled = (values: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )

function useFocusOnOpening(form: FormInstance, first: string | undefined): void {
  useEffect(() => {
    if (first) form.focusField(first)
  }, [form, first])
}
