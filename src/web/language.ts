import type { Locale } from 'antd/es/locale/index.js'
import type { Language } from '#platform/i18n.ts'

interface Loaded {
  table: Readonly<Record<string, string>>
  antd: Locale
}

const key = 'daqiao.language'

/** The language chosen before on this machine; Chinese at first. */
export const storedLanguage = (): Language => (localStorage.getItem(key) === 'en' ? 'en' : 'zh')

export const storeLanguage = (language: Language): void => localStorage.setItem(key, language)

/** What stands in `html lang`, and is sent with every call. */
export const htmlLanguage = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en')

/** The words of all modules in one language; each language is a file of its own. */
export async function loadWords(language: Language): Promise<Loaded> {
  const { table, antd } = language === 'zh' ? await import('./words-zh.ts') : await import('./words-en.ts')
  return { table, antd: localeOf(antd) }
}

/** antd's files are modules for the bundler and CommonJS for the compiler, which wraps the default export once more. */
const localeOf = (found: Locale | { default: Locale }): Locale => ('locale' in found ? found : found.default)
