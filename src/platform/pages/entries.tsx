import { CheckSquareOutlined } from '@ant-design/icons'
import { approvalRoles } from '#platform/approvals/rules.ts'
import type { PageEntry } from '#platform/ui/pages.ts'

/** Pages of the platform: what waits for a second person, security, audit, personal data. */
export const pages: readonly PageEntry[] = [
  {
    path: '/approvals',
    titleKey: 'approvals.page',
    roles: approvalRoles,
    nav: { order: 30, group: 'administration', icon: CheckSquareOutlined },
    load: () => import('./approvals/approvals.tsx').then((m) => m.ApprovalsPage),
  },
  {
    path: '/approvals/$approvalId',
    titleKey: 'approvals.page.one',
    roles: approvalRoles,
    load: () => import('./approvals/approval.tsx').then((m) => m.ApprovalPage),
  },
]
