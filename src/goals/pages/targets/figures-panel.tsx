import { Alert, Button, Select } from 'antd'
import { useState } from 'react'
import { addressOf, call } from '#platform/http/client.ts'
import { valueWords } from '#platform/ui/quantity-words.ts'
import { UploadBox } from '#platform/ui/upload-box.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type FiguresReport, targetsApi } from '../../targets/contract.ts'
import { RowProblems, useReturnedTable } from '../returned-table.tsx'
import { recentPeriods } from './periods.ts'
import { periodWords } from './words.ts'

/** Figures of a period as a table: the workbook to fill in, then what it would add, then adding it. */
export function FiguresPanel({ onLeave }: { onLeave: () => void }) {
  const t = useWords()
  const format = useFormat()
  const periods = recentPeriods(format.today())
  const [period, setPeriod] = useState(periods[0] ?? '')
  const { report, problem, isSending, check, apply } = useReturnedTable<FiguresReport>(
    (chosen, apply) => call(targetsApi.import, { body: { apply }, files: [chosen] }),
    [targetsApi.list, targetsApi.detail],
  )
  return (
    <section className="goals-import" aria-label={t('goals.figures.import')}>
      <div className="goals-template">
        <Select
          aria-label={t('goals.period')}
          value={period}
          options={periods.map((value) => ({ value, label: periodWords(t, value) }))}
          onChange={setPeriod}
        />
        <a href={addressOf(targetsApi.template, { query: { period } })} download>
          {t('goals.figures.template')}
        </a>
      </div>
      <UploadBox label={t('goals.figures.drop')} hint={t('goals.figures.hint')} accept=".xlsx,.csv" send={check} />
      {problem ? <Alert className="form-refusal" type="error" role="alert" showIcon title={problem} /> : null}
      {report ? <Report report={report} isSending={isSending} onApply={apply} /> : null}
      <Button className="goals-more" type="link" onClick={onLeave}>
        {t('goals.import.close')}
      </Button>
    </section>
  )
}

function Report({ report, isSending, onApply }: { report: FiguresReport; isSending: boolean; onApply: () => void }) {
  const t = useWords()
  const format = useFormat()
  const { added, unchanged, empty, changes, problems, applied } = report
  return (
    <div className="goals-preview">
      <p role="status">{t(applied ? 'goals.figures.done' : 'goals.figures.would', { added, unchanged, empty })}</p>
      <RowProblems problems={problems} />
      {changes.length > 0 ? (
        <div className="list-scroll goals-changes">
          <table className="list-table">
            <thead>
              <tr>
                <th scope="col">{t('goals.indicator')}</th>
                <th scope="col">{t('goals.owner')}</th>
                <th scope="col">{t('goals.period')}</th>
                <th scope="col" className="is-number">
                  {t('goals.import.from')}
                </th>
                <th scope="col" className="is-number">
                  {t('goals.import.to')}
                </th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ row, indicator, owner, period, unit, before, value }) => (
                <tr key={row}>
                  <td lang="zh-CN">{indicator}</td>
                  <td>{owner}</td>
                  <td>{periodWords(t, period)}</td>
                  <td className="is-number">{before === null ? '–' : valueWords(t, format, before, unit)}</td>
                  <td className="is-number">{valueWords(t, format, value, unit)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {!applied && added > 0 ? (
        <Button type="primary" loading={isSending} onClick={onApply}>
          {t('goals.figures.apply', { count: added })}
        </Button>
      ) : null}
    </div>
  )
}
