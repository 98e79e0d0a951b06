import { Link } from '@tanstack/react-router'
import { Checkbox } from 'antd'
import type { ReactNode } from 'react'
import { useIsPhone } from './screen.ts'
import { useWords } from './words.tsx'

export interface Column<T> {
  key: string
  label: string
  cell: (row: T) => ReactNode
  /** Numbers and dates stand at the right, in tabular figures. */
  isNumber?: boolean
  /** Left out of the card on a phone. */
  onlyDesktop?: boolean
}

/** Rows that are chosen for one action on all of them, kept by who shows the list. */
export interface Choice<T> {
  isChosen: (row: T) => boolean
  choose: (rows: readonly T[], isChosen: boolean) => void
  /** What a row is called. */
  nameOf: (row: T) => string
}

interface Props<T> {
  rows: readonly T[]
  columns: readonly Column<T>[]
  rowKey: (row: T) => string
  rowTo?: (row: T) => string
  /** Below the name of a row: why it was found, what is special about it. */
  rowNote?: (row: T) => ReactNode
  /** Gives every row a box to tick. */
  choice?: Choice<T> | undefined
}

/** Rows of a list: a table where there is room, cards on a phone. The first column names the row. */
export function ListRows<T>(props: Props<T>) {
  return useIsPhone() ? <Cards {...props} /> : <Rows {...props} />
}

function Rows<T>({ rows, columns, rowKey, rowTo, rowNote, choice }: Props<T>) {
  const t = useWords()
  return (
    <div className="list-scroll">
      <table className="list-table">
        <thead>
          <tr>
            {choice ? (
              <th scope="col">
                <Checkbox
                  aria-label={t('ui.list.choosePage')}
                  checked={rows.every(choice.isChosen)}
                  indeterminate={rows.some(choice.isChosen) && !rows.every(choice.isChosen)}
                  onChange={({ target }) => choice.choose(rows, target.checked)}
                />
              </th>
            ) : null}
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
              {choice ? (
                <td>
                  <Box row={row} choice={choice} />
                </td>
              ) : null}
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

function Box<T>({ row, choice }: { row: T; choice: Choice<T> }) {
  const t = useWords()
  return (
    <Checkbox
      aria-label={t('ui.list.choose', { name: choice.nameOf(row) })}
      checked={choice.isChosen(row)}
      onChange={({ target }) => choice.choose([row], target.checked)}
    />
  )
}

function Cards<T>({ rows, columns, rowKey, rowTo, rowNote, choice }: Props<T>) {
  const [first, ...rest] = columns.filter((column) => !column.onlyDesktop)
  return (
    <ul className="list-cards">
      {rows.map((row) => (
        <li key={rowKey(row)}>
          {first ? (
            <div className="list-card-name">
              {choice ? <Box row={row} choice={choice} /> : null} <Named row={row} column={first} rowTo={rowTo} />
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
