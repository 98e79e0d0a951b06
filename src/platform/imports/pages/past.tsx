import './imports.css'
import { Link } from '@tanstack/react-router'
import { useFormat, useWords } from '../../ui/words.tsx'
import type { ImportShown } from '../contract.ts'
import { ImportLight } from './light.tsx'

/** Imports of before with what became of them; `to` leads to one. */
export function PastImports({ imports, to }: { imports: readonly ImportShown[]; to: (id: string) => string }) {
  const t = useWords()
  const format = useFormat()
  return (
    <div className="list-scroll">
      <table className="list-table import-cards">
        <thead>
          <tr>
            {(['file', 'state', 'result', 'by'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`platform.imports.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {imports.map(({ added, changed, same, refused, ...one }) => (
            <tr key={one.id}>
              <th scope="row">
                <Link to={to(one.id)}>{one.fileName}</Link>
                <div className="import-soft">{one.source.name}</div>
              </th>
              <td>
                <ImportLight state={one.state} />
              </td>
              <td>{t('platform.imports.counts', { added, changed, same, refused })}</td>
              <td>
                {one.startedByName}
                <div className="import-soft">{format.moment(one.startedAt)}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
