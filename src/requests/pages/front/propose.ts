import type { RequestKind } from '../../rules.ts'

/** A tip-off is offered so that it is told where it belongs; it is never sent. */
export type FrontKind = RequestKind | 'tip-off'

/** Words by which people say what they want; the first row that fits counts. */
const saidBy: readonly (readonly [FrontKind, RegExp])[] = [
  ['tip-off', /举报|偷税|行贿|受贿|贪污|report (?:a )?(?:crime|violation)|tip.?off/i],
  ['complaint', /投诉|不作为|乱收费|刁难|推诿|态度(?:差|恶劣)|多次反映|complain/i],
  ['suggestion', /建议|意见是|suggest/i],
  ['inquiry', /[?？]|吗|怎么|怎样才|如何|能不能|是否|可不可以|什么(?:时候|条件|材料)|请问|how|whether|what|when/i],
]

/** The kind that the words speak of; help where they speak of none. */
export const kindOf = (words: string): FrontKind => saidBy.find(([, pattern]) => pattern.test(words))?.[0] ?? 'help'

const longestTitle = 40

/** Labels of a topic's template, one a line: `遇到的困难：`. */
export const linesOf = (template: string): string[] =>
  template
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What a matter is called: its first written line without the template's label, to the end of the sentence. */
export function titleOf(body: string, template = ''): string {
  const labels = linesOf(template)
  for (const line of body.split('\n').map((one) => one.trim())) {
    const label = labels.find((one) => line.startsWith(one)) ?? ''
    const words = line.slice(label.length).trim()
    if (words !== '') return cut(words)
  }
  return ''
}

function cut(words: string): string {
  const sentence = /^[^。！？!?；;]+/.exec(words)?.[0].trim() ?? words
  // A clause that says enough by itself is title enough.
  const clause = /^[^，,]{6,}(?=[，,])/.exec(sentence)?.[0] ?? sentence
  return clause.length <= longestTitle ? clause : `${clause.slice(0, longestTitle - 1)}…`
}

/** The text with the next line of the template below it. */
export const withLine = (body: string, line: string): string =>
  body.trim() === '' ? line : `${body.replace(/\s+$/, '')}\n${line}`
