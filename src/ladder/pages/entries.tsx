import { AimOutlined, CarryOutOutlined, NumberOutlined, RiseOutlined, StockOutlined } from '@ant-design/icons'
import type { PageEntry } from '#platform/ui/pages.ts'
import { editors, readers } from '../rules.ts'

export const pages: readonly PageEntry[] = [
  {
    path: '/ladder',
    titleKey: 'ladder.page.overview',
    roles: readers,
    nav: { order: 11, group: 'firms', icon: RiseOutlined },
    load: () => import('./overview.tsx').then((m) => m.OverviewPage),
  },
  {
    path: '/ladder/candidates',
    titleKey: 'ladder.page.candidates',
    roles: readers,
    nav: { order: 10, group: 'firms', icon: AimOutlined },
    load: () => import('./candidates.tsx').then((m) => m.CandidatesPage),
  },
  {
    path: '/ladder/renewals',
    titleKey: 'ladder.page.renewals',
    roles: readers,
    load: () => import('./renewals.tsx').then((m) => m.RenewalsPage),
  },
  {
    path: '/ladder/plan',
    titleKey: 'ladder.page.plan',
    roles: readers,
    nav: { order: 12, group: 'firms', icon: CarryOutOutlined },
    load: () => import('./plan.tsx').then((m) => m.PlanPage),
  },
  {
    path: '/ladder/rules',
    titleKey: 'ladder.page.rules',
    roles: readers,
    nav: { order: 13, group: 'firms', icon: NumberOutlined },
    load: () => import('./rules/rules.tsx').then((m) => m.RulesPage),
  },
  {
    path: '/ladder/rules/drafts/$draftId',
    titleKey: 'ladder.page.local',
    roles: editors,
    load: () => import('./rules/local.tsx').then((m) => m.LocalRulePage),
  },
  {
    path: '/ladder/log',
    titleKey: 'ladder.page.log',
    roles: readers,
    load: () => import('./log.tsx').then((m) => m.LogPage),
  },
  {
    path: '/ladder/log/$evaluationId',
    titleKey: 'ladder.page.evaluation',
    roles: readers,
    load: () => import('./log.tsx').then((m) => m.EvaluationPage),
  },
  {
    path: '/ladder/firms/$firmId',
    titleKey: 'ladder.page.firm',
    roles: readers,
    load: () => import('./firm/firm.tsx').then((m) => m.FirmPage),
  },
  {
    path: '/my-ladder',
    titleKey: 'ladder.page.mine',
    roles: ['enterprise-user'],
    nav: { order: 11, group: 'firms', icon: StockOutlined },
    load: () => import('./firm/firm.tsx').then((m) => m.MinePage),
  },
]
