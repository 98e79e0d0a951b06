import { IdcardOutlined } from '@ant-design/icons'
import type { PageEntry } from '#platform/ui/pages.ts'
import { registrars } from '../registration/rules.ts'

export const pages: readonly PageEntry[] = [
  {
    path: '/registrations',
    titleKey: 'enterprises.page.registrations',
    roles: registrars,
    nav: { order: 20, group: 'firms', icon: IdcardOutlined },
    load: () => import('./registrations.tsx').then((m) => m.RegistrationsPage),
  },
]
