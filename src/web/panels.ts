import type { DocumentPanel } from '#platform/ui/panels.ts'

const found = import.meta.glob<readonly DocumentPanel[]>('../*/panels.tsx', { eager: true, import: 'documentPanels' })

/** What the modules show beside the proposals of a document. */
export const documentPanels: readonly DocumentPanel[] = Object.values(found).flatMap((panels) => panels ?? [])
