import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/actor.ts'
import { decideApproval } from '#platform/approvals/commands.ts'
import { registerApprovals } from '#platform/approvals/index.ts'
import { read, transact, transactAsOwner } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { roles } from '#platform/roles.ts'
import { registerScopeNames } from '#platform/scope-names.ts'
import { verifyPassword } from '#platform/sign-in/passwords.ts'
import { accounts, credentials, events, grants, portfolioItems } from '#platform/tables.ts'
import { anActor, otherCity, rolledBack, serverFor, testMoment, testPool } from '#platform/testing/world.ts'
import { aPerson, aSmallCity, type SmallCity } from '../builders.ts'
import { closeUnit } from '../commands.ts'
import { scopeOf } from '../queries.ts'
import { people } from '../tables.ts'
import { proposeActing } from './acting/commands.ts'
import { aGrant, anAccount, as, type Offices, theOffices } from './builders.ts'
import { closeAccount, endAccountSessions, makeAccount, proposeReopening, resetPassword } from './commands.ts'
import type { ProposeGrant } from './contract.ts'
import { getAccount, listDeputies, listOwnGrants } from './detail/queries.ts'
import { endGrant, endPortfolioItem, proposeDates, proposeGrant, proposeItems } from './grants/commands.ts'
import { accountApprovals, accountRoutes, organisationScopes } from './index.ts'
import { listAccounts } from './queries.ts'

beforeAll(async () => {
  await testPool()
  registerApprovals(accountApprovals)
  registerScopeNames(organisationScopes)
})

type Town = Offices & { ids: SmallCity['ids'] }
const inTown = (work: (town: Town) => Promise<void>) => () =>
  rolledBack(async () => {
    const { ids } = await aSmallCity()
    await work({ ids, ...(await theOffices()) })
  })

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? `${error.fault} ${error.key}` : String(error)),
  )
const agree = (ctx: Context, { approvalId }: { approvalId: string }) =>
  decideApproval(ctx, approvalId, { version: 1, approve: true, note: '' })
const head = (ids: SmallCity['ids'], changed: Partial<ProposeGrant> = {}): ProposeGrant => ({
  role: 'unit-head',
  scope: { kind: 'unit', id: ids.industry },
  unitId: ids.industry,
  post: '局长',
  toOn: null,
  reason: '任职文件',
  ...changed,
})
const administrator = (
  role: 'system-administrator' | 'security-administrator' | 'audit-administrator',
): ProposeGrant => ({
  ...{ role, scope: { kind: 'city' }, unitId: null, post: role, toOn: null, reason: '任职文件' },
})
const grantsOf = (ctx: Context, accountId: string) =>
  read(ctx, (tx) => tx.select().from(grants).where(eq(grants.accountId, accountId)).orderBy(grants.id))
const later = (ctx: Context, days: number): Context => ({ ...ctx, now: () => testMoment.add({ hours: days * 24 }) })

test(
  'a role that the system administrator proposes is held once the security administrator agrees',
  inTown(async ({ ids, system, security }) => {
    const id = await anAccount('head')
    const waiting = await proposeGrant(system, id, head(ids))
    expect(await proposeGrant(system, id, head(ids))).toEqual(waiting)
    expect(await grantsOf(system, id)).toEqual([])
    const { waiting: shown } = await getAccount(security, id)
    expect(shown).toMatchObject([
      { said: { key: 'accounts.said.giveGrant', words: { role: 'ui.role.unit-head' } }, may: { decide: true } },
    ])
    expect(shown[0]?.lines.map(({ key }) => key)).toContain('accounts.line.scope.unit')
    expect(await refusal(agree(system, waiting))).toBe('forbidden platform.forbidden')
    await agree(security, waiting)
    expect(await grantsOf(system, id)).toMatchObject([
      { role: 'unit-head', scopeId: ids.industry, fromOn: '2026-03-10' },
    ])
    const told = await read(system, (tx) => tx.select().from(events).where(eq(events.kind, 'grant-given')))
    expect(told).toHaveLength(1)
    expect(await refusal(proposeGrant(system, id, head(ids)))).toBe('conflict accounts.sameGrant')
  }),
)

test(
  'a stranger finds no account, who may only look is refused, another city has none of it',
  inTown(async ({ ids, system, security }) => {
    const id = await anAccount('head')
    const planner = as('planning-officer', 'planner')
    expect(await refusal(proposeGrant(planner, id, head(ids)))).toBe('not-found accounts.noSuch')
    expect(await refusal(proposeGrant(security, id, head(ids)))).toBe('forbidden platform.forbidden')
    const elsewhere = as('system-administrator', 'x', { city: otherCity })
    expect(await refusal(getAccount(elsewhere, id))).toBe('not-found accounts.noSuch')
    expect(await refusal(closeAccount(elsewhere, id, { reason: '离职' }))).toBe('not-found accounts.noSuch')
    for (const role of roles) {
      const { status } = await serverFor(accountRoutes, anActor(role)).request('/api/accounts')
      expect([role, status]).toEqual([role, role.startsWith('sy') || role.startsWith('se') ? 200 : 403])
    }
    expect((await listAccounts(system, { page: 1, q: 'hea' })).rows.map((row) => row.id)).toEqual([id])
  }),
)

test(
  'the three administrators are three people, whatever accounts they have and whatever waits',
  inTown(async ({ ids, system, security }) => {
    const personId = newId()
    const [one, two] = [await anAccount('one', { personId }), await anAccount('two', { personId })]
    const waiting = await proposeGrant(system, one, administrator('system-administrator'))
    const twoRefused = refusal(proposeGrant(system, two, administrator('audit-administrator')))
    expect(await twoRefused).toBe('conflict accounts.twoAdministrators')
    await agree(security, waiting)
    expect(await refusal(proposeGrant(system, two, administrator('security-administrator')))).toBe(
      'conflict accounts.twoAdministrators',
    )
    expect(await refusal(proposeGrant(system, two, head(ids)))).toBe('conflict accounts.administratorInBusiness')
    // What is given for later counts already.
    const third = await anAccount('third')
    await aGrant(third, 'unit-head', { fromOn: '2026-09-01' })
    expect(await refusal(proposeGrant(system, third, administrator('audit-administrator')))).toBe(
      'conflict accounts.administratorInBusiness',
    )
  }),
)

test(
  'what became impossible since it was proposed is refused when it is agreed to',
  inTown(async ({ ids, system, security }) => {
    const id = await anAccount('head')
    const waiting = await proposeGrant(system, id, head(ids))
    await aGrant(id, 'audit-administrator')
    expect(await refusal(agree(security, waiting))).toBe('conflict accounts.administratorInBusiness')
    const other = await anAccount('other')
    const late = await proposeGrant(system, other, head(ids))
    expect(await refusal(agree(later(security, 15), late))).toBe('conflict approvals.expired')
    await closeAccount(system, other, { reason: '离职' })
    expect(await refusal(agree(security, late))).toBe('conflict accounts.closed')
  }),
)

test(
  'a scope must go with the role and name what exists',
  inTown(async ({ ids, system }) => {
    const id = await anAccount('head')
    const tries: [Partial<ProposeGrant>, string][] = [
      [{ scope: { kind: 'city' } }, 'invalid accounts.scopeNotForRole'],
      [{ unitId: null }, 'invalid accounts.unitNeeded'],
      [{ scope: { kind: 'unit', id: newId() } }, 'invalid accounts.noSuchScope'],
      [{ scope: { kind: 'unit', id: "x' or 1=1" } }, 'invalid accounts.noSuchScope'],
      [{ role: 'district-officer', scope: { kind: 'district', id: '990199' } }, 'invalid accounts.noSuchScope'],
      [{ role: 'enterprise-user', scope: { kind: 'enterprise', id: newId() } }, 'invalid accounts.noSuchScope'],
      [{ fromOn: '2026-03-01' }, 'invalid accounts.fromPast'],
      [{ fromOn: '2026-04-02', toOn: '2026-04-01' }, 'invalid accounts.datesOrder'],
    ]
    for (const [changed, refused] of tries)
      expect(await refusal(proposeGrant(system, id, head(ids, changed)))).toBe(refused)
  }),
)

test(
  'taking away is done by one person at once, but never from the last administrator',
  inTown(async ({ system, security, systemGrant, securityGrant }) => {
    const id = await anAccount('desk')
    const grant = await aGrant(id, 'request-desk')
    await endGrant(security, grant, {})
    expect(await grantsOf(system, id)).toMatchObject([{ toOn: '2026-03-09' }])
    expect(await refusal(endGrant(security, grant, {}))).toBe('conflict accounts.grantOver')
    expect(await refusal(endGrant(security, systemGrant, {}))).toBe('conflict accounts.lastAdministrator')
    expect(await refusal(endGrant(system, securityGrant, { lastDayOn: '2026-12-31' }))).toBe(
      'conflict accounts.lastAdministrator',
    )
    expect(await refusal(closeAccount(system, security.actor.accountId, { reason: '调离' }))).toBe(
      'conflict accounts.lastAdministrator',
    )
    const successor = await anAccount('successor')
    await aGrant(successor, 'security-administrator', { fromOn: '2026-04-01' })
    await endGrant(system, securityGrant, { lastDayOn: '2026-03-31' })
    expect(await refusal(endGrant(as('unit-head', 'x'), grant, {}))).toBe('not-found accounts.noSuchGrant')
  }),
)

test(
  'other dates wait for a second person',
  inTown(async ({ system, security }) => {
    const id = await anAccount('desk')
    const grant = await aGrant(id, 'request-desk', { toOn: '2026-06-30' })
    const waiting = await proposeDates(system, grant, { fromOn: '2026-01-01', toOn: '2026-12-31', reason: '延长' })
    await agree(security, waiting)
    expect(await grantsOf(system, id)).toMatchObject([{ toOn: '2026-12-31' }])
  }),
)

test(
  'an account is made with an initial password told once, and closed and opened again',
  inTown(async ({ ids, system, security }) => {
    const { personId } = await aPerson(ids.industry, { name: '王五' })
    const made = await makeAccount(system, { person: { id: personId }, username: 'Wangwu' })
    const [row] = await transactAsOwner(system.city, (tx) =>
      tx
        .select({ account: accounts, hash: credentials.password })
        .from(accounts)
        .innerJoin(credentials, eq(credentials.userId, accounts.id))
        .where(eq(accounts.id, made.id)),
    )
    expect(row?.account).toMatchObject({ username: 'wangwu', name: '王五', personId, mustChangePassword: true })
    expect(await verifyPassword(row?.hash ?? '', made.initialPassword)).toBe(true)
    expect(await refusal(makeAccount(system, { person: { id: personId }, username: 'wangwu' }))).toBe(
      'conflict platform.usernameTaken',
    )
    expect(await refusal(makeAccount(security, { person: { name: '某人' }, username: 'x1' }))).toBe(
      'forbidden platform.forbidden',
    )
    const anew = await resetPassword(system, made.id)
    expect(anew.initialPassword).not.toBe(made.initialPassword)
    expect(await refusal(resetPassword(system, security.actor.accountId))).toBe(
      'conflict accounts.administratorPassword',
    )
    expect(await refusal(closeAccount(system, system.actor.accountId, { reason: '停用' }))).toBe(
      'conflict accounts.notYourself',
    )

    await closeAccount(system, made.id, { reason: '离职' })
    expect(await getAccount(system, made.id)).toMatchObject({ state: 'closed', may: { reopen: true, close: false } })
    await agree(security, await proposeReopening(system, made.id, { reason: '返聘' }))
    expect(await getAccount(system, made.id)).toMatchObject({ state: 'without-role', person: { name: '王五' } })
    expect(await endAccountSessions(security, made.id, {})).toEqual({ ended: 0 })
    const whole = JSON.stringify(await read(system, (tx) => tx.select().from(events)))
    expect(whole).not.toContain(anew.initialPassword)
    const [{ phone } = { phone: '' }] = await read(system, (tx) => tx.select({ phone: people.phone }).from(people))
    expect(JSON.stringify(await getAccount(system, made.id))).not.toContain(phone ?? 'nothing')
  }),
)

test(
  'a deputy has the post of the absent colleague until the last day, and no longer than the post',
  inTown(async ({ ids, system, security }) => {
    const [head, deputy] = [await anAccount('head'), await anAccount('deputy')]
    const post = await aGrant(head, 'unit-head', { scopeKind: 'unit', scopeId: ids.industry, unitId: ids.industry })
    await aGrant(deputy, 'unit-handler', { scopeKind: 'unit', scopeId: ids.science, unitId: ids.science })
    const holder = as('unit-head', head)
    const days = { accountId: deputy, fromOn: '2026-03-16', toOn: '2026-03-20', reason: '学习' }
    expect((await listDeputies(holder, { q: 'dep' })).map(({ id }) => id)).toEqual([deputy])
    expect(await refusal(proposeActing(as('unit-head', deputy), post, days))).toBe('not-found accounts.noSuchGrant')
    expect(await refusal(proposeActing(holder, post, { ...days, accountId: head }))).toBe(
      'conflict accounts.samePerson',
    )
    expect(await refusal(proposeActing(holder, post, { ...days, toOn: '2026-06-14' }))).toBe(
      'invalid accounts.actingTooLong',
    )
    const waiting = await proposeActing(holder, post, days)
    expect((await listOwnGrants(holder)).waiting).toMatchObject([{ id: waiting.approvalId, isMine: true }])
    await agree(security, waiting)
    const acting = (await grantsOf(system, deputy)).find(({ actingFor }) => actingFor === post)
    expect(acting).toMatchObject({ role: 'unit-head', scopeId: ids.industry, post: 'unit-head岗', toOn: '2026-03-20' })
    const [shown] = (await listOwnGrants(holder)).grants
    expect(shown).toMatchObject({ actedBy: [{ name: 'deputy', toOn: '2026-03-20' }] })
    expect(await refusal(proposeActing(holder, post, { ...days, accountId: await anAccount('third') }))).toBe(
      'conflict accounts.alreadyActing',
    )
    expect(
      await refusal(proposeActing(as('unit-handler', deputy), acting?.id ?? '', { ...days, accountId: head })),
    ).toBe('conflict accounts.actingForActing')
    // The holder is back early.
    await endGrant(later(holder, 7), acting?.id ?? '', {})
    expect((await grantsOf(system, deputy)).find(({ id }) => id === acting?.id)?.toOn).toBe('2026-03-16')
    expect(await refusal(endGrant(holder, post, {}))).toBe('forbidden platform.forbidden')
  }),
)

test(
  'acting ends with the post, and no administrator comes to hold two offices by it',
  inTown(async ({ ids, system, security, systemGrant }) => {
    const [head, deputy] = [await anAccount('head'), await anAccount('deputy')]
    const post = await aGrant(head, 'unit-head', { scopeKind: 'unit', scopeId: ids.industry, unitId: ids.industry })
    const acting = await aGrant(deputy, 'unit-head', { actingFor: post, toOn: '2026-04-30' })
    await endGrant(system, post, { lastDayOn: '2026-03-31' })
    expect((await grantsOf(system, deputy)).find(({ id }) => id === acting)?.toOn).toBe('2026-03-31')
    const days = { fromOn: '2026-03-16', toOn: '2026-03-20', reason: '休假' }
    for (const [accountId, refused] of [
      [deputy, 'conflict accounts.administratorInBusiness'],
      [security.actor.accountId, 'conflict accounts.twoAdministrators'],
    ] as const) {
      expect(await refusal(proposeActing(system, systemGrant, { ...days, accountId }))).toBe(refused)
    }
    const free = await anAccount('free')
    await agree(security, await proposeActing(system, systemGrant, { ...days, accountId: free }))
    expect(await grantsOf(system, free)).toMatchObject([{ role: 'system-administrator', actingFor: systemGrant }])
  }),
)

test(
  'a portfolio holds what it names on its days, is widened by two and narrowed by one',
  inTown(async ({ ids, system, security }) => {
    const id = await anAccount('vice-mayor')
    const items = [
      { kind: 'unit' as const, itemId: ids.industry, toOn: null },
      { kind: 'district' as const, itemId: '990102', fromOn: '2026-04-01', toOn: '2026-06-30' },
    ]
    const wanted = head(ids, { role: 'city-leader', scope: { kind: 'portfolio', items }, unitId: ids.government })
    expect(
      await refusal(proposeGrant(system, id, { ...wanted, scope: { kind: 'portfolio', items: [...items, ...items] } })),
    ).toBe('invalid accounts.itemTwice')
    await agree(security, await proposeGrant(system, id, wanted))
    const [grant] = await grantsOf(system, id)
    const scope = { city: system.city, scope: { kind: 'portfolio' as const, id: grant?.id ?? '' } }
    const industry = [ids.industry, ids.industryOffice]
    expect(await scopeOf(scope, '2026-03-31')).toEqual({ unitIds: industry, divisions: null, chainIds: null })
    expect(await scopeOf(scope, '2026-04-01')).toEqual({
      unitIds: [...industry, ids.east, ids.eastBureau, ids.eastTown],
      divisions: ['990102', '990102100'],
      chainIds: null,
    })
    expect(await scopeOf(scope, '2026-07-01')).toEqual({ unitIds: industry, divisions: null, chainIds: null })

    const more = { items: [{ kind: 'unit' as const, itemId: ids.science, toOn: null }], reason: '分工调整' }
    await agree(security, await proposeItems(system, grant?.id ?? '', more))
    expect((await scopeOf(scope, '2026-03-31')).unitIds).toContain(ids.science)
    const added = await read(system, (tx) =>
      tx.select().from(portfolioItems).where(eq(portfolioItems.itemId, ids.science)),
    )
    await endPortfolioItem(security, added[0]?.id ?? '', {})
    expect((await scopeOf(scope, '2026-03-31')).unitIds).toEqual(industry)
    const { grants: shown } = await getAccount(system, id)
    expect(shown).toMatchObject([{ portfolio: [{ name: '甲市工业和信息化局' }, { state: 'over' }, { name: '东区' }] }])
  }),
)

test(
  'a closed unit takes the roles scoped to it along, and an ended post is shown as a hint',
  inTown(async ({ ids, system }) => {
    const { personId } = await aPerson(ids.industryOffice)
    const id = await anAccount('handler', { personId })
    await aGrant(id, 'unit-handler', { scopeKind: 'unit', scopeId: ids.industryOffice, unitId: ids.industryOffice })
    const other = await anAccount('planner')
    await aGrant(other, 'planning-officer', { unitId: ids.industryOffice })
    const planner = as('planning-officer', 'planner')
    await transact(planner, () => closeUnit(planner, ids.industryOffice, { version: 1, lastDayOn: '2026-03-09' }))
    expect(await grantsOf(system, id)).toMatchObject([{ toOn: '2026-03-09' }])
    expect((await getAccount(system, other)).hints).toMatchObject([{ kind: 'unit-closed' }])
    expect((await listAccounts(system, { page: 1, state: 'without-role' })).rows.map((row) => row.username)).toEqual([
      'handler',
    ])
  }),
)
