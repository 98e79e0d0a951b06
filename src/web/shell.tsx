import { useQueryClient } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale/index.js'
import { useLayoutEffect, useState } from 'react'
import type { Language } from '#platform/i18n.ts'
import { reportFailure } from '#platform/ui/signals.ts'
import { WordsProvider } from '#platform/ui/words.tsx'
import { Gate } from './gate.tsx'
import { htmlLanguage, loadWords, storeLanguage } from './language.ts'
import { RefusalToasts } from './refusal-toasts.tsx'
import { Settings } from './settings.ts'
import { useTheme } from './theme.ts'

interface Spoken {
  language: Language
  table: Readonly<Record<string, string>>
  antd: Locale
}

/** Language, theme and messages around everything. */
export function Shell({ first }: { first: Spoken }) {
  const [spoken, setSpoken] = useState(first)
  const theme = useTheme()
  const client = useQueryClient()

  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme.isDark ? 'dark' : 'light'
  }, [theme.isDark])

  async function chooseLanguage(language: Language): Promise<void> {
    const loaded = await loadWords(language)
    storeLanguage(language)
    document.documentElement.lang = htmlLanguage(language)
    setSpoken({ language, ...loaded })
    void client.invalidateQueries()
  }

  return (
    <ConfigProvider
      theme={theme.config}
      button={{ autoInsertSpace: false }}
      locale={spoken.antd}
      getPopupContainer={landmarkOf}
    >
      <WordsProvider
        language={spoken.language}
        table={spoken.table}
        choose={(language) => chooseLanguage(language).catch((error: unknown) => reportFailure(error, true))}
      >
        <Settings value={theme}>
          <App component={false}>
            <RefusalToasts />
            <Gate />
          </App>
        </Settings>
      </WordsProvider>
    </ConfigProvider>
  )
}

/** Menus and questions open inside the landmark or dialog they belong to, so that they are found and read there. */
const landmarkOf = (trigger?: HTMLElement): HTMLElement =>
  trigger?.closest<HTMLElement>('[role="dialog"], main, header') ?? document.body
