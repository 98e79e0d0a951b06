import type { SubjectPage } from './alerts/pages.ts'
import type { ApprovalKind } from './approvals/kinds.ts'
import type { Route } from './http/route.ts'
import type { Messages } from './i18n.ts'
import type { Job } from './jobs.ts'
import type { PersonalDataSource } from './personal-data/sources.ts'
import type { ProtectedTable } from './protect/protected-tables.ts'
import type { ScopeNames } from './scope-names.ts'
import type { Tick } from './ticks.ts'

/** What `app.ts` takes from a module to put the product together. */
export interface ModuleParts {
  messages: Messages
  routes: readonly Route[]
  jobs: readonly Job[]
  /** Tables with encrypted columns. */
  protectedTables?: readonly ProtectedTable[]
  /** What it knows of single persons. */
  personalData?: PersonalDataSource
  /** Kinds of proposal that take effect only when a second person agrees. */
  approvals?: readonly ApprovalKind[]
  /** What scopes may name, by kind of scope or of portfolio item. */
  scopeNames?: Readonly<Record<string, ScopeNames>>
  /** Work that comes round by the clock. */
  ticks?: readonly Tick[]
  /** Where the things are that its alerts are about, by kind of subject. */
  subjectPages?: Readonly<Record<string, SubjectPage>>
}
