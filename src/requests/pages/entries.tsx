import {
  BankOutlined,
  BarChartOutlined,
  CommentOutlined,
  ControlOutlined,
  FormOutlined,
  FundProjectionScreenOutlined,
  ImportOutlined,
  PhoneOutlined,
  PieChartOutlined,
  SwapOutlined,
} from '@ant-design/icons'
import type { PageEntry } from '#platform/ui/pages.ts'
import { proposingRoles } from '../rule-book/policy.ts'
import { deskRoles, officialsOfRequests, unitRoles } from '../rules.ts'
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
    path: '/requests/call-backs',
    titleKey: 'requests.page.callBacks',
    roles: deskRoles,
    nav: { order: 3, group: 'firms', icon: PhoneOutlined },
    load: () => import('./feedback/call-backs.tsx').then((m) => m.CallBacksPage),
  },
  {
    path: '/requests/shift',
    titleKey: 'requests.page.shift',
    roles: [...deskRoles, ...unitRoles],
    nav: { order: 3, group: 'firms', icon: SwapOutlined },
    load: () => import('./shift/shift.tsx').then((m) => m.ShiftPage),
  },
  {
    path: '/requests/board',
    titleKey: 'requests.page.board',
    roles: officialsOfRequests,
    nav: { order: 4, group: 'firms', icon: FundProjectionScreenOutlined },
    load: () => import('./board/board.tsx').then((m) => m.BoardPage),
  },
  {
    path: '/requests/rates',
    titleKey: 'requests.rates.page',
    roles: officialsOfRequests,
    nav: { order: 6, group: 'firms', icon: PieChartOutlined },
    load: () => import('./rates/dashboard.tsx').then((m) => m.RatesPage),
  },
  {
    path: '/requests/rates/cases',
    titleKey: 'requests.rates.page.cases',
    roles: officialsOfRequests,
    load: () => import('./rates/cases.tsx').then((m) => m.RateCasesPage),
  },
  {
    path: '/requests/load',
    titleKey: 'requests.page.load',
    roles: unitRoles,
    nav: { order: 5, group: 'firms', icon: BarChartOutlined },
    load: () => import('./board/load.tsx').then((m) => m.LoadPage),
  },
  {
    path: '/requests/hotline',
    titleKey: 'requests.page.hotline',
    roles: deskRoles,
    nav: { order: 6, group: 'firms', icon: ImportOutlined },
    load: () => import('./hotline/hotline.tsx').then((m) => m.HotlinePage),
  },
  {
    path: '/requests/hotline/$importId',
    titleKey: 'requests.page.hotline',
    roles: deskRoles,
    load: () => import('./hotline/import.tsx').then((m) => m.HotlineImportPage),
  },
  {
    path: '/requests/rules',
    titleKey: 'requests.rules.page',
    roles: officialsOfRequests,
    nav: { order: 9, group: 'firms', icon: ControlOutlined },
    load: () => import('./rules/limits.tsx').then((m) => m.LimitsPage),
  },
  {
    path: '/requests/rules/change',
    titleKey: 'requests.rules.change',
    roles: proposingRoles,
    load: () => import('./rules/limits-form.tsx').then((m) => m.ChangeLimitsPage),
  },
  {
    path: '/requests/rules/topics',
    titleKey: 'requests.rules.topics',
    roles: officialsOfRequests,
    load: () => import('./rules/topics.tsx').then((m) => m.TopicsPage),
  },
  {
    path: '/requests/rules/dispatch',
    titleKey: 'requests.rules.dispatch',
    roles: officialsOfRequests,
    load: () => import('./rules/dispatch.tsx').then((m) => m.DispatchRulesPage),
  },
  {
    path: '/requests/rules/templates',
    titleKey: 'requests.rules.templates',
    roles: officialsOfRequests,
    load: () => import('./rules/templates.tsx').then((m) => m.TemplatesPage),
  },
  {
    path: '/my-requests',
    titleKey: 'requests.page.mine',
    roles: ['enterprise-user'],
    nav: { order: 1, group: 'firms', icon: BankOutlined },
    load: () => import('./mine.tsx').then((m) => m.MyRequestsPage),
  },
  {
    path: '/my-requests/new',
    titleKey: 'requests.page.new',
    roles: ['enterprise-user'],
    load: () => import('./front/new-request.tsx').then((m) => m.NewRequestPage),
  },
]
