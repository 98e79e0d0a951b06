import {
  ApiOutlined,
  AuditOutlined,
  BellOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  IdcardOutlined,
  SafetyOutlined,
  SendOutlined,
} from '@ant-design/icons'
import { keyAgreers, keyKeepers } from '#platform/api-keys/contract.ts'
import { approvalRoles } from '#platform/approvals/rules.ts'
import { auditors } from '#platform/audit/rules.ts'
import { calendarKeepers } from '#platform/calendar/contract.ts'
import { administrators } from '#platform/roles.ts'
import type { PageEntry } from '#platform/ui/pages.ts'
import { hookKeepers } from '#platform/web-hooks/contract.ts'
import { useWaitingCount } from './approvals/count.ts'

/** Who opens the city to other systems, and who agrees. */
const outward = [...keyKeepers, ...keyAgreers]

/** Pages of the platform: what waits for a second person, security, audit, personal data. */
export const pages: readonly PageEntry[] = [
  {
    path: '/alerts',
    titleKey: 'alerts.page',
    load: () => import('./alerts/alerts.tsx').then((m) => m.AlertsPage),
  },
  {
    path: '/alert-channels',
    titleKey: 'alerts.page.channels',
    roles: ['system-administrator'],
    nav: { order: 70, group: 'administration', icon: BellOutlined },
    load: () => import('./alerts/channels.tsx').then((m) => m.AlertChannelsPage),
  },
  {
    path: '/approvals',
    titleKey: 'approvals.page',
    roles: approvalRoles,
    nav: { order: 30, group: 'administration', icon: CheckSquareOutlined, useCount: useWaitingCount },
    load: () => import('./approvals/approvals.tsx').then((m) => m.ApprovalsPage),
  },
  {
    path: '/approvals/$approvalId',
    titleKey: 'approvals.page.one',
    roles: approvalRoles,
    load: () => import('./approvals/approval.tsx').then((m) => m.ApprovalPage),
  },
  {
    path: '/security',
    titleKey: 'security.page',
    roles: ['system-administrator', 'security-administrator'],
    nav: { order: 40, group: 'administration', icon: SafetyOutlined },
    load: () => import('./security/security.tsx').then((m) => m.SecurityPage),
  },
  {
    path: '/security/change',
    titleKey: 'security.page.change',
    roles: ['security-administrator'],
    load: () => import('./security/change.tsx').then((m) => m.ChangeSecurityPage),
  },
  {
    path: '/personal-data',
    titleKey: 'platform.personalData.page',
    roles: ['security-administrator'],
    nav: { order: 50, group: 'administration', icon: IdcardOutlined },
    load: () => import('./personal-data.tsx').then((m) => m.PersonalDataPage),
  },
  {
    path: '/personal-data/new',
    titleKey: 'platform.personalData.page.new',
    roles: ['security-administrator'],
    load: () => import('./personal-data.tsx').then((m) => m.NewPersonalDataPage),
  },
  {
    path: '/personal-data/$caseId',
    titleKey: 'platform.personalData.page.one',
    roles: ['security-administrator'],
    load: () => import('./personal-data-case.tsx').then((m) => m.PersonalDataCasePage),
  },
  {
    path: '/calendar',
    titleKey: 'calendar.page',
    roles: administrators,
    nav: { order: 60, group: 'administration', icon: CalendarOutlined },
    load: () => import('./calendar/calendar.tsx').then((m) => m.CalendarPage),
  },
  {
    path: '/calendar/import',
    titleKey: 'calendar.page.import',
    roles: calendarKeepers,
    load: () => import('./calendar/import.tsx').then((m) => m.ImportNoticePage),
  },
  {
    path: '/audit',
    titleKey: 'audit.page',
    roles: auditors,
    nav: { order: 50, group: 'administration', icon: AuditOutlined },
    load: () => import('./audit/audit.tsx').then((m) => m.AuditPage),
  },
  {
    path: '/audit/$auditId',
    titleKey: 'audit.page.row',
    roles: auditors,
    load: () => import('./audit/audit-row.tsx').then((m) => m.AuditRowPage),
  },
  {
    path: '/api-keys',
    titleKey: 'apiKeys.page',
    roles: outward,
    nav: { order: 80, group: 'administration', icon: ApiOutlined },
    load: () => import('./api-keys/api-keys.tsx').then((m) => m.ApiKeysPage),
  },
  {
    path: '/api-keys/new',
    titleKey: 'apiKeys.page.new',
    roles: keyKeepers,
    load: () => import('./api-keys/new.tsx').then((m) => m.NewApiKeyPage),
  },
  {
    path: '/web-hooks',
    titleKey: 'webHooks.page',
    roles: outward,
    nav: { order: 90, group: 'administration', icon: SendOutlined },
    load: () => import('./web-hooks/web-hooks.tsx').then((m) => m.WebHooksPage),
  },
  {
    path: '/web-hooks/new',
    titleKey: 'webHooks.page.new',
    roles: hookKeepers,
    load: () => import('./web-hooks/new.tsx').then((m) => m.NewWebHookPage),
  },
]
