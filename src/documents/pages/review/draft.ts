import type { FigureContent, ProposalView } from '../../contract.ts'
import { type Correction, contentOf } from './decided.ts'
import { parseExact, writeExact } from './exact-number.ts'

/** What stands in the fields of a correction, as typed. Fields of the other kind stay empty. */
export interface Draft {
  text: string
  by: string
  ordinal: string
  indicator: string
  op: FigureContent['op']
  value: string
  unit: string
  period: string
  kind: FigureContent['kind']
}

export function draftOf(proposal: ProposalView): Draft {
  const content = contentOf(proposal)
  const empty = {
    by: '',
    ordinal: '',
    indicator: '',
    op: '=',
    value: '',
    unit: '',
    period: '',
    kind: 'actual',
  } as const
  if (!('value' in content)) {
    return { ...empty, text: content.text, by: content.by ?? '', ordinal: String(content.ordinal ?? '') }
  }
  const { text, indicator, op, value, unit, period, kind } = content
  const typed = { indicator: indicator ?? '', unit: unit ?? '', period: period ?? '', value: writeExact(value) }
  return { ...empty, text, op, kind, ...typed }
}

const orNull = (text: string): string | null => text.trim() || null

/** The correction that was typed; null where it says what the reader found. */
export function correctionOf(proposal: ProposalView, draft: Draft): Correction | null {
  const typed = proposal.kind === 'measure' ? typedMeasure(draft) : typedFigure(draft, proposal.content.value)
  return JSON.stringify(inOrder(typed)) === JSON.stringify(inOrder(proposal.content)) ? null : typed
}

const typedMeasure = ({ text, by, ordinal }: Draft): Correction => ({
  text: text.trim(),
  ordinal: ordinal.trim() === '' ? null : Number(ordinal),
  by: orNull(by),
})

const typedFigure = ({ text, indicator, op, value, unit, period, kind }: Draft, found: number): Correction => ({
  text,
  indicator: orNull(indicator),
  op,
  value: parseExact(value) ?? found,
  unit: orNull(unit),
  period: orNull(period),
  kind,
})

const inOrder = (content: Correction) => Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1))
