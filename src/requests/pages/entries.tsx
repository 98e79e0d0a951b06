import { BankOutlined, CommentOutlined, FormOutlined } from '@ant-design/icons'
import type { PageEntry } from '#platform/ui/pages.ts'
import { deskRoles, officialsOfRequests } from '../rules.ts'
import { useOverdueCount } from './inbox/counts.ts'

export const pages: readonly PageEntry[] = [
  {
    path: '/requests',
    titleKey: 'requests.page.inbox',
    roles: officialsOfRequests,
    nav: { order: 1, group: 'firms', icon: CommentOutlined, useCount: useOverdueCount },
    load: () => import('./inbox/inbox.tsx').then((m) => m.InboxPage),
  },
  {
    path: '/requests/enter',
    titleKey: 'requests.page.enter',
    roles: deskRoles,
    nav: { order: 2, group: 'firms', icon: FormOutlined },
    load: () => import('./enter/enter.tsx').then((m) => m.EnterPage),
  },
  {
    path: '/my-requests',
    titleKey: 'requests.page.mine',
    roles: ['enterprise-user'],
    nav: { order: 1, group: 'firms', icon: BankOutlined },
    load: () => import('./mine.tsx').then((m) => m.MyRequestsPage),
  },
]
