import { and, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/transact.ts'
import { ruleAt } from '#platform/rules/index.ts'
import { events } from '#platform/tables.ts'
import { enterpriseSubject } from '../../commands.ts'
import { unitNameOf } from '../../firm/queries.ts'
import { profiles } from '../../firm/tables.ts'
import { listings } from '../../honours/tables.ts'
import { authorisations } from '../../indicators/tables.ts'
import { ListsTable, listsRule, type Stage, stages } from '../../stages/rules.ts'
import { enterprises } from '../../tables.ts'
import { accountTeams, teamMembers, visits } from '../../visits/tables.ts'
import { codesUnder, type Filters } from '../rules.ts'

/** What of the lists the reader sees, on a day. */
export interface OwnedLists {
  today: string
  /** Codes of lists that another bureau keeps to itself. */
  closed: string[]
  table: ListsTable
}

export async function listsFor(tx: Tx, ctx: Context): Promise<OwnedLists> {
  const today = dayOf(ctx.now())
  const { body } = await ruleAt(tx, ctx.city, listsRule, ListsTable, today)
  const unitName = await unitNameOf(tx, ctx)
  const isOwn = (words: readonly string[]) => unitName !== null && words.some((word) => unitName.includes(word))
  const closed = body.lists.flatMap(({ code, onlyFor }) => (onlyFor === undefined || isOwn(onlyFor) ? [] : [code]))
  return { today: today.toString(), closed: ctx.actor.scope.kind === 'enterprise' ? [] : closed, table: body }
}

/** The filters but the words, as conditions on `enterprises`. */
export function conditions(ctx: Context, filters: Filters, lists: OwnedLists): (SQL | undefined)[] {
  const { division, industry, size, list, stage, status, team, unvisited, imported } = filters
  const under = industry === undefined ? null : codesUnder(industry)
  const inDivision = division === undefined ? null : codesUnder(division)
  const profile = (condition: SQL | undefined) =>
    condition &&
    sql`exists (select 1 from ${profiles} where ${profiles.city} = ${enterprises.city}
      and ${profiles.id} = ${enterprises.id} and ${condition})`
  return [
    inDivision === null
      ? undefined
      : and(gte(enterprises.divisionCode, inDivision.from), lt(enterprises.divisionCode, inDivision.to)),
    under === null
      ? undefined
      : profile(
          industry?.length === 5
            ? eq(profiles.industryCode, industry)
            : and(gte(profiles.industryCode, under.from), lt(profiles.industryCode, under.to)),
        ),
    // A firm without a profile is of unknown size.
    size === undefined
      ? undefined
      : size === 'unknown'
        ? sql`not (${profile(sql`${profiles.sizeClass} <> 'unknown'`)})`
        : profile(eq(profiles.sizeClass, size)),
    list === undefined ? undefined : onList(list, lists),
    stage === undefined ? undefined : onStage(stage, lists),
    status === undefined ? undefined : eq(enterprises.status, status),
    team === undefined ? undefined : withTeam(ctx, team),
    unvisited === undefined ? undefined : notCalledOn(ctx, unvisited),
    imported === undefined ? undefined : byImport(imported),
  ]
}

function onList(list: string, { today, closed }: OwnedLists): SQL {
  const agreed = closed.includes(list)
    ? sql`and exists (select 1 from ${authorisations} where ${authorisations.city} = ${enterprises.city}
        and ${authorisations.enterpriseId} = ${enterprises.id} and ${authorisations.subject} = 'veteran'
        and ${authorisations.purpose} = 'registry' and ${authorisations.validFrom} <= ${today}
        and ${authorisations.validTo} >= ${today}
        and (${authorisations.revokedOn} is null or ${authorisations.revokedOn} > ${today}))`
    : sql``
  return sql`exists (select 1 from ${listings} where ${listings.city} = ${enterprises.city}
    and ${listings.enterpriseId} = ${enterprises.id} and ${listings.list} = ${list} and ${holding(today)}) ${agreed}`
}

/** A listing that holds on a day. */
export const holding = (today: string): SQL => sql`${listings.validFrom} <= ${today}
  and (${listings.validTo} is null or ${listings.validTo} >= ${today})
  and (${listings.endedOn} is null or ${listings.endedOn} > ${today})`

/** The highest step that a title or list stands for today; `entered` is who has none. */
function onStage(stage: Stage, { today, table }: OwnedLists): SQL {
  const from = (least: number) =>
    table.lists.flatMap(({ code, stage: of }) => (of !== undefined && stages.indexOf(of) >= least ? [code] : []))
  const holdsOneOf = (codes: readonly string[]) =>
    codes.length === 0
      ? sql`false`
      : sql`exists (select 1 from ${listings} where ${listings.city} = ${enterprises.city}
          and ${listings.enterpriseId} = ${enterprises.id} and ${inArray(listings.list, [...codes])} and ${holding(today)})`
  const step = stages.indexOf(stage)
  const notHigher = sql`not (${holdsOneOf(from(step + 1))})`
  return step === 0 ? notHigher : sql`${holdsOneOf(from(step))} and ${notHigher}`
}

/** Nobody called for so many days, or ever. */
const notCalledOn = (ctx: Context, days: string): SQL => {
  const since = dayOf(ctx.now())
    .subtract({ days: Number(days) })
    .toString()
  return sql`not exists (select 1 from ${visits} where ${visits.city} = ${enterprises.city}
    and ${visits.enterpriseId} = ${enterprises.id} and ${visits.state} = 'done' and ${visits.day} >= ${since})`
}

/** Added or changed by an import. */
const byImport = (
  imported: string,
): SQL => sql`exists (select 1 from ${events} where ${events.city} = ${enterprises.city}
  and ${events.subjectKind} = ${enterpriseSubject} and ${events.subjectId} = ${enterprises.id}::text
  and ${events.kind} = 'firm-imported' and ${events.facts} ->> 'importId' = ${imported})`

function withTeam(ctx: Context, team: 'mine' | 'any' | 'none'): SQL {
  const teams = sql`select 1 from ${accountTeams} where ${accountTeams.city} = ${enterprises.city}
    and ${accountTeams.enterpriseId} = ${enterprises.id}`
  if (team === 'none') return sql`not exists (${teams})`
  if (team === 'any') return sql`exists (${teams})`
  return sql`exists (${teams} and exists (select 1 from ${teamMembers} where ${teamMembers.city} = ${accountTeams.city}
    and ${teamMembers.teamId} = ${accountTeams.id} and ${teamMembers.toOn} is null
    and ${teamMembers.accountId} = ${ctx.actor.accountId}))`
}
