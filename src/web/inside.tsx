import { RouterProvider } from '@tanstack/react-router'
import { DocumentPanelsContext } from '#platform/ui/panels.ts'
import { documentPanels } from './panels.ts'
import { router } from './router.tsx'

/** The pages behind sign-in; loaded only then. */
export function Inside() {
  return (
    <DocumentPanelsContext value={documentPanels}>
      <RouterProvider router={router} />
    </DocumentPanelsContext>
  )
}
