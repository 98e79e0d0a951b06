import type { Route } from '#platform/http/route.ts'
import { picksRoutes } from './picks/routes.ts'
import { rulesRoutes } from './rule-changes/routes.ts'
import { standingRoutes } from './standing/routes.ts'

export const routes: readonly Route[] = [...standingRoutes, ...rulesRoutes, ...picksRoutes]
