import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormat, useWords } from './words.tsx'

interface NumberProps {
  label: string
  /** A number, or text that `useFormat` has already written. */
  value: number | string
  unit?: string
  /** The rows behind it: every number opens. */
  to?: string
  query?: Readonly<Record<string, string>>
  /** A light or a short remark below. */
  note?: ReactNode
}

/** One number with its name; it opens the rows it counts. */
export function StatNumber({ label, value, unit, to, query = {}, note }: NumberProps) {
  const format = useFormat()
  const shown = (
    <>
      <span className="stat-value">{typeof value === 'number' ? format.number(value) : value}</span>
      {unit ? <span className="stat-unit">{unit}</span> : null}
    </>
  )
  return (
    <div className="stat">
      <div className="stat-label">{label}</div>
      {to ? (
        <Link to={to} search={query}>
          <span className="visually-hidden">{label}</span>
          {shown}
        </Link>
      ) : (
        shown
      )}
      {note ? <div className="stat-note">{note}</div> : null}
    </div>
  )
}

/** A rate that shows what it is made of. */
export interface Rate {
  numerator: number
  denominator: number
  /** Left out of the denominator, for stated reasons. */
  excluded: number
  /** Not due yet, so in neither. */
  notYetDue: number
  /** The day it was computed for. */
  asOf: string
}

interface RateProps extends Pick<NumberProps, 'label' | 'to' | 'query'> {
  rate: Rate
}

/** A rate with numerator, denominator and what it leaves out; without cases it says so instead of 0 or 100 %. */
export function StatRate({ label, rate, to, query }: RateProps) {
  const t = useWords()
  const format = useFormat()
  const { numerator, denominator, excluded, notYetDue, asOf } = rate
  const note = t('ui.rate.parts', {
    numerator: format.number(numerator),
    denominator: format.number(denominator),
    excluded: format.number(excluded),
    notYetDue: format.number(notYetDue),
    asOf: format.day(asOf),
  })
  const value = denominator === 0 ? t('ui.rate.none') : format.share(numerator / denominator)
  return <StatNumber label={label} value={value} note={note} {...(to ? { to } : {})} {...(query ? { query } : {})} />
}
