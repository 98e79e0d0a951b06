import { Link } from '@tanstack/react-router'
import { useWords } from './words.tsx'

interface Props {
  /** The quoted words, exactly as they stand in the document. */
  words: string
  /** What the document is called. */
  source: string
  /** Where in it: article, paragraph, page. */
  place?: string
  /** The page that shows the sentence in its text, one click away. */
  to?: string
  query?: Readonly<Record<string, string>>
}

/** A citation: the quoted words and the document they stand in. */
export function Quote({ words, source, place, to, query = {} }: Props) {
  const t = useWords()
  const from = place ? `${source} · ${place}` : source
  return (
    <figure className="quote">
      <blockquote lang="zh-CN">{words}</blockquote>
      <figcaption>
        {to ? (
          <Link to={to} search={query} title={t('ui.quote.open')}>
            {from}
          </Link>
        ) : (
          from
        )}
      </figcaption>
    </figure>
  )
}
