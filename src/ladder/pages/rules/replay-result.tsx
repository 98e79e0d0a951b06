import type { AnswerOf } from '#platform/http/endpoint.ts'
import { Light } from '#platform/ui/light.tsx'
import { ListRows } from '#platform/ui/list-rows.tsx'
import { RuleText } from '../../engine/text.ts'
import type { rulesApi } from '../../rule-changes/contract.ts'
import { useLadderWords } from '../words.ts'
import { Problems } from './problems.tsx'

type Replay = AnswerOf<typeof rulesApi.replay>

interface Props {
  /** The rule as it is now, or as it is drafted. */
  text: unknown
  result: Replay
}

/** Who wins, who loses, and the criterion that decides. */
export function ReplayResult({ text: drafted, result }: Props) {
  const { t, format, said } = useLadderWords()
  const text = RuleText.safeParse(drafted)
  const criteria =
    text.success && 'allOf' in text.data.pass ? text.data.pass.allOf : text.success ? [text.data.pass] : []
  const words = (id: string): string => {
    const found = criteria.find((one) => one.id === id)
    return found?.zh ? said({ zh: found.zh, en: found.en ?? '' }) : id
  }
  if (result.problems.length > 0)
    return <Problems problems={result.problems} criteria={criteria.map(({ zh = '', en = '' }) => said({ zh, en }))} />
  const many = (kind: 'wins' | 'loses') =>
    result.changes.filter((one) => one.kind === kind).reduce((sum, { firms }) => sum + firms, 0)
  return (
    <>
      <p role="status">
        {t('ladder.replay.sum', {
          firms: format.number(result.firms),
          wins: format.number(many('wins')),
          loses: format.number(many('loses')),
        })}{' '}
        {t('ladder.replay.took', { seconds: format.number(Math.max(1, Math.round(result.tookMs / 10)) / 100) })}
      </p>
      {result.rows.length > 0 ? (
        <ListRows
          rows={result.rows}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/ladder/firms/${id}`}
          columns={[
            { key: 'name', label: t('ladder.firm'), cell: ({ name }) => name },
            {
              key: 'kind',
              label: t('ladder.replay.change'),
              cell: ({ kind }) => (
                <Light colour={kind === 'wins' ? 'green' : 'red'}>{t(`ladder.replay.${kind}`)}</Light>
              ),
            },
            {
              key: 'decides',
              label: t('ladder.replay.decides'),
              cell: ({ decides }) => decides.map(words).join(t('ladder.and')),
            },
          ]}
        />
      ) : null}
    </>
  )
}
