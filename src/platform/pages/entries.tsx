import type { PageEntry } from '#platform/ui/pages.ts'

/** Pages of the platform: one's own account, security, audit, personal data. */
export const pages: readonly PageEntry[] = []
