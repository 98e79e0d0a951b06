import { HomeOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { Role } from '#platform/roles.ts'
import { useMe } from '#platform/ui/me.ts'
import { mayOpen, navGroups, type PageEntry } from '#platform/ui/pages.ts'
import { useWords } from '#platform/ui/words.tsx'
import { pages } from './pages.ts'

type NavEntry = PageEntry & { nav: NonNullable<PageEntry['nav']> }

const isInMenu = (entry: PageEntry): entry is NavEntry => entry.nav !== undefined

/** The menu of a role: its pages in their groups, in order. */
export function menuOf(role: Role, all: readonly PageEntry[]) {
  const entries = all.filter(isInMenu).filter((entry) => mayOpen(entry, role))
  return navGroups
    .map((group) => ({
      group,
      entries: entries.filter(({ nav }) => (nav.group ?? 'city') === group).sort((a, b) => a.nav.order - b.nav.order),
    }))
    .filter((one) => one.entries.length > 0)
}

export function Navigation({ onChoose }: { onChoose?: () => void }) {
  const t = useWords()
  const { role } = useMe()
  return (
    <nav aria-label={t('web.navigation')} className="navigation">
      <ul>
        <NavItem to="/" label={t('web.home')} icon={HomeOutlined} onChoose={onChoose} isExact />
      </ul>
      {menuOf(role, pages).map(({ group, entries }) => (
        <section key={group}>
          <h2>{t(`web.group.${group}`)}</h2>
          <ul>
            {entries.map(({ path, titleKey, nav }) => (
              <NavItem
                key={path}
                to={path}
                label={t(titleKey)}
                {...nav}
                onChoose={onChoose}
                // A page below it with its own place in the menu is another place.
                isExact={entries.some((other) => other.path.startsWith(`${path}/`))}
              />
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

interface ItemProps {
  to: string
  label: string
  icon: ComponentType
  useCount?: () => number
  isExact?: boolean
  onChoose: (() => void) | undefined
}

function NavItem({ to, label, icon: Icon, useCount, isExact = false, onChoose }: ItemProps) {
  return (
    <li>
      <Link
        to={to}
        activeOptions={{ exact: isExact, includeSearch: false }}
        {...(onChoose ? { onClick: onChoose } : {})}
      >
        <Icon aria-hidden />
        {label}
        {useCount ? <Count useCount={useCount} /> : null}
      </Link>
    </li>
  )
}

function Count({ useCount }: { useCount: () => number }) {
  const t = useWords()
  const count = useCount()
  return count > 0 ? <span className="nav-count">{t('web.waiting', { count })}</span> : null
}
