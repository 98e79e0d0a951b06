import { useWords } from '#platform/ui/words.tsx'
import type { Counted } from '../../import/contract.ts'
import { useDivisionOptions, useFigureWords } from '../names.ts'
import type { Opened } from './import.tsx'
import { useFieldName } from './names.ts'

/** What an import would do, to be read in a minute: new firms, what is replaced, known for the first time, kept, refused. */
export function Summary({ one }: { one: Opened }) {
  const t = useWords()
  const isDone = one.state !== 'checking' && one.state !== 'checked'
  const reasons = Object.entries(one.reasons).sort(([, a], [, b]) => b - a)
  return (
    <>
      {one.newFirms.length > 0 ? (
        <p>{t('enterprises.import.newFirms', { names: one.newFirms.join(t('enterprises.comma')) })}</p>
      ) : null}
      <Changes name="replaced" counted={one.replaced} isDone={isDone} />
      <Changes name="filled" counted={one.filled} isDone={isDone} />
      <Changes name="kept" counted={one.kept} isDone={false} />
      {one.held > 0 && one.state === 'checked' ? <p>{t('enterprises.import.heldHint')}</p> : null}
      {reasons.length > 0 ? (
        <>
          <h3>{t('enterprises.import.reasons')}</h3>
          <ul>
            {reasons.map(([key, count]) => (
              <li key={key}>{t('enterprises.import.reason', { count, reason: t(`${key}.short`) })}</li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}

interface Changed {
  name: 'replaced' | 'filled' | 'kept'
  counted: Counted
  /** Whether it has happened, or only would. */
  isDone: boolean
}

function Changes({ name, counted, isDone }: Changed) {
  const t = useWords()
  const fieldName = useFieldName()
  const shown = useShown()
  const fields = Object.entries(counted).sort(([, a], [, b]) => b.count - a.count)
  if (fields.length === 0) return null
  return (
    <>
      <h3>{t(`enterprises.import.${name}${isDone ? '.done' : ''}`)}</h3>
      <div className="list-scroll">
        <table className="list-table import-cards">
          <thead>
            <tr>
              {(['field', 'count', 'examples'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`enterprises.import.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map(([field, { count, examples }]) => (
              <tr key={field}>
                <th scope="row">{fieldName(field)}</th>
                <td>{t('enterprises.import.firms', { count })}</td>
                <td>
                  {examples.map(({ name: firm, year, before, after }) => (
                    <div key={`${firm} ${year} ${after}`}>
                      {t(before === null ? 'enterprises.import.exampleNew' : 'enterprises.import.example', {
                        firm: year === null ? firm : `${firm} ${year}`,
                        before: shown(field, before),
                        after: shown(field, after),
                      })}
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** A value as people read it. */
function useShown() {
  const t = useWords()
  const figure = useFigureWords()
  const divisions = useDivisionOptions()
  return (field: string, value: string | number | null): string => {
    if (value === null) return '–'
    if (typeof value === 'number') return figure(field, value)
    if (field === 'status') return t(`enterprises.status.${value}`)
    if (field === 'divisionCode') return divisions.find((one) => one.value === value)?.label ?? value
    return value
  }
}
