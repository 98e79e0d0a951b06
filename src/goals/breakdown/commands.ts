import { and, eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { identifyRows, readDocxTable, readRowCode, rowCode } from '#platform/papers/index.ts'
import { readTable } from '#platform/sheets/index.ts'
import { lockGoal, requireUnits, setUnits } from '../commands.ts'
import { can, commissionerOf } from '../policy.ts'
import { assignableUnits } from '../queries.ts'
import { goals } from '../tables.ts'
import type { BreakdownRow, ImportReport } from './contract.ts'
import { type BreakdownFilter, breakdownRows } from './queries.ts'
import { breakdownColumns, type ComparedRow, compareRow, unitFinder } from './rules.ts'

/** Take over proposed lead units. All or none. @throws AppError not-found, forbidden, invalid, conflict */
export async function acceptLeads(
  ctx: Context,
  tasks: readonly { id: string; unitId: string; version: number }[],
): Promise<void> {
  await transact(ctx, async (tx) => {
    await requireUnits(
      tx,
      ctx,
      tasks.map((task) => task.unitId),
    )
    const own = new Map((await breakdownRows(tx, ctx, {})).map((row) => [row.id, row]))
    for (const { id, unitId, version } of tasks.toSorted((a, b) => a.id.localeCompare(b.id))) {
      const goal = await lockGoal(tx, ctx, id)
      if (goal.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
      const supporting = (own.get(id)?.supporting ?? []).map((unit) => unit.id).filter((one) => one !== unitId)
      await setUnits(tx, ctx.city, id, unitId, supporting)
      await bump(tx, ctx.city, id, version)
    }
    await announce(ctx, tx, {
      kind: 'leads-accepted',
      subject: { kind: 'goal', id: tasks[0]?.id ?? '' },
      facts: { goals: tasks.map((task) => task.id) },
    })
  })
}

const bump = (tx: Tx, city: string, id: string, version: number, set: Partial<typeof goals.$inferInsert> = {}) =>
  tx
    .update(goals)
    .set({ ...set, version: version + 1 })
    .where(and(eq(goals.city, city), eq(goals.id, id)))

export interface ReturnedTable {
  name: string
  bytes: Uint8Array
}

type Message = (key: string, facts: Record<string, string | number>) => string

/**
 * Reads an edited breakdown table back. Rows are known by their printed code, or by the bookmark in its place; a row
 * without either is named as a problem, never guessed. Without `apply` nothing changes.
 *
 * @throws AppError forbidden; invalid with what is wrong with the file
 */
export async function importBreakdown(
  ctx: Context,
  file: ReturnedTable,
  filter: BreakdownFilter & { apply: boolean },
  message: Message,
): Promise<ImportReport> {
  const commissioner = commissionerOf(ctx.actor)
  requireMay(can(ctx.actor, 'change', { commissioner, openness: 'internal' }), 'breakdown.import')
  const returned = await readReturned(file)
  return transact(ctx, async (tx) => {
    const own = await breakdownRows(tx, ctx, filter)
    const bySerial = new Map(own.map((row) => [readRowCode(row.code), row]))
    const findUnit = unitFinder(await assignableUnits(tx, ctx))
    const report: ImportReport = {
      changed: [],
      unchanged: 0,
      missing: [],
      problems: [...returned.problems.map(({ row, key, facts }) => ({ row, message: message(key, facts) }))],
      applied: filter.apply,
    }
    const seen = new Set<string>()
    for (const { row, serial, values } of returned.rows) {
      const task = serial === undefined ? undefined : bySerial.get(serial)
      if (!task) {
        const key = serial === undefined ? 'goals.rowWithoutCode' : 'goals.codeNotOurs'
        report.problems.push({
          row,
          message: message(key, { row, code: serial === undefined ? '' : rowCode(serial), title: values.title ?? '' }),
        })
        continue
      }
      seen.add(task.id)
      const compared = compareRow(task, values, findUnit)
      for (const { key, facts } of compared.problems)
        report.problems.push({ row, message: message(key, { row, ...facts }) })
      if (compared.changes.length === 0) report.unchanged++
      else if (compared.problems.length === 0) {
        report.changed.push({ code: task.code, title: task.title, changes: compared.changes })
        if (filter.apply) await applyRow(tx, ctx, task, compared.set)
      }
    }
    report.missing = own.filter((task) => !seen.has(task.id)).map(({ code, title }) => ({ code, title }))
    if (filter.apply && report.changed.length > 0) {
      await announce(ctx, tx, {
        kind: 'breakdown-imported',
        subject: { kind: 'breakdown', id: filter.document ?? commissioner },
        facts: { changed: report.changed.length },
        details: report.changed,
      })
    }
    return report
  })
}

async function applyRow(tx: Tx, ctx: Context, task: BreakdownRow, set: ComparedRow['set']): Promise<void> {
  const goal = await lockGoal(tx, ctx, task.id)
  const { title, dueOn, leader, leadUnitId, supportingUnitIds } = set
  await setUnits(tx, ctx.city, task.id, leadUnitId, supportingUnitIds)
  await bump(tx, ctx.city, task.id, goal.version, { title, dueOn, leader })
}

async function readReturned(file: ReturnedTable) {
  const isDocument = /\.docx$/i.test(file.name)
  const { rows, errors } = isDocument
    ? await readDocxTable(file.bytes, { columns: breakdownColumns })
    : await readTable(file.bytes, { columns: breakdownColumns })
  const marked = rows.map((row) => ({ ...row, marks: 'marks' in row && Array.isArray(row.marks) ? row.marks : [] }))
  const identities = identifyRows(marked.map(({ row, values, marks }) => ({ row, code: values.code, marks })))
  const serials = new Map(identities.map((identity) => [identity.row, identity.serial]))
  return {
    rows: marked.map(({ row, values }) => ({ row, values, serial: serials.get(row) })),
    problems: [
      ...errors.map(({ row, key, facts }) => ({ row, key, facts })),
      ...identities.flatMap(({ row, doubt }) => (doubt ? [{ row, ...doubt }] : [])),
    ],
  }
}
