import { Alert, Button, Form, type FormInstance } from 'antd'
import type { ReactNode } from 'react'
import type { Refused } from '../http/client.ts'
import { useOneAtATime } from './calls.ts'
import { useDirtyGuard } from './dirty-guard.tsx'
import { PageTitle } from './page-title.tsx'
import { refusalText } from './refusal.tsx'
import { useWords } from './words.tsx'

/** What `useSend(…, { quiet: true })` gives. */
interface Sending<Input> {
  mutate: (input: Input, options: { onError: (error: Refused) => void; onSettled: () => void }) => void
  error: Refused | null
  isPending: boolean
}

interface Props<Values, Input> {
  title: string
  lead?: ReactNode
  initial: Partial<Values>
  /** `useSend(endpoint, { quiet: true, onDone })`. */
  send: Sending<Input>
  /** What is sent, from what was typed. */
  inputOf: (values: Values) => Input
  submitLabel?: string
  /** Which field a refusal belongs to, by message key; `platform.invalidInput` names its field itself. */
  fieldOf?: Readonly<Record<string, string>>
  /** Offered beside the message when somebody else changed the thing meanwhile; what was typed stays. */
  onSeeNewest?: () => void
  onCancel?: () => void
  /** Form.Item elements; `name` is the field's path in what is sent. */
  children: ReactNode
}

/** A form that keeps what was typed: it asks before one leaves, and shows refusals beside their fields. */
export function FormPage<Values extends object, Input>(props: Props<Values, Input>) {
  const { title, lead, initial, send, inputOf, children, onCancel, onSeeNewest } = props
  const t = useWords()
  const [form] = Form.useForm<Values>()
  const guard = useDirtyGuard()
  const oneAtATime = useOneAtATime()
  const besideField = send.error ? fieldOfRefusal(send.error, props.fieldOf) : undefined
  // An ended session is asked for by the shell, over this page.
  const isShown = send.error?.key !== 'platform.signInFirst' && !besideField
  const refusal = isShown ? send.error : null

  return (
    <>
      <PageTitle title={title} lead={lead} />
      {guard.dialog}
      {refusal ? (
        <Alert
          className="form-refusal"
          type={refusal.status === 409 ? 'warning' : 'error'}
          showIcon
          role="alert"
          title={refusalText(t, refusal)}
          action={
            refusal.status === 409 && onSeeNewest ? <Button onClick={onSeeNewest}>{t('ui.form.newest')}</Button> : null
          }
        />
      ) : null}
      <Form
        form={form}
        layout="vertical"
        className="form-page"
        initialValues={initial}
        requiredMark="optional"
        scrollToFirstError={{ focus: true }}
        onValuesChange={() => guard.setDirty(true)}
        onFinish={(values) =>
          oneAtATime((onSettled) => {
            // What is on its way is not lost by leaving, and whoever leaves when it arrives must not be asked.
            guard.setDirty(false)
            send.mutate(inputOf(values), {
              onSettled,
              onError: (error) => {
                guard.setDirty(true)
                showBeside(form, error, refusalText(t, error), props.fieldOf)
              },
            })
          })
        }
      >
        {children}
        <div className="form-buttons">
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            {props.submitLabel ?? t('ui.save')}
          </Button>
          {onCancel ? <Button onClick={onCancel}>{t('ui.cancel')}</Button> : null}
        </div>
      </Form>
    </>
  )
}

function fieldOfRefusal(error: Refused, fieldOf: Props<never, never>['fieldOf']): string | undefined {
  if (error.key === 'platform.invalidInput') {
    const field = String(error.facts.field ?? 'body')
    return field === 'body' ? undefined : field
  }
  return fieldOf?.[error.key]
}

function showBeside<Values>(
  form: FormInstance<Values>,
  error: Refused,
  text: string,
  fieldOf: Props<never, never>['fieldOf'],
): void {
  const field = fieldOfRefusal(error, fieldOf)
  if (!field) return
  const name = field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
  // antd types field names by the values; a refusal names its field at run time.
  const loose: FormInstance = form
  loose.setFields([{ name, errors: [text] }])
  loose.focusField(name)
}
