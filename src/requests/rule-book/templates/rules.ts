/** What stands in a template. Runs in the browser too. */

/** Steps whose form offers templates. */
export const templateOccasions = ['contact', 'plan', 'propose-answer', 'refuse', 'pause'] as const
export type TemplateOccasion = (typeof templateOccasions)[number]

/** What the form fills in, by the word between braces. None names a person of the firm. */
export const placeholders = {
  编号: 'number',
  企业: 'firm',
  事项: 'topic',
  单位: 'unit',
  经办人: 'handler',
  日期: 'day',
} as const
export type Filling = Readonly<Record<(typeof placeholders)[keyof typeof placeholders], string>>

const isKnown = (word: string): word is keyof typeof placeholders => word in placeholders
const braces = /[{｛]([^{}｛｝]*)[}｝]/g

/** Words between braces that nothing fills in. */
export const unknownPlaceholders = (body: string): string[] =>
  [...body.matchAll(braces)].map(([, word = '']) => word.trim()).filter((word) => !isKnown(word))

export const filledIn = (body: string, filling: Filling): string =>
  body.replace(braces, (whole, word: string) => {
    const name = word.trim()
    return isKnown(name) ? filling[placeholders[name]] : whole
  })

/** Mobile numbers, numbers of identity cards and mail addresses: they belong to somebody and in no template. */
const personal = /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)|[\w.+-]+@[\w-]+\.[\w.]+/

export const namesSomebody = (text: string): boolean => personal.test(text)
