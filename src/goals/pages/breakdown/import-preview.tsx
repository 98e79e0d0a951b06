import { Button } from 'antd'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { ImportReport } from '../../breakdown/contract.ts'
import { RowProblems } from '../returned-table.tsx'

interface Props {
  report: ImportReport
  isSending: boolean
  onApply: () => void
}

/** What a returned table would change, what in it cannot be read, and which tasks it no longer holds. */
export function ImportPreview({
  report: { changed, unchanged, missing, problems, applied },
  isSending,
  onApply,
}: Props) {
  const t = useWords()
  const cells = changed.reduce((sum, { changes }) => sum + changes.length, 0)
  return (
    <div className="goals-preview">
      <p role="status">
        {t(applied ? 'goals.import.done' : 'goals.import.would', { rows: changed.length, cells, unchanged })}
      </p>
      <RowProblems problems={problems} />
      {changed.length > 0 ? <Changes changed={changed} /> : null}
      {missing.length > 0 ? (
        <details>
          <summary>{t('goals.import.missing', { count: missing.length })}</summary>
          <ul className="goals-list">
            {missing.map(({ code, title }) => (
              <li key={code}>
                {code} <span lang="zh-CN">{title}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {!applied && changed.length > 0 ? (
        <Button type="primary" loading={isSending} onClick={onApply}>
          {t('goals.import.apply', { count: changed.length })}
        </Button>
      ) : null}
    </div>
  )
}

function Changes({ changed }: Pick<ImportReport, 'changed'>) {
  const t = useWords()
  const format = useFormat()
  const said = (field: string, value: string) => {
    if (value === '') return <span className="goals-none">{t('goals.none')}</span>
    return field === 'dueOn' ? format.day(value) : value
  }
  return (
    <div className="list-scroll goals-changes">
      <table className="list-table">
        <thead>
          <tr>
            <th scope="col">{t('goals.code')}</th>
            <th scope="col">{t('goals.import.field')}</th>
            <th scope="col">{t('goals.import.from')}</th>
            <th scope="col">{t('goals.import.to')}</th>
          </tr>
        </thead>
        <tbody>
          {changed.flatMap(({ code, title, changes }) =>
            changes.map(({ field, from, to }, at) => (
              <tr key={`${code} ${field}`}>
                <td title={title}>{at === 0 ? code : <span className="visually-hidden">{code}</span>}</td>
                <td>{t(`goals.field.${field}`)}</td>
                <td lang="zh-CN">{said(field, from)}</td>
                <td lang="zh-CN">{said(field, to)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  )
}
