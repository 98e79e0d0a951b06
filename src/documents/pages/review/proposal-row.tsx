import { Link } from '@tanstack/react-router'
import { memo, type ReactNode } from 'react'
import { Light } from '#platform/ui/light.tsx'
import type { ProposalNote } from '#platform/ui/panels.ts'
import { boundedWords } from '#platform/ui/quantity-words.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { ProposalView } from '../../contract.ts'
import { contentOf } from './decided.ts'
import { rowId } from './reveal.ts'

export type RowAction = 'choose' | 'accept' | 'reject' | 'edit' | 'reopen'

interface Props {
  proposal: ProposalView
  isActive: boolean
  /** Somebody else decided it while this page was open. */
  isFresh: boolean
  mayDecide: boolean
  /** What another module made of it. */
  notes: readonly ProposalNote[] | undefined
  /** The form of an open correction. */
  form: ReactNode
  act: (id: string, action: RowAction) => void
}

/** One proposal: what it says, its state, and the three decisions. Its text is a link to the words in the document. */
export const ProposalRow = memo(function ProposalRow(props: Props) {
  const { proposal, isActive, isFresh, mayDecide, notes, form, act } = props
  const { id, kind, state } = proposal
  return (
    <li className={`documents-row is-${kind} is-${state}${isActive ? ' is-active' : ''}`}>
      <a
        id={rowId(id)}
        className="documents-row-words"
        href={`#${id}`}
        tabIndex={isActive ? 0 : -1}
        aria-current={isActive ? 'true' : undefined}
        onClick={(event) => {
          event.preventDefault()
          act(id, 'choose')
        }}
      >
        <span className="documents-row-head">
          <Kind proposal={proposal} />
          <Decided proposal={proposal} isFresh={isFresh} />
        </span>
        <Said proposal={proposal} />
      </a>
      {notes ? <Notes notes={notes} /> : null}
      {form ?? (mayDecide ? <Buttons proposal={proposal} isActive={isActive} act={act} /> : null)}
    </li>
  )
})

function Kind({ proposal }: { proposal: ProposalView }) {
  const t = useWords()
  const content = contentOf(proposal)
  const more =
    'value' in content
      ? [t(`documents.figureKind.${content.kind}`), content.period]
      : [content.by, content.ordinal === null ? null : t('documents.ordinal', { ordinal: content.ordinal })]
  const facts = [t(`documents.kind.${proposal.kind}`), ...more].filter(Boolean)
  return <span className="documents-row-kind">{facts.join(' · ')}</span>
}

function Said({ proposal }: { proposal: ProposalView }) {
  const t = useWords()
  const format = useFormat()
  const content = contentOf(proposal)
  if (!('value' in content)) return <span className="documents-row-text">{content.text}</span>
  return (
    <>
      <span className="documents-row-figure">
        {content.indicator ?? t('documents.noIndicator')} <b>{boundedWords(t, format, content)}</b>
      </span>
      <span className="documents-row-quote">{proposal.quote}</span>
    </>
  )
}

const lights = { open: 'blue', accepted: 'green', rejected: 'grey' } as const

function Decided({ proposal, isFresh }: { proposal: ProposalView; isFresh: boolean }) {
  const t = useWords()
  const format = useFormat()
  const { state, correction, decidedByName, decidedAt, remembered } = proposal
  const word = state === 'accepted' && correction ? 'corrected' : state
  const facts = { name: decidedByName ?? '', moment: decidedAt ? format.moment(decidedAt) : '' }
  return (
    <span className="documents-row-state">
      <Light colour={lights[state]}>{t(`documents.state.${word}`)}</Light>
      {state !== 'open' && decidedByName ? <span>{t('documents.decidedBy', facts)}</span> : null}
      {remembered ? <span>{t('documents.remembered')}</span> : null}
      {isFresh ? <strong>{t('documents.fresh')}</strong> : null}
    </span>
  )
}

function Notes({ notes }: { notes: readonly ProposalNote[] }) {
  const t = useWords()
  return (
    <p className="documents-row-notes">
      {notes.map(({ key, facts, to, query }) =>
        to ? (
          <Link key={key} to={to} search={query ?? {}}>
            {t(key, facts)}
          </Link>
        ) : (
          <span key={key}>{t(key, facts)}</span>
        ),
      )}
    </p>
  )
}

function Buttons({ proposal, isActive, act }: Pick<Props, 'proposal' | 'isActive' | 'act'>) {
  const t = useWords()
  const { id, state, quote } = proposal
  const short = quote.length > 24 ? `${quote.slice(0, 24)}…` : quote
  const actions = state === 'open' ? (['accept', 'edit', 'reject'] as const) : (['edit', 'reopen'] as const)
  return (
    <div className="documents-row-buttons">
      {actions.map((action) => (
        <button
          key={action}
          type="button"
          className={`documents-act is-${action}`}
          tabIndex={isActive ? 0 : -1}
          aria-label={`${t(`documents.act.${action}`)} ${short}`}
          onClick={() => act(id, action)}
        >
          {t(`documents.act.${action}`)}
        </button>
      ))}
    </div>
  )
}
