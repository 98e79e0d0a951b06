import { FileTextOutlined } from '@ant-design/icons'
import { officials } from '#platform/roles.ts'
import type { PageEntry } from '#platform/ui/pages.ts'

export const pages: readonly PageEntry[] = [
  {
    path: '/documents',
    titleKey: 'documents.page.list',
    roles: officials,
    nav: { order: 10, icon: FileTextOutlined },
    load: () => import('./documents.tsx').then((m) => m.DocumentsPage),
  },
  {
    path: '/documents/$documentId',
    titleKey: 'documents.page.review',
    roles: officials,
    load: () => import('./review/review.tsx').then((m) => m.ReviewPage),
  },
]
