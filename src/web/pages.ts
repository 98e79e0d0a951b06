import type { PageEntry } from '#platform/ui/pages.ts'

/** Finds the pages of every module; a module without a screen has no `pages/entries.tsx`. */
const found = import.meta.glob<readonly PageEntry[]>('../*/pages/entries.tsx', { eager: true, import: 'pages' })

export const pages: readonly PageEntry[] = Object.values(found).flat()
