import { ApartmentOutlined, ClockCircleOutlined, TeamOutlined } from '@ant-design/icons'
import type { PageEntry } from '#platform/ui/pages.ts'
import { editors, insiders } from '../rules.ts'
import { keepers, makers } from './accounts/words.ts'

export const pages: readonly PageEntry[] = [
  {
    path: '/organisations',
    titleKey: 'organisations.page.tree',
    roles: insiders,
    nav: { order: 10, group: 'administration', icon: ApartmentOutlined },
    load: () => import('./organisations.tsx').then((m) => m.OrganisationsPage),
  },
  {
    path: '/organisations/directory',
    titleKey: 'organisations.page.directory',
    roles: insiders,
    load: () => import('./directory.tsx').then((m) => m.DirectoryPage),
  },
  {
    path: '/organisations/import',
    titleKey: 'organisations.page.import',
    roles: editors,
    load: () => import('./import.tsx').then((m) => m.ImportPage),
  },
  {
    path: '/organisations/$unitId/edit',
    titleKey: 'organisations.page.edit',
    roles: editors,
    load: () => import('./unit-form.tsx').then((m) => m.EditUnitPage),
  },
  {
    path: '/organisations/$unitId/add',
    titleKey: 'organisations.page.add',
    roles: editors,
    load: () => import('./unit-form.tsx').then((m) => m.AddUnitPage),
  },
  {
    path: '/organisations/$unitId/duties',
    titleKey: 'organisations.page.duties',
    roles: editors,
    load: () => import('./duties-form.tsx').then((m) => m.DutiesPage),
  },
  {
    path: '/organisations/$unitId/post',
    titleKey: 'organisations.page.post',
    roles: editors,
    load: () => import('./people-forms.tsx').then((m) => m.AddPostPage),
  },
  {
    path: '/organisations/$unitId/posts/$postId',
    titleKey: 'organisations.page.person',
    roles: editors,
    load: () => import('./people-forms.tsx').then((m) => m.PersonPage),
  },
  {
    path: '/duty',
    titleKey: 'duty.page',
    roles: ['unit-head', 'request-desk', 'unit-handler'],
    nav: { order: 8, group: 'firms', icon: ClockCircleOutlined },
    load: () => import('./duty/duty.tsx').then((m) => m.DutyPage),
  },
  {
    path: '/account',
    titleKey: 'account.page',
    load: () => import('./accounts/my-account.tsx').then((m) => m.MyAccountPage),
  },
  {
    path: '/account/acting/$grantId',
    titleKey: 'accounts.page.acting',
    load: () => import('./accounts/propose-acting.tsx').then((m) => m.ProposeActingPage),
  },
  {
    path: '/accounts',
    titleKey: 'accounts.page.list',
    roles: keepers,
    nav: { order: 20, group: 'administration', icon: TeamOutlined },
    load: () => import('./accounts/accounts.tsx').then((m) => m.AccountsPage),
  },
  {
    path: '/accounts/new',
    titleKey: 'accounts.page.make',
    roles: makers,
    load: () => import('./accounts/make-account.tsx').then((m) => m.MakeAccountPage),
  },
  {
    path: '/accounts/import',
    titleKey: 'accounts.page.import',
    roles: makers,
    load: () => import('./accounts/import.tsx').then((m) => m.AccountImportPage),
  },
  {
    path: '/accounts/$accountId',
    titleKey: 'accounts.page.one',
    roles: keepers,
    load: () => import('./accounts/account.tsx').then((m) => m.AccountPage),
  },
  {
    path: '/accounts/$accountId/role',
    titleKey: 'accounts.page.role',
    roles: makers,
    load: () => import('./accounts/propose-role.tsx').then((m) => m.ProposeRolePage),
  },
  {
    path: '/accounts/$accountId/grants/$grantId/dates',
    titleKey: 'accounts.page.dates',
    roles: makers,
    load: () => import('./accounts/change-grant.tsx').then((m) => m.GrantDatesPage),
  },
  {
    path: '/accounts/$accountId/grants/$grantId/portfolio',
    titleKey: 'accounts.page.portfolio',
    roles: makers,
    load: () => import('./accounts/change-grant.tsx').then((m) => m.WidenPortfolioPage),
  },
]
