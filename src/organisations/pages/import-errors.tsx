import { useWords } from '#platform/ui/words.tsx'
import type { ImportReport } from '../contract.ts'

/** What is wrong in a workbook, by row and column. */
export function ImportErrors({ errors }: Pick<ImportReport, 'errors'>) {
  const t = useWords()
  return (
    <div className="list-scroll">
      <table className="list-table">
        <thead>
          <tr>
            <th scope="col" className="is-number">
              {t('organisations.importRow')}
            </th>
            <th scope="col">{t('organisations.importColumn')}</th>
            <th scope="col">{t('organisations.importProblem')}</th>
          </tr>
        </thead>
        <tbody>
          {errors.slice(0, 200).map((error) => (
            <tr key={`${error.row} ${error.column} ${error.key}`}>
              <td className="is-number">{error.row}</td>
              <td>{error.column}</td>
              <td>{t(error.key, error.facts)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
