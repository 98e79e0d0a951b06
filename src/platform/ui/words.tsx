import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { Facts } from '../errors.ts'
import {
  dayOfMoment,
  formatBytes,
  formatDay,
  formatMoment,
  formatMoney,
  formatNumber,
  formatShare,
  type Written,
} from '../format.ts'
import { fill, type Language } from '../i18n.ts'

interface Spoken {
  language: Language
  /** Merged messages of all modules in this language. */
  table: Readonly<Record<string, string>>
  choose: (language: Language) => void
}

const WordsContext = createContext<Spoken>({ language: 'zh', table: {}, choose: () => {} })

export function WordsProvider({ children, ...spoken }: Spoken & { children: ReactNode }) {
  const { language, table, choose } = spoken
  const value = useMemo(() => ({ language, table, choose }), [language, table, choose])
  return <WordsContext value={value}>{children}</WordsContext>
}

export type Translate = (key: string, facts?: Facts) => string

/** The words of the page: `t('documents.title', { count: 3 })`. A key without a message shows itself. */
export function useWords(): Translate {
  const { table } = useContext(WordsContext)
  return useMemo(() => (key: string, facts?: Facts) => fill(table[key] ?? key, facts), [table])
}

/** The language on screen and how to change it. */
export function useLanguage(): Pick<Spoken, 'language' | 'choose'> {
  const { language, choose } = useContext(WordsContext)
  return { language, choose }
}

/** Numbers, money and dates in the language on screen; days of this year are written without the year. */
export function useFormat() {
  const { language } = useContext(WordsContext)
  return useMemo(() => {
    const today = dayOfMoment(new Date().toISOString())
    return {
      /** Today in the city, as YYYY-MM-DD. */
      today: () => today,
      day: (day: Written) => formatDay(language, day, today),
      moment: (moment: Written) => formatMoment(language, moment, today),
      number: (value: number | string, decimals?: number) => formatNumber(language, value, decimals),
      share: (share: number, decimals?: number) => formatShare(language, share, decimals),
      money: (yuan: number | bigint | string) => formatMoney(language, yuan),
      bytes: (bytes: number) => formatBytes(language, bytes),
    }
  }, [language])
}
