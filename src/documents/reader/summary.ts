import { type Article, entityKinds, type Figure, type Reading } from './types.ts'

/** Words of the summary, by message key. */
export type Say = (key: string, facts?: Readonly<Record<string, string | number>>) => string

/** How figures and styles are written; the caller knows the terminal and the language. */
export interface SummaryStyle {
  say: Say
  formatNumber(value: number): string
  formatMoney(value: number): string
  bold(text: string): string
  dim(text: string): string
  accent(text: string): string
}

/** A reading for people: articles with their measures and figures, then the names. */
export function summarize(reading: Reading, style: SummaryStyle): string {
  const { say, bold, dim } = style
  const facts = [
    reading.published && `${say('documents.published')} ${reading.published}`,
    reading.number && `${say('documents.number')} ${reading.number}`,
    reading.issuer && `${say('documents.issuer')} ${reading.issuer}`,
  ].filter(Boolean)
  const lines = [bold(reading.document) + (facts.length > 0 ? dim(`  ${facts.join(' · ')}`) : '')]
  reading.articles.forEach((article, i) => {
    lines.push('', ...summarizeArticle(article, i + 1, style))
  })
  const kinds = entityKinds.filter((kind) => reading.entities[kind].length > 0)
  if (kinds.length > 0) lines.push('', style.accent(say('documents.entities')))
  for (const kind of kinds) lines.push(`  ${say(`documents.entity.${kind}`)}  ${reading.entities[kind].join('、')}`)
  return lines.join('\n')
}

function summarizeArticle(article: Article, number: number, style: SummaryStyle): string[] {
  const { say, bold, dim, accent } = style
  const bylines = article.bylines.map(({ role, name }) => `${say(`documents.byline.${role ?? 'author'}`)} ${name}`)
  const facts = [
    [article.paper, ...bylines].filter(Boolean).join(' '),
    article.date,
    say('documents.paragraphs', { count: article.paragraphs.length }),
    article.joins.length > 0 && say('documents.joins', { count: article.joins.length }),
  ].filter(Boolean)
  const lines = [`${number}. ${bold(article.headline ?? say('documents.noHeadline'))}`]
  if (article.kicker) lines.unshift(dim(`   ${article.kicker}`))
  lines.push(dim(`   ${facts.join(' · ')}`))
  if (article.measures.length > 0) lines.push(`   ${accent(`${say('documents.measures')} ${article.measures.length}`)}`)
  for (const measure of article.measures) {
    const ordinal = measure.ordinal === null ? '  ' : `${measure.ordinal}.`
    lines.push(`     ${ordinal.padEnd(3)}${measure.text}${measure.by ? dim(`  ${measure.by}`) : ''}`)
  }
  if (article.figures.length > 0) lines.push(`   ${accent(`${say('documents.figures')} ${article.figures.length}`)}`)
  for (const figure of article.figures) lines.push(`     ${summarizeFigure(figure, style)}`)
  return lines
}

const signs = { '=': '', '>=': '≥ ', '>': '> ', '<=': '≤ ', '<': '< ', '~': '≈ ' } as const

function summarizeFigure(figure: Figure, style: SummaryStyle): string {
  const { say, dim } = style
  const amount =
    figure.unit === 'CNY' && Number.isSafeInteger(figure.value)
      ? style.formatMoney(figure.value)
      : `${style.formatNumber(figure.value)}${figure.unit ?? ''}`
  const rest = [say(`documents.figureKind.${figure.kind}`), figure.period].filter(Boolean).join(' · ')
  return `${figure.indicator ?? '—'}  ${signs[figure.op]}${amount}  ${dim(`${rest}  “${figure.text}”`)}`
}
