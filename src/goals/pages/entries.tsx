import { AimOutlined, ApartmentOutlined, BranchesOutlined, DiffOutlined, TableOutlined } from '@ant-design/icons'
import { preparers } from '#documents/contract.ts'
import { officials } from '#platform/roles.ts'
import type { PageEntry } from '#platform/ui/pages.ts'

export const pages: readonly PageEntry[] = [
  {
    path: '/goals',
    titleKey: 'goals.page.cascade',
    roles: officials,
    nav: { order: 20, icon: ApartmentOutlined },
    load: () => import('./cascade/cascade.tsx').then((m) => m.CascadePage),
  },
  {
    path: '/targets',
    titleKey: 'goals.page.targets',
    roles: officials,
    nav: { order: 24, icon: AimOutlined },
    load: () => import('./targets/targets.tsx').then((m) => m.TargetsPage),
  },
  {
    path: '/targets/$targetId',
    titleKey: 'goals.page.target',
    roles: officials,
    load: () => import('./targets/target.tsx').then((m) => m.TargetPage),
  },
  {
    path: '/indicators',
    titleKey: 'goals.page.indicators',
    roles: officials,
    load: () => import('./indicators/indicators.tsx').then((m) => m.IndicatorsPage),
  },
  {
    path: '/breakdown',
    titleKey: 'goals.page.breakdown',
    roles: preparers,
    nav: { order: 30, icon: TableOutlined },
    load: () => import('./breakdown/breakdown.tsx').then((m) => m.BreakdownPage),
  },
  {
    path: '/plan-diff',
    titleKey: 'goals.page.planDiff',
    roles: preparers,
    nav: { order: 44, icon: BranchesOutlined },
    load: () => import('./plan-diff/plan-diff.tsx').then((m) => m.PlanDiffPage),
  },
  {
    path: '/take-up',
    titleKey: 'goals.page.takeUps',
    roles: officials,
    nav: { order: 40, icon: DiffOutlined },
    load: () => import('./take-up/documents.tsx').then((m) => m.TakeUpDocumentsPage),
  },
  {
    path: '/take-up/$documentId',
    titleKey: 'goals.page.takeUp',
    roles: officials,
    load: () => import('./take-up/take-up.tsx').then((m) => m.TakeUpPage),
  },
]
