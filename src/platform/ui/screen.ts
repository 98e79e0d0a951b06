import { useSyncExternalStore } from 'react'

const phone = '(max-width: 767px)'

/** Follows a media query. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
}

/** Whether the window is as narrow as a phone. */
export const useIsPhone = (): boolean => useMedia(phone)
