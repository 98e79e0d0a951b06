import { inArray } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { type Context, requireMay } from '../actor.ts'
import { dayOf } from '../clock.ts'
import type { ParametersVersion } from '../contract.ts'
import { type Tx, transactAsOwner } from '../db/transact.ts'
import { enactRule, listRuleVersions, type RuleVersion, ruleAt } from '../rules/index.ts'
import { accounts } from '../tables.ts'
import { SignInParameters } from './parameters.ts'

const rule = { rule: 'sign-in', shape: SignInParameters } as const

/** The numbers of sign-in that a city works by at a moment. `000000` asks for those of the nation. */
export async function signInParameters(tx: Tx, city: string, moment: Temporal.Instant): Promise<SignInParameters> {
  return (await ruleAt(tx, city, rule.rule, rule.shape, dayOf(moment))).body
}

/** What is in force today, and all versions, the last enacted first. */
export const listParameterVersions = (
  ctx: Context,
): Promise<{ inForce: ParametersVersion; versions: ParametersVersion[] }> =>
  transactAsOwner(ctx.city, async (tx) => {
    const versions = await listRuleVersions(tx, ctx.city, rule.rule, rule.shape)
    const inForce = await ruleAt(tx, ctx.city, rule.rule, rule.shape, dayOf(ctx.now()))
    const named = await namesOf(tx, versions)
    return { inForce: presented(inForce, named), versions: versions.map((one) => presented(one, named)) }
  })

export interface EnactParameters {
  parameters: SignInParameters
  validFromOn: string
  source: string
  basedOn: string | null
}

/** Sets the sign-in parameters of the city from a day on. @throws AppError forbidden, invalid, conflict */
export async function enactSignInParameters(
  ctx: Context,
  { parameters, ...version }: EnactParameters,
): Promise<ParametersVersion> {
  requireMay(ctx.actor.role === 'security-administrator', 'platform.enactSignInParameters')
  const enacted = await enactRule(ctx, { ...rule, ...version, body: SignInParameters.parse(parameters) })
  return presented(enacted, new Map([[ctx.actor.accountId, ctx.actor.name]]))
}

/**
 * What the invented city sets for itself when it is loaded: its printed accounts ask for no second factor, and their
 * passwords last as long as the bounds let them. Afterwards it has a version of its own, and this does nothing.
 */
export async function enactSampleParameters(ctx: Context): Promise<void> {
  const inForce = await transactAsOwner(ctx.city, (tx) => ruleAt(tx, ctx.city, rule.rule, rule.shape, dayOf(ctx.now())))
  if (!inForce.isNational) return
  await enactRule(ctx, {
    ...rule,
    body: { ...inForce.body, secondFactorRoles: [], passwordMaxAgeDays: 180 },
    validFromOn: dayOf(ctx.now()).toString(),
    source: '示例城市只在本机运行，便于试用 / the sample city runs on one machine, for trying out',
    basedOn: null,
  })
}

async function namesOf(tx: Tx, versions: readonly RuleVersion<unknown>[]): Promise<Map<string, string>> {
  const ids = versions.map(({ enactedBy }) => enactedBy)
  const rows = await tx.select({ id: accounts.id, name: accounts.name }).from(accounts).where(inArray(accounts.id, ids))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const presented = (
  { id, validFromOn, isNational, source, enactedBy, enactedAt, body }: RuleVersion<SignInParameters>,
  names: ReadonlyMap<string, string>,
): ParametersVersion => {
  return { id, validFromOn, isNational, source, enactedBy: names.get(enactedBy) ?? null, enactedAt, parameters: body }
}
