import type { OpenPageEntry } from '#platform/ui/pages.ts'

export const openPages: readonly OpenPageEntry[] = [
  { path: '/ask', load: () => import('./front/ask.tsx').then((m) => m.AskPage) },
  { path: '/follow', load: () => import('./follow/follow.tsx').then((m) => m.FollowPage) },
  { path: '/open/requests', load: () => import('./open/open.tsx').then((m) => m.OpenRequestsPage) },
]
