import type { ComponentType } from 'react'
import type { Role } from '../roles.ts'

/** Groups of the navigation, in the order they are shown. Their words are `web.group.…`. */
export const navGroups = ['city', 'firms', 'administration'] as const
export type NavGroup = (typeof navGroups)[number]

/**
 * One page of a module, exported in the list `pages` of `<module>/pages/entries.tsx`; the shell collects them.
 * `path` names its parameters with a dollar sign: `/documents/$documentId`.
 */
export interface PageEntry {
  path: `/${string}`
  /** Message key of the page's name: menu, window title and, unless the page says more, its heading. */
  titleKey: string
  /** Who may open it; everybody signed in where left out. The server checks again. */
  roles?: readonly Role[]
  /** Its place in the menu; a page without one is reached from other pages. */
  nav?: {
    order: number
    group?: NavGroup
    icon: ComponentType
    /** A hook: how many things wait there for whoever is signed in. */
    useCount?: () => number
  }
  /** Loads the page when it is first opened: `() => import('./documents.tsx').then((m) => m.DocumentsPage)`. */
  load: () => Promise<ComponentType>
}

/** A page open to who is not signed in, exported in the list `openPages` of `<module>/pages/open-entries.tsx`. */
export interface OpenPageEntry {
  path: `/${string}`
  load: () => Promise<ComponentType>
}

export const mayOpen = (entry: PageEntry, role: Role): boolean => !entry.roles || entry.roles.includes(role)
