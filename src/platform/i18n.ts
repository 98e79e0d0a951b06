import type { Facts } from './errors.ts'

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/** Messages of one module in both languages. */
export interface Messages {
  zh: Readonly<Record<string, string>>
  en: Readonly<Record<string, string>>
}

/** Fills `{name}` places of a message; a place without a fact stays visible, so that a test or a user sees it. */
export const fill = (template: string, facts: Facts = {}): string =>
  template.replace(/\{(\w+)\}/g, (place, name: string) => String(facts[name] ?? place))

/** The first language of an Accept-Language header that we speak; Chinese where none fits. */
export function languageOf(header: string | null | undefined): Language {
  for (const part of (header ?? '').split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase()
    if (tag === 'zh' || tag === 'en') return tag
  }
  return 'zh'
}

/** Looks a message up in the merged tables of all modules. */
export function translator(modules: readonly Messages[]): (language: Language, key: string, facts?: Facts) => string {
  const tables = {
    zh: Object.assign({}, ...modules.map((m) => m.zh)) as Record<string, string>,
    en: Object.assign({}, ...modules.map((m) => m.en)) as Record<string, string>,
  }
  return (language, key, facts) => fill(tables[language][key] ?? key, facts)
}
