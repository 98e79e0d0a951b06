import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { plainSearch } from '#platform/ui/address.ts'
import { useWords } from '#platform/ui/words.tsx'
import { Failure, NotFound } from './failure.tsx'
import { HomePage } from './home.tsx'
import { Layout } from './layout.tsx'
import { pages } from './pages.ts'

const root = createRootRoute({ component: Layout, notFoundComponent: NotFound })

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage })

const routes = pages.map(({ path, load }) => {
  const component = lazyRouteComponent(async () => ({ Page: await load() }), 'Page')
  return createRoute({ getParentRoute: () => root, path, component })
})

function Pending() {
  const t = useWords()
  return <Skeleton active={false} paragraph={{ rows: 6 }} aria-label={t('ui.loading')} />
}

export const router = createRouter({
  routeTree: root.addChildren([home, ...routes]),
  ...plainSearch,
  defaultErrorComponent: Failure,
  defaultPendingComponent: Pending,
  // Another thing of the same kind is another page: nothing typed or chosen moves over to it.
  defaultRemountDeps: ({ params }) => params,
  defaultPreload: 'intent',
  scrollRestoration: true,
})
