import { Button, Form } from 'antd'
import { useCall } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'
import { goalsApi } from '../../contract.ts'
import { Marked } from '../marked.tsx'
import type { Draft } from './draft.ts'

/** Units that may lead a goal by their duty lists, each with the duty that says so; taking one fills the field. */
export function LeadProposals({ goalId }: { goalId: string }) {
  const t = useWords()
  const form = Form.useFormInstance<Draft>()
  const chosen: unknown = Form.useWatch('leadUnitId', form)
  const { data } = useCall(goalsApi.leadProposals, { params: { id: goalId } })
  const rows = (data?.rows ?? []).slice(0, 4)
  if (rows.length === 0) return null
  return (
    <div className="goals-proposals">
      <p className="goals-hint">{t('goals.lead.proposed')}</p>
      <ul>
        {rows.map(({ unitId, name, duty, words }) => (
          <li key={unitId}>
            <div>
              <b>{name}</b>
              <Reason duty={duty} words={words} />
            </div>
            <Button
              size="small"
              disabled={chosen === unitId}
              onClick={() => {
                form.setFieldValue('leadUnitId', unitId)
                form.setFieldValue(
                  'supportingUnitIds',
                  (form.getFieldValue('supportingUnitIds') ?? []).filter((one: string) => one !== unitId),
                )
                void form.validateFields(['leadUnitId'])
              }}
            >
              {t(chosen === unitId ? 'goals.lead.taken' : 'goals.lead.take')}
              <span className="visually-hidden"> {t('goals.lead.takeOf', { name })}</span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Why a unit is proposed: its duty, quoted, or the words by which it is named. */
export function Reason({ duty, words }: { duty: string | null; words: readonly string[] }) {
  const t = useWords()
  return (
    <p className="goals-reason">
      {duty ? (
        <>
          {t('goals.lead.duty')}
          <q lang="zh-CN">
            <Marked text={duty} words={words} />
          </q>
          <span>{t('goals.lead.words', { words: words.join(t('goals.comma')) })}</span>
        </>
      ) : (
        t('goals.lead.named', { words: words.join(t('goals.comma')) })
      )}
    </p>
  )
}
