import type { InputRef } from 'antd'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useDirtyGuard } from '#platform/ui/dirty-guard.tsx'
import { useProposalNotes } from '#platform/ui/panels.ts'
import { useIsPhone } from '#platform/ui/screen.ts'
import { useWords } from '#platform/ui/words.tsx'
import type { DocumentPulse, DocumentView, ProposalView } from '../../contract.ts'
import type { Cited } from './cited.ts'
import { CorrectionForm } from './correction-form.tsx'
import { isBehind } from './decided.ts'
import { fits, nextOpen, type ProposalFilter } from './filter.ts'
import type { RowAction } from './proposal-row.tsx'
import { ProposalsPane } from './proposals-pane.tsx'
import { reveal } from './reveal.ts'
import { useSingleKeys } from './single-keys.ts'
import { Tabs } from './tabs.tsx'
import { TextPane } from './text-pane.tsx'
import { Toolbar } from './toolbar.tsx'
import { useChoice } from './use-choice.ts'
import { useDecisions } from './use-decisions.ts'
import { useEditing } from './use-editing.ts'
import { useReviewKeys } from './use-review-keys.ts'
import { useStable } from './use-stable.ts'

interface Props {
  document: DocumentView
  pulse: DocumentPulse | undefined
  cited: Cited | null
  /** Loads the document again. */
  refresh: () => void
}

const everything: ProposalFilter = { kind: null, state: null, words: '' }

/** Text and proposals side by side, linked both ways; two tabs on a phone. */
export function Workspace({ document, pulse, cited, refresh }: Props) {
  const t = useWords()
  const isPhone = useIsPhone()
  const [said, say] = useState('')
  const [fresh, setFresh] = useState<ReadonlyMap<string, number>>(new Map())
  const [filter, setFilter] = useState(everything)
  const filterWords = useRef<InputRef>(null)
  const guard = useDirtyGuard()
  const { setDirty } = guard

  const { proposals, decide, undo, undoable } = useDecisions(document, {
    onOthers: (others) => {
      setFresh((before) => new Map([...before, ...others.map(({ id, version }) => [id, version] as const)]))
      const names = [...new Set(others.flatMap(({ decidedByName }) => decidedByName ?? []))].join(
        t('documents.listComma'),
      )
      say(t(names ? 'documents.others' : 'documents.othersReopened', { names, count: others.length }))
    },
  })
  const mayDecide = document.mayChange && document.isPresent
  const editing = useEditing(proposals, document.readingId)
  const wanted = useDeferredValue(filter)
  const shown = useMemo(
    () => proposals.filter((one) => fits(one, wanted) || one.id === editing.id),
    [proposals, wanted, editing.id],
  )
  const choice = useChoice(document.readingId, isPhone)
  const { activeId, choose, textPane, listPane, tab, setTab } = choice
  const notes = useProposalNotes(document.id, momentOf(proposals))

  // Asked once for each answer of the pulse: an own decision on its way is no reason to load the document.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the pulse matters
  useEffect(() => {
    if (pulse && document.isPresent && isBehind(pulse, document, proposals)) refresh()
  }, [pulse])
  useStartingPlace(document, cited, choice)

  const leaveForm = () => {
    editing.open(null)
    setDirty(false)
  }

  const tell = (state: ProposalView['state'], id: string) => {
    const left = proposals.filter((one) => one.state === 'open' && one.id !== id).length
    say(t('documents.said', { state: t(`documents.state.${state}`), left: state === 'open' ? left + 1 : left }))
  }
  const decideOne = (proposal: ProposalView, state: ProposalView['state']) => {
    if (proposal.id === editing.id) leaveForm()
    void decide([proposal], state)
    const next = state === 'open' ? null : nextOpen(shown, proposal.id)
    tell(state, proposal.id)
    choose(next?.id ?? proposal.id)
  }
  const acceptAll = useStable((members: readonly ProposalView[]) => {
    void decide(members, 'accepted')
    say(t('documents.saidAll', { count: members.length }))
  })
  const takeBack = useStable(() => {
    const step = undo()
    if (step)
      say(t(step.left > 0 ? 'documents.undonePartly' : 'documents.undone', { count: step.taken, left: step.left }))
  })
  const changeFilter = useStable((changed: Partial<ProposalFilter>) =>
    setFilter((before) => ({ ...before, ...changed })),
  )
  const edit = (proposal: ProposalView) => {
    editing.open(proposal.id)
    choose(proposal.id, 'none')
  }

  const run = (id: string, action: RowAction) => {
    const proposal = proposals.find((one) => one.id === id)
    if (!proposal) return
    if (action === 'choose') return isPhone && activeId === id ? showInText(id) : choose(id, 'list')
    if (!mayDecide) return
    if (action === 'edit') return edit(proposal)
    decideOne(proposal, action === 'accept' ? 'accepted' : action === 'reject' ? 'rejected' : 'open')
  }
  const showInText = (id: string) => {
    setTab('text')
    choose(id, 'text')
  }
  const act = useStable(run)

  const [keysOn, setKeysOn] = useSingleKeys()
  const switchKeys = useStable(setKeysOn)
  const { step } = useReviewKeys({
    isOn: keysOn,
    shown,
    activeId,
    mayDecide,
    act,
    choose,
    acceptAll,
    undo: takeBack,
    focusFilter: () => {
      setTab('proposals')
      filterWords.current?.focus()
    },
    otherPane: () => activeId && choose(activeId, choice.inText() ? 'list' : 'text'),
  })

  const edited = proposals.find(({ id }) => id === editing.id)
  const form = edited ? (
    <CorrectionForm
      key={edited.id}
      proposal={edited}
      draft={editing.draft.current?.values ?? null}
      onDraft={(values) => {
        editing.draft.current = { proposal: edited, values }
        setDirty(true)
      }}
      onSave={async (correction) => {
        const outcome = await decide([edited], 'accepted', { correction })
        if (outcome !== 'done') return outcome
        leaveForm()
        tell('accepted', edited.id)
        choose(nextOpen(shown, edited.id)?.id ?? edited.id)
        return outcome
      }}
      onLeave={() => {
        leaveForm()
        choose(edited.id, 'list')
      }}
    />
  ) : null

  return (
    <div className={`documents-work${isPhone ? ` is-tab-${tab}` : ''}`}>
      {guard.dialog}
      {isPhone ? (
        <Tabs tab={tab} setTab={setTab} open={proposals.filter(({ state }) => state === 'open').length} />
      ) : null}
      <TextPane
        document={document}
        proposals={proposals}
        activeId={activeId}
        cited={cited}
        pane={textPane}
        onChoose={(id) => {
          setTab('proposals')
          choose(id, isPhone ? 'list' : 'text')
        }}
      />
      <div className="documents-side">
        <Toolbar
          proposals={proposals}
          shown={shown}
          filter={filter}
          change={changeFilter}
          words={filterWords}
          mayDecide={mayDecide}
          undoable={undoable}
          onUndo={takeBack}
          acceptAll={acceptAll}
          said={said}
          keysOn={isPhone ? null : keysOn}
          switchKeys={switchKeys}
        />
        <ProposalsPane
          title={document.title}
          articles={document.articles}
          shown={shown}
          activeId={activeId}
          fresh={fresh}
          notes={notes}
          mayDecide={mayDecide}
          pane={listPane}
          act={act}
          step={step}
          acceptAll={acceptAll}
          editingId={editing.id}
          form={form}
          empty={t(proposals.length === 0 ? 'documents.noProposals' : 'documents.noneShown')}
        />
      </div>
    </div>
  )
}

/** The page opens at the quoted words it was asked for, else where the review goes on; so it does after a new reading. */
function useStartingPlace(
  { readingId, proposals }: DocumentView,
  cited: Cited | null,
  choice: ReturnType<typeof useChoice>,
) {
  const { choose, textPane } = choice
  const begun = useRef('')
  useEffect(() => {
    if (begun.current === readingId) return
    begun.current = readingId
    const first = cited ? null : (proposals.find(({ state }) => state === 'open') ?? proposals[0])
    if (first) choose(first.id, 'none')
    const words = cited ? textPane.current?.querySelector<HTMLElement>('[data-cited]') : null
    if (words) reveal(words, textPane.current)
  }, [readingId, proposals, cited, choose, textPane])
}

/** Changes with every decision, whoever made it. */
const momentOf = (proposals: readonly ProposalView[]): string =>
  String(proposals.reduce((sum, { version }) => sum + version, 0))
