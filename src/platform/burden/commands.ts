import { sql } from 'drizzle-orm'
import type { Actor, Context } from '../actor.ts'
import { dayOf } from '../clock.ts'
import { type Tx, transact } from '../db/transact.ts'
import type { Route } from '../http/route.ts'
import { log } from '../log.ts'
import { administrators } from '../roles.ts'
import { filledFields, knownFields } from './rules.ts'

export interface Asked {
  subject: { kind: 'firm' | 'unit'; id: string }
  /** The unit that asks; null where it is the city's own form. */
  askerId: string | null
  /** Name of the route or of the task; the module stands before the point. */
  form: string
  fields: number
  /** Of these, taken from what was known. */
  known?: number
}

/** Counts what was asked of firms or units, in the transaction of the task that asks. */
export async function countAsked(tx: Tx, ctx: Pick<Context, 'city' | 'now'>, asked: readonly Asked[]): Promise<void> {
  const month = dayOf(ctx.now()).toString().slice(0, 7)
  // In one order, so that two who count the same rows wait for each other in turn.
  const rows = asked
    .filter(({ fields }) => fields > 0)
    .map(({ subject, askerId, form, fields, known = 0 }) => {
      return { kind: subject.kind, subject: subject.id, asker: askerId ?? '', form, fields, known }
    })
    .sort((a, b) => (`${a.kind}${a.subject}${a.form}` < `${b.kind}${b.subject}${b.form}` ? -1 : 1))
  if (rows.length === 0) return
  await tx.execute(sql`
    insert into platform.burden (city, month, subject_kind, subject_id, asker_id, form, forms, fields, known)
    select ${ctx.city}, ${month}, a.kind, a.subject, a.asker, a.form, count(*), sum(a.fields), sum(a.known)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      a (kind text, subject text, asker text, form text, fields bigint, known bigint)
    group by a.kind, a.subject, a.asker, a.form
    on conflict (city, month, subject_kind, subject_id, asker_id, form) do update set
      forms = burden.forms + excluded.forms, fields = burden.fields + excluded.fields, known = burden.known + excluded.known`)
}

/** Header in which a form says how many of its fields were taken from what was known. */
export const knownHeader = 'x-known-fields'

/**
 * Counts a form that was filled in and taken: for the firm or the unit of whoever filled it in. In a short transaction of its
 * own, after the command: the counter of a busy unit must hold no form up, and that a count fails must undo none. A process
 * that dies between the two loses one count.
 */
export async function countForm(
  ctx: Context,
  { endpoint, reach, audit }: Route,
  { body, files, headers }: { body: unknown; files: readonly unknown[]; headers: Headers },
): Promise<void> {
  const isForm = endpoint.method !== 'get' && !endpoint.reads && reach !== 'own-account' && reach !== 'api-key'
  const subject = isForm ? subjectOf(ctx.actor) : null
  const fields = filledFields(body) + files.length
  if (subject === null || fields === 0) return
  const known = knownFields(headers.get(knownHeader), fields)
  await transact(ctx, (tx) => countAsked(tx, ctx, [{ subject, askerId: null, form: audit, fields, known }])).catch(
    (error: unknown) => log.error({ err: error, requestId: ctx.requestId }, 'a form was not counted'),
  )
}

/** A firm's own people fill in for it, officials for their unit; the three administrators keep the house for all. */
function subjectOf(actor: Actor): Asked['subject'] | null {
  if (actor.key || administrators.includes(actor.role)) return null
  if (actor.scope.kind === 'enterprise') return { kind: 'firm', id: actor.scope.id }
  return actor.unitId === null ? null : { kind: 'unit', id: actor.unitId }
}
