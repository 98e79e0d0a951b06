import { type KeyboardEvent, type ReactNode, type RefObject, useMemo } from 'react'
import type { ProposalNote } from '#platform/ui/panels.ts'
import { useWords } from '#platform/ui/words.tsx'
import type { ArticleView, ProposalView } from '../../contract.ts'
import { ProposalRow, type RowAction } from './proposal-row.tsx'

interface Props {
  /** Stands in for the headline of a single article without one. */
  title: string
  articles: readonly ArticleView[]
  shown: readonly ProposalView[]
  activeId: string | null
  /** Proposals that others decided while the page was open, with the version they made. */
  fresh: ReadonlyMap<string, number>
  notes: ReadonlyMap<string, readonly ProposalNote[]>
  mayDecide: boolean
  pane: RefObject<HTMLElement | null>
  act: (id: string, action: RowAction) => void
  /** An arrow key on a row. */
  step: (by: 1 | -1) => void
  acceptAll: (proposals: readonly ProposalView[]) => void
  editingId: string | null
  form: ReactNode
  /** Said where nothing is shown. */
  empty: string
}

/** What was found, in the order of the text, by article. */
export function ProposalsPane(props: Props) {
  const { articles, shown, pane, empty } = props
  const t = useWords()
  const groups = useMemo(() => byArticle(articles, shown), [articles, shown])
  const press = (event: KeyboardEvent) => {
    const isRow = event.target instanceof Element && event.target.matches('.documents-row-words')
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null
    if (!isRow || by === null) return
    event.preventDefault()
    props.step(by)
  }
  return (
    <section
      ref={pane}
      className="documents-proposals"
      aria-label={t('documents.proposals')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls by itself must be reached by keyboard
      tabIndex={0}
      onKeyDown={press}
    >
      {shown.length === 0 ? <p className="empty-state">{empty}</p> : null}
      {groups.map((group) => (
        <Group key={group.article.position} {...props} {...group} />
      ))}
    </section>
  )
}

interface ArticleGroup {
  article: ArticleView
  members: readonly ProposalView[]
}

function byArticle(articles: readonly ArticleView[], shown: readonly ProposalView[]): ArticleGroup[] {
  const byPosition = new Map<number, ProposalView[]>()
  for (const one of shown) {
    const group = byPosition.get(one.article)
    if (group) group.push(one)
    else byPosition.set(one.article, [one])
  }
  return articles.flatMap((article) => {
    const members = byPosition.get(article.position)
    return members ? [{ article, members }] : []
  })
}

function Group({ article, members, ...props }: Props & ArticleGroup) {
  const t = useWords()
  const open = members.filter(({ state, kind }) => state === 'open' && kind === 'measure')
  const headline = article.headline ?? (props.articles.length === 1 ? props.title : t('documents.noHeadline'))
  return (
    <div className="documents-group">
      <header>
        <h2>{headline}</h2>
        {props.mayDecide && open.length > 1 ? (
          <button
            type="button"
            className="documents-act is-quiet"
            aria-label={`${t('documents.all.measures', { count: open.length })} ${headline}`}
            onClick={() => props.acceptAll(open)}
          >
            {t('documents.all.measures', { count: open.length })}
          </button>
        ) : null}
      </header>
      <ul>
        {members.map((proposal) => (
          <ProposalRow
            key={proposal.id}
            proposal={proposal}
            isActive={proposal.id === props.activeId}
            isFresh={props.fresh.get(proposal.id) === proposal.version}
            mayDecide={props.mayDecide}
            notes={props.notes.get(proposal.id)}
            form={proposal.id === props.editingId ? props.form : null}
            act={props.act}
          />
        ))}
      </ul>
    </div>
  )
}
