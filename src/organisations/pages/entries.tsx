import { ApartmentOutlined } from '@ant-design/icons'
import type { PageEntry } from '#platform/ui/pages.ts'
import { editors, insiders } from '../rules.ts'

export const pages: readonly PageEntry[] = [
  {
    path: '/organisations',
    titleKey: 'organisations.page.tree',
    roles: insiders,
    nav: { order: 10, group: 'administration', icon: ApartmentOutlined },
    load: () => import('./organisations.tsx').then((m) => m.OrganisationsPage),
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
]
