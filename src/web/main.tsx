import '@fontsource/noto-sans-sc/400.css'
import '@fontsource/noto-sans-sc/600.css'
import './shell.css'
import '#platform/ui/ui.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { htmlLanguage, loadWords, storedLanguage } from './language.ts'
import { openQueries } from './queries.ts'
import { askWhoIsSignedIn } from './session.ts'
import { Shell } from './shell.tsx'

async function start(place: HTMLElement): Promise<void> {
  const language = storedLanguage()
  document.documentElement.lang = htmlLanguage(language)
  const queries = openQueries()
  // Words, session and the frame of the pages are on their way together, not one after the other.
  void askWhoIsSignedIn(queries)
  import('./inside.tsx').catch(() => {})
  const words = await loadWords(language)
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Shell first={{ language, ...words }} />
      </QueryClientProvider>
    </StrictMode>,
  )
}

const place = document.getElementById('root')
if (place && !document.documentElement.hasAttribute('data-too-old')) {
  start(place).catch(() => document.getElementById('unloaded')?.removeAttribute('hidden'))
}
