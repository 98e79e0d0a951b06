import { MenuOutlined } from '@ant-design/icons'
import { Link, Outlet, useMatches, useRouterState } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { AlertBell } from '#platform/pages/alerts/bell.tsx'
import { KeyHelp } from '#platform/ui/key-help.tsx'
import { useMe } from '#platform/ui/me.ts'
import { mayOpen } from '#platform/ui/pages.ts'
import { useIsPhone } from '#platform/ui/screen.ts'
import { useLanguage, useWords } from '#platform/ui/words.tsx'
import { ActingStrip } from './acting-strip.tsx'
import { NotAllowed } from './failure.tsx'
import { Navigation } from './navigation.tsx'
import { pages } from './pages.ts'
import { Unreachable } from './unreachable.tsx'
import { UserMenu } from './user-menu.tsx'

/** The frame of every page: city, navigation, who is signed in. */
export function Layout() {
  const t = useWords()
  const { city } = useMe()
  const { language } = useLanguage()
  const isPhone = useIsPhone()
  const [isOpen, setOpen] = useState(false)
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  useFocusOnArrival(path)

  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {t('web.skip')}
      </a>
      <header className="shell-header">
        {city.isSample ? <p className="ribbon">{t('web.sample')}</p> : null}
        <div className="shell-bar">
          {isPhone ? (
            <Button
              type="text"
              icon={<MenuOutlined aria-hidden />}
              aria-label={t('web.menu')}
              aria-expanded={isOpen}
              onClick={() => setOpen(true)}
            />
          ) : null}
          <Link to="/" className="brand">
            <img src="/bridge.svg" alt="" width="28" height="28" />
            <span className="brand-name">{t('platform.product')}</span>
            <span className="brand-city">{language === 'en' && city.nameEn ? city.nameEn : city.name}</span>
          </Link>
          <AlertBell />
          <UserMenu />
        </div>
      </header>
      <ActingStrip />
      <Unreachable />
      <div className="shell-body">
        {isPhone ? (
          <Drawer open={isOpen} placement="left" size={288} title={t('web.menu')} onClose={() => setOpen(false)}>
            <Navigation onChoose={() => setOpen(false)} />
          </Drawer>
        ) : (
          <div className="shell-side">
            <Navigation />
          </div>
        )}
        <main id="content" tabIndex={-1}>
          <Allowed />
        </main>
      </div>
      <KeyHelp />
    </div>
  )
}

/** The page, if it is open to the post. The server refuses by itself; this spares a page full of refusals. */
function Allowed() {
  const { role } = useMe()
  const path = String(useMatches().at(-1)?.fullPath)
  const entry = pages.find((one) => one.path === path)
  return entry && !mayOpen(entry, role) ? <NotAllowed titleKey={entry.titleKey} /> : <Outlet />
}

/** A new page is read from its heading: keyboard and screen reader start there, not in the menu left behind. */
function useFocusOnArrival(path: string | undefined): void {
  const before = useRef<string | undefined>(undefined)
  useEffect(() => {
    const isFirst = before.current === undefined
    const isSame = before.current === path
    before.current = path
    if (isFirst || isSame) return
    const target = document.querySelector<HTMLElement>('#content h1') ?? document.getElementById('content')
    target?.focus({ preventScroll: true })
  }, [path])
}
