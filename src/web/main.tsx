import '@fontsource/noto-sans-sc/400.css'
import '@fontsource/noto-sans-sc/600.css'
import './shell.css'
import '#platform/ui/ui.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { loadWords, storedLanguage } from './language.ts'
import { openQueries } from './queries.ts'
import { Shell } from './shell.tsx'

async function start(place: HTMLElement): Promise<void> {
  const language = storedLanguage()
  const words = await loadWords(language)
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={openQueries()}>
        <Shell first={{ language, ...words }} />
      </QueryClientProvider>
    </StrictMode>,
  )
}

const place = document.getElementById('root')
if (place && !document.documentElement.hasAttribute('data-too-old')) void start(place)
