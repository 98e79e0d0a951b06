/** What a workbook of people and accounts would do. Pure: rows and what is known in, a plan or its errors out. */
import type { Facts } from '#platform/errors.ts'
import type { Role, ScopeKind } from '#platform/roles.ts'
import { clashFault, type Period, roleFault, scopeKindsOf, twiceFault } from '../rules.ts'

/** One row as it was read; null where the cell is empty. */
export interface AccountRowRead {
  row: number
  name: string | null
  phone: string | null
  unit: string | null
  post: string | null
  username: string | null
  role: Role | null
  scope: string | null
}

export interface ImportError {
  row: number
  column: string
  key: string
  facts: Facts
}

export const importColumns = {
  name: '姓名',
  phone: '电话',
  unit: '单位',
  post: '职务',
  username: '用户名',
  role: '角色',
  scope: '范围',
} as const

interface HeldRole extends Period {
  accountId: string
  role: Role
  scopeKind: ScopeKind
  scopeId: string
}

/** What the city knows already. Names that several share are left out. */
export interface Known {
  city: string
  today: string
  /** Unit ids by code, name and short name. */
  units: ReadonlyMap<string, string>
  /** Codes of districts and towns by code, name and short name. */
  districts: ReadonlyMap<string, string>
  enterprises: ReadonlyMap<string, string>
  accounts: ReadonlyMap<
    string,
    { id: string; name: string; personId: string | null; isClosed: boolean; isHere: boolean }
  >
  /** The person of a row, where there is one already. */
  personOf: (row: { name: string; phone: string | null; unitId: string | null }) => string | null
  /** Roles of a person's accounts that are not over, and of proposals that wait. */
  rolesOf: (personId: string) => readonly Role[]
  held: readonly HeldRole[]
}

export interface PlannedGrant {
  username: string
  role: Role
  scope: { kind: ScopeKind; id: string }
  unitId: string | null
  post: string
}

export interface PlannedAccount {
  row: number
  username: string
  name: string
  phone: string | null
  unitId: string | null
  post: string | null
  /** Null: a new person. */
  personId: string | null
  /** Null: a new account. */
  accountId: string | null
}

export interface AccountPlan {
  accounts: PlannedAccount[]
  grants: PlannedGrant[]
  errors: ImportError[]
}

type Refuse = (column: keyof typeof importColumns, key: string, facts?: Facts) => void

/** Decides what an import does; with errors nothing of it may be written. */
export function planAccounts(rows: readonly AccountRowRead[], known: Known): AccountPlan {
  const plan: AccountPlan = { accounts: [], grants: [], errors: [] }
  const planned = new Map<string, PlannedAccount>()
  const roles = new Map<string, Role[]>()
  for (const row of rows) {
    const refuse: Refuse = (column, key, facts = {}) => {
      plan.errors.push({ row: row.row, column: importColumns[column], key: `accounts.${key}`, facts })
    }
    const account = planAccount(row, known, planned, refuse)
    if (!account) continue
    if (!planned.has(account.username)) plan.accounts.push(account)
    planned.set(account.username, account)
    const grant = planGrant(row, account, known, refuse)
    if (!grant) continue
    const person = account.personId ?? `${account.name} ${account.unitId}`
    const own = roles.get(person) ?? []
    const clash = clashFault(grant.role, [...own, ...(account.personId ? known.rolesOf(account.personId) : [])])
    if (clash) refuse('role', clash.key.replace('accounts.', ''), clash.facts)
    roles.set(person, [...own, grant.role])
    plan.grants.push(grant)
  }
  return plan
}

function planAccount(
  { row, name, phone, unit, post, ...read }: AccountRowRead,
  known: Known,
  planned: ReadonlyMap<string, PlannedAccount>,
  refuse: Refuse,
): PlannedAccount | null {
  if (name === null || read.username === null) return null
  const username = read.username.trim().toLowerCase()
  if (!/^[a-z0-9._-]{2,40}$/.test(username)) refuse('username', 'import.username', { username })
  if (phone !== null && !/^[0-9+() -]{5,30}$/.test(phone)) refuse('phone', 'import.phone')
  const unitId = unit === null ? null : (known.units.get(unit.trim()) ?? null)
  if (unit !== null && unitId === null) refuse('unit', 'import.unit', { unit })
  const first = planned.get(username)
  if (first && (first.name !== name || first.unitId !== unitId)) {
    refuse('username', 'import.twice', { username, first: first.row })
  }
  const account = known.accounts.get(username)
  const isOther = account !== undefined && (!account.isHere || account.name !== name)
  if (isOther) refuse('username', 'import.usernameTaken', { username })
  else if (account?.isClosed) refuse('username', 'import.accountClosed', { username })
  const personId = account?.personId ?? known.personOf({ name, phone, unitId })
  return { row, username, name, phone, unitId, post, personId, accountId: account?.id ?? null }
}

function planGrant(
  { role, scope: text, post }: AccountRowRead,
  account: PlannedAccount,
  known: Known,
  refuse: Refuse,
): PlannedGrant | null {
  if (role === null) return null
  const scope = scopeOf(text?.trim() ?? null, role, account, known)
  if (!scope) {
    refuse('scope', text === null ? 'import.scopeNeeded' : 'import.scope', text === null ? {} : { scope: text })
    return null
  }
  if (post === null) refuse('post', 'import.postNeeded')
  const fault = roleFault({ role, scopeKind: scope.kind, unitId: account.unitId })
  if (fault) refuse(fault.key === 'accounts.unitNeeded' ? 'unit' : 'scope', fault.key.replace('accounts.', ''))
  const period = { fromOn: known.today, toOn: null }
  const own = known.held.filter(({ accountId }) => accountId === account.accountId)
  const twice = twiceFault({ role, scopeKind: scope.kind, scopeId: scope.id, ...period }, own)
  if (twice) refuse('role', twice.key.replace('accounts.', ''), twice.facts)
  return { username: account.username, role, scope, unitId: account.unitId, post: post ?? '' }
}

/** What the words of a scope mean for a role; without words, the narrowest that the role has. */
function scopeOf(
  text: string | null,
  role: Role,
  { unitId, username, accountId }: PlannedAccount,
  known: Known,
): PlannedGrant['scope'] | null {
  const kinds = scopeKindsOf[role]
  const whole = { kind: 'city', id: known.city } as const
  const own = { kind: 'own', id: accountId ?? username } as const
  const unit = unitId === null ? null : ({ kind: 'unit', id: unitId } as const)
  if (text === null) {
    if (kinds.includes('own')) return own
    if (kinds.includes('unit')) return unit
    return kinds.length === 1 && kinds[0] === 'city' ? whole : null
  }
  if (text === '全市') return whole
  if (text === '本人') return own
  if (text === '本单位') return unit
  const found = (
    [
      ['district', known.districts.get(text)],
      ['unit', known.units.get(text)],
      ['enterprise', known.enterprises.get(text)],
    ] as const
  ).flatMap(([kind, id]) => (id === undefined ? [] : [{ kind, id }]))
  return found.find(({ kind }) => kinds.includes(kind)) ?? found[0] ?? null
}
