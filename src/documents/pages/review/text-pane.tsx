import { type MouseEvent, memo, type RefObject, useMemo } from 'react'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { ArticleView, DocumentView, ProposalView } from '../../contract.ts'
import { ArticleOwner } from './article-owner.tsx'
import { useByParagraph } from './by-paragraph.ts'
import type { Cited } from './cited.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { rowId } from './reveal.ts'

interface Props {
  document: DocumentView
  proposals: readonly ProposalView[]
  activeId: string | null
  cited: Cited | null
  pane: RefObject<HTMLElement | null>
  onChoose: (id: string) => void
}

/** The restored text with what was found in it. A click on marked words chooses their proposal. */
export function TextPane({ document, proposals, activeId, cited, pane, onChoose }: Props) {
  const t = useWords()
  const byParagraph = useByParagraph(proposals)
  const active = useMemo(() => proposals.find(({ id }) => id === activeId) ?? null, [proposals, activeId])

  const choose = (event: MouseEvent<HTMLElement>) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-proposal]') : null
    if (!link) return
    event.preventDefault()
    onChoose(link.dataset.proposal ?? '')
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside answer Enter; this only gathers their clicks
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls by itself must be reached by keyboard
    <section ref={pane} className="documents-text" aria-label={t('documents.text')} tabIndex={0} onClick={choose}>
      {document.articles.map((article) => (
        <article key={article.position} className="documents-article">
          <ArticleHead document={document} article={article} />
          {article.paragraphs.map(({ heading, text }, at) => {
            const isNewHeading = heading !== null && heading !== article.paragraphs[at - 1]?.heading
            const isHere = cited?.article === article.position && cited.paragraph === at
            const holdsActive = active?.article === article.position && active.paragraph === at
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a reading never changes; its paragraphs are known by their place
              <div key={at}>
                {isNewHeading ? <h3>{heading}</h3> : null}
                <Paragraph
                  text={text}
                  proposals={byParagraph.get(`${article.position} ${at}`)}
                  activeId={holdsActive ? activeId : null}
                  citedStart={isHere ? cited.start : null}
                  citedEnd={isHere ? cited.end : null}
                />
              </div>
            )
          })}
        </article>
      ))}
    </section>
  )
}

interface HeadProps {
  document: DocumentView
  article: ArticleView
}

const ArticleHead = memo(function ArticleHead({ document, article }: HeadProps) {
  const t = useWords()
  const format = useFormat()
  const { headline, kicker, paper, date, bylines } = article
  const names = bylines.map(({ role, name }) => (role ? `${t(`documents.byline.${role}`)} ${name}` : name))
  const byline = [paper, ...names, date ? format.day(date) : null].filter(Boolean).join(' · ')
  return (
    <header>
      {kicker ? <p className="documents-kicker">{kicker}</p> : null}
      <h2>{headline ?? (document.articles.length === 1 ? document.title : t('documents.noHeadline'))}</h2>
      {byline ? <p className="documents-byline">{byline}</p> : null}
      <ArticleOwner document={document} article={article} />
    </header>
  )
})

interface ParagraphProps {
  text: string
  proposals: readonly ProposalView[] | undefined
  activeId: string | null
  citedStart: number | null
  citedEnd: number | null
}

const Paragraph = memo(function Paragraph({ text, proposals = [], activeId, citedStart, citedEnd }: ParagraphProps) {
  const cited = citedStart !== null && citedEnd !== null ? { start: citedStart, end: citedEnd } : null
  const pieces = piecesOf(text, proposals, cited)
  const byId = new Map(proposals.map((one) => [one.id, one]))
  const begun = new Set<string>()
  return (
    <p className="documents-paragraph">
      {pieces.map((piece) => {
        const starting = piece.ids.filter((id) => !begun.has(id))
        for (const id of starting) begun.add(id)
        return <Words key={piece.start} piece={piece} starting={starting} byId={byId} activeId={activeId} />
      })}
    </p>
  )
})

interface WordsProps {
  piece: Piece
  /** Proposals whose words begin here. */
  starting: readonly string[]
  byId: ReadonlyMap<string, ProposalView>
  activeId: string | null
}

function Words({ piece, starting, byId, activeId }: WordsProps) {
  const t = useWords()
  const inner = byId.get(piece.ids[0] ?? '')
  const cited = piece.isCited ? { 'data-cited': '' } : {}
  if (!inner) return piece.isCited ? <mark {...cited}>{piece.text}</mark> : piece.text
  const kinds = new Set(piece.ids.map((id) => `is-${byId.get(id)?.kind}`))
  const isActive = activeId !== null && piece.ids.includes(activeId)
  const looks = [`is-${inner.state}`, ...kinds]
  if (starting.includes(inner.id)) looks.push('is-begin')
  if (isActive) looks.push('is-active')
  return (
    <a
      className={`documents-mark ${looks.join(' ')}`}
      href={`#${rowId(inner.id)}`}
      data-proposal={inner.id}
      data-begins={starting.length > 0 ? starting.join(' ') : undefined}
      title={`${t(`documents.kind.${inner.kind}`)} · ${t(`documents.state.${inner.state}`)}`}
      tabIndex={isActive && starting.includes(activeId) ? 0 : -1}
      {...cited}
    >
      {piece.text}
    </a>
  )
}
