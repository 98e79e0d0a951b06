import { RouterProvider } from '@tanstack/react-router'
import { router } from './router.tsx'

/** The pages behind sign-in; loaded only then. */
export function Inside() {
  return <RouterProvider router={router} />
}
