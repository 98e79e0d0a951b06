import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useIsPhone } from './screen.ts'

export interface Column<T> {
  key: string
  label: string
  cell: (row: T) => ReactNode
  /** Numbers and dates stand at the right, in tabular figures. */
  isNumber?: boolean
  /** Left out of the card on a phone. */
  onlyDesktop?: boolean
}

interface Props<T> {
  rows: readonly T[]
  columns: readonly Column<T>[]
  rowKey: (row: T) => string
  rowTo?: (row: T) => string
  /** Below the name of a row: why it was found, what is special about it. */
  rowNote?: (row: T) => ReactNode
}

/** Rows of a list: a table where there is room, cards on a phone. The first column names the row. */
export function ListRows<T>(props: Props<T>) {
  return useIsPhone() ? <Cards {...props} /> : <Rows {...props} />
}

function Rows<T>({ rows, columns, rowKey, rowTo, rowNote }: Props<T>) {
  return (
    <div className="list-scroll">
      <table className="list-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.isNumber ? 'is-number' : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) => (
                <td key={column.key} className={column.isNumber ? 'is-number' : undefined}>
                  {index === 0 ? <Named row={row} column={column} rowTo={rowTo} /> : column.cell(row)}
                  {index === 0 ? <Note note={rowNote?.(row)} /> : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cards<T>({ rows, columns, rowKey, rowTo, rowNote }: Props<T>) {
  const [first, ...rest] = columns.filter((column) => !column.onlyDesktop)
  return (
    <ul className="list-cards">
      {rows.map((row) => (
        <li key={rowKey(row)}>
          {first ? (
            <div className="list-card-name">
              <Named row={row} column={first} rowTo={rowTo} />
            </div>
          ) : null}
          <Note note={rowNote?.(row)} />
          <dl>
            {rest.map((column) => (
              <div key={column.key}>
                <dt>{column.label}</dt>
                <dd>{column.cell(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}

interface NamedProps<T> {
  row: T
  column: Column<T>
  rowTo: ((row: T) => string) | undefined
}

function Named<T>({ row, column, rowTo }: NamedProps<T>) {
  if (!rowTo) return column.cell(row)
  return (
    <Link to={rowTo(row)} className="row-link">
      {column.cell(row)}
    </Link>
  )
}

function Note({ note }: { note: ReactNode }) {
  return note ? <div className="list-note">{note}</div> : null
}
