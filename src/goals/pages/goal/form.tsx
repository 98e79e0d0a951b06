import { Alert, Button, Form } from 'antd'
import { useState } from 'react'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { useMe } from '#platform/ui/me.ts'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { breakdownApi } from '../../breakdown/contract.ts'
import { type GoalView, goalsApi } from '../../contract.ts'
import { SourceNote } from '../source.tsx'
import { type Draft, draftOf, emptyDraft, inputOf } from './draft.ts'
import { GoalFields } from './fields.tsx'
import { Stages } from './stages.tsx'

export type Cascade = AnswerOf<typeof goalsApi.cascade>

interface Props {
  /** The goal as it is now; null for one entered by hand. */
  goal: GoalView | null
  cascade: Cascade
  refresh: () => void
  setDirty: (value: boolean) => void
  onLeave: () => void
  onDone: () => void
}

const stale = [goalsApi.cascade, goalsApi.ofDocument, breakdownApi.list]

/**
 * Changes a goal or enters one. When somebody else changed it meanwhile, what was typed stays and each field that they
 * changed says their value; saving again is then a decision.
 */
export function GoalForm({ goal, cascade, refresh, setDirty, onLeave, onDone }: Props) {
  const t = useWords()
  const own = useOwnDivision()
  const [form] = Form.useForm<Draft>()
  const [first] = useState(() => (goal ? draftOf(goal) : emptyDraft(`division ${own}`, cascade.years[0] ?? null)))
  const change = useSend(goalsApi.change, { stale, quiet: true, onDone })
  const add = useSend(goalsApi.add, { stale, quiet: true, onDone })
  const error = change.error ?? add.error
  const isConflict = error?.key === 'platform.changedMeanwhile'

  const save = (typed: Draft) => {
    const body = inputOf({ ...first, ...typed })
    if (!goal) add.mutate({ body })
    else change.mutate({ params: { id: goal.id }, body: { ...body, version: goal.version } }, { onError: refresh })
  }

  return (
    <>
      {error ? (
        <Alert
          className="form-refusal"
          role="alert"
          showIcon
          type={error.status === 409 ? 'warning' : 'error'}
          title={isConflict ? t('goals.changedMeanwhile') : refusalText(t, error)}
        />
      ) : null}
      {goal ? <SourceNote source={goal.source} /> : <p className="goals-hint">{t('goals.add.hint')}</p>}
      {goal && !goal.asksForTask ? <p className="goals-hint">{t('goals.study.why')}</p> : null}
      <Form<Draft>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={first}
        onValuesChange={() => setDirty(true)}
        onFinish={save}
      >
        <GoalFields goal={goal} cascade={cascade} first={first} newest={goal ? draftOf(goal) : first} />
        <div className="form-buttons">
          <Button type="primary" htmlType="submit" loading={change.isPending || add.isPending}>
            {t('ui.save')}
          </Button>
          <Button onClick={onLeave}>{t('ui.cancel')}</Button>
          {goal && goal.source.citation === null ? <Remove goal={goal} onDone={onDone} /> : null}
        </div>
      </Form>
      {goal ? <Stages goalId={goal.id} /> : null}
    </>
  )
}

/** For whom somebody enters goals: the own district, or the city. */
function useOwnDivision(): string {
  const { city, posts, grantId } = useMe()
  const scope = posts.find((post) => post.grantId === grantId)?.scope
  return scope?.kind === 'district' ? scope.id : city.code
}

/** Only what was entered by hand goes from here; what quotes a document is taken back where it was accepted. */
function Remove({ goal, onDone }: { goal: GoalView; onDone: () => void }) {
  const t = useWords()
  const remove = useSend(goalsApi.remove, { stale, onDone })
  return (
    <ConfirmButton
      danger
      className="goals-remove"
      question={t('goals.remove.question', { code: goal.code })}
      loading={remove.isPending}
      onConfirm={() => remove.mutate({ params: { id: goal.id }, query: { version: goal.version } })}
    >
      {t('goals.remove')}
    </ConfirmButton>
  )
}
