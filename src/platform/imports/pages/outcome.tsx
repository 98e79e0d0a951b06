import './imports.css'
import { Alert, Progress } from 'antd'
import type { ReactNode } from 'react'
import { StatNumber } from '../../ui/stat-number.tsx'
import { useWords } from '../../ui/words.tsx'
import type { ImportProblem, ImportShown } from '../contract.ts'
import { isBusy, rowResults } from '../rules.ts'

interface Shown {
  one: ImportShown & { problems: ImportProblem[] }
  problemsAddress: string
  /** What its kind counts beside the rows. */
  stats?: ReactNode
  /** What its kind says of the outcome. */
  children?: ReactNode
}

/** What an import would change, or has changed, how far it is, and what is wrong with single rows. */
export function ImportOutcome({ one, problemsAddress, stats, children }: Shown) {
  const t = useWords()
  const { state, rowsTotal, rowsDone, problems, failure } = one
  return (
    <>
      {failure ? <Alert type="error" showIcon title={t(failure)} /> : null}
      {state === 'uploaded' ? null : (
        <section aria-labelledby="import-outcome">
          <h2 id="import-outcome">{t(`platform.imports.outcomeOf.${state}`)}</h2>
          {isBusy(state) ? (
            <Progress
              percent={rowsTotal ? Math.floor((100 * rowsDone) / rowsTotal) : 0}
              showInfo={rowsTotal !== null}
              aria-label={t('platform.imports.progress')}
            />
          ) : null}
          <div className="import-stats" role="status">
            <StatNumber label={t('platform.imports.rows')} value={rowsDone} />
            {rowResults.map((name) => (
              <StatNumber key={name} label={t(`platform.imports.result.${name}`)} value={one[name]} />
            ))}
            {stats}
          </div>
          {children}
          {problems.length > 0 ? <Problems problems={problems} address={problemsAddress} /> : null}
        </section>
      )}
    </>
  )
}

const columns = ['row', 'name', 'heading', 'becomes', 'reason'] as const

function Problems({ problems, address }: { problems: readonly ImportProblem[]; address: string }) {
  const t = useWords()
  return (
    <>
      <p>
        {t('platform.imports.fix')}{' '}
        <a href={address} download>
          {t('platform.imports.problemsFile')}
        </a>
      </p>
      <div className="list-scroll">
        <table className="list-table import-cards">
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {t(`platform.imports.problem.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {problems.map(({ row, name, heading, key, facts, isRefusal }) => (
              <tr key={`${row} ${heading} ${key} ${JSON.stringify(facts)}`}>
                <td className="import-row">{t('platform.imports.problem.rowOf', { row })}</td>
                <td>{name}</td>
                <td>{heading}</td>
                <td>{t(isRefusal ? 'platform.imports.becomes.refused' : 'platform.imports.becomes.left')}</td>
                <td>{t(key, facts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
