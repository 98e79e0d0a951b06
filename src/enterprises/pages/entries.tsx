import {
  AuditOutlined,
  BankOutlined,
  CarOutlined,
  CopyOutlined,
  DashboardOutlined,
  IdcardOutlined,
  ShopOutlined,
} from '@ant-design/icons'
import { officials } from '#platform/roles.ts'
import type { PageEntry } from '#platform/ui/pages.ts'
import { registrars } from '../registration/rules.ts'
import { keepers, noteReaders } from '../rules.ts'

export const pages: readonly PageEntry[] = [
  {
    path: '/firms',
    titleKey: 'enterprises.page.list',
    roles: officials,
    nav: { order: 16, group: 'firms', icon: BankOutlined },
    load: () => import('./list/firms.tsx').then((m) => m.FirmsPage),
  },
  {
    path: '/firms/desk',
    titleKey: 'enterprises.page.desk',
    roles: noteReaders,
    nav: { order: 17, group: 'firms', icon: CarOutlined },
    load: () => import('./desk/desk.tsx').then((m) => m.DeskPage),
  },
  {
    path: '/firms/corrections',
    titleKey: 'enterprises.page.corrections',
    roles: keepers,
    nav: { order: 18, group: 'firms', icon: AuditOutlined },
    load: () => import('./mine/corrections.tsx').then((m) => m.CorrectionsPage),
  },
  {
    path: '/firms/duplicates',
    titleKey: 'enterprises.page.duplicates',
    roles: keepers,
    nav: { order: 19, group: 'firms', icon: CopyOutlined },
    load: () => import('./duplicates/duplicates.tsx').then((m) => m.DuplicatesPage),
  },
  {
    path: '/firms/$firmId/merge/$otherId',
    titleKey: 'enterprises.page.merge',
    roles: keepers,
    load: () => import('./duplicates/merge.tsx').then((m) => m.MergePage),
  },
  {
    path: '/burden',
    titleKey: 'enterprises.page.burden',
    roles: [...noteReaders, 'supervision-officer'],
    nav: { order: 30, group: 'firms', icon: DashboardOutlined },
    load: () => import('./burden/burden.tsx').then((m) => m.BurdenPage),
  },
  {
    path: '/firms/import',
    titleKey: 'enterprises.page.import',
    roles: keepers,
    load: () => import('./import/imports.tsx').then((m) => m.FirmImportsPage),
  },
  {
    path: '/firms/import/$importId',
    titleKey: 'enterprises.page.import',
    roles: keepers,
    load: () => import('./import/import.tsx').then((m) => m.FirmImportPage),
  },
  {
    path: '/firms/visits/$visitId',
    titleKey: 'enterprises.page.brief',
    roles: noteReaders,
    load: () => import('./desk/brief.tsx').then((m) => m.BriefPage),
  },
  {
    path: '/firms/$firmId',
    titleKey: 'enterprises.page.firm',
    roles: officials,
    load: () => import('./firm/firm.tsx').then((m) => m.FirmPage),
  },
  {
    path: '/my-firm',
    titleKey: 'enterprises.page.mine',
    roles: ['enterprise-user'],
    nav: { order: 3, group: 'firms', icon: ShopOutlined },
    load: () => import('./mine/mine.tsx').then((m) => m.MinePage),
  },
  {
    path: '/registrations',
    titleKey: 'enterprises.page.registrations',
    roles: registrars,
    nav: { order: 20, group: 'firms', icon: IdcardOutlined },
    load: () => import('./registrations.tsx').then((m) => m.RegistrationsPage),
  },
]
