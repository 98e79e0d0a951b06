import type pg from 'pg'

/** What must never be found, by name: each query answers the rows that are half changed. Requests of this run alone. */
const own = `requests.requests r WHERE r.entered_by_name <> '' AND r.firm_name = '甲公司'`

const halfStates: Readonly<Record<string, string>> = {
  'a request has its three clocks': `
    SELECT r.number FROM ${own}
      AND (SELECT count(*) FROM platform.clocks c WHERE c.city = r.city AND c.subject_kind = 'request' AND c.subject_id = r.id::text) <> 3`,
  'each version has the event of its step': `
    SELECT r.number, r.version FROM ${own}
      AND (SELECT count(*) FROM platform.events e WHERE e.city = r.city AND e.subject_kind = 'request' AND e.subject_id = r.id::text
        AND e.kind IN ('request-accepted', 'request-dispatched', 'request-signed', 'request-contacted', 'request-planned',
          'request-answer-proposed', 'request-answered')) <> r.version - 1`,
  'each event has its row of the audit': `
    SELECT r.number FROM ${own}
      AND (SELECT count(*) FROM platform.events e WHERE e.city = r.city AND e.subject_kind = 'request' AND e.subject_id = r.id::text)
        <> (SELECT count(*) FROM platform.audit_rows a WHERE a.city = r.city AND a.subject_kind = 'request' AND a.subject_id = r.id::text)`,
  'the next due moment is that of the clocks': `
    SELECT r.number FROM ${own}
      AND r.next_due_at IS DISTINCT FROM (SELECT min(due_at) FROM platform.clocks c WHERE c.city = r.city AND c.subject_kind = 'request'
        AND c.subject_id = r.id::text AND c.met_at IS NULL AND c.cancelled_at IS NULL)`,
  'open clocks run for the lead unit': `
    SELECT r.number FROM ${own} AND r.lead_unit_id IS NOT NULL
      AND EXISTS (SELECT FROM platform.clocks c WHERE c.city = r.city AND c.subject_kind = 'request' AND c.subject_id = r.id::text
        AND c.met_at IS NULL AND c.cancelled_at IS NULL AND c.unit_id IS DISTINCT FROM r.lead_unit_id)`,
  'an answered request has no open clock': `
    SELECT r.number FROM ${own} AND r.state = 'answered' AND r.next_due_at IS NOT NULL`,
  'who is on duty is woken by each dispatch': `
    SELECT r.number FROM ${own}
      AND (SELECT count(*) FROM platform.events e WHERE e.city = r.city AND e.subject_kind = 'request' AND e.subject_id = r.id::text
        AND e.kind = 'request-dispatched')
        <> (SELECT count(*) FROM platform.alerts a WHERE a.city = r.city AND a.subject_kind = 'request' AND a.subject_id = r.id::text
        AND a.kind IN ('request-dispatched', 'request-dispatched-open'))`,
  'the timing says what the request says': `
    SELECT r.number FROM ${own}
      AND NOT EXISTS (SELECT FROM requests.timings t JOIN platform.clocks c ON c.city = t.city AND c.subject_kind = 'request'
        AND c.subject_id = t.request_id::text AND c.name = 'finish'
        WHERE t.city = r.city AND t.request_id = r.id AND t.unit_id IS NOT DISTINCT FROM r.lead_unit_id
          AND t.answered_at IS NOT DISTINCT FROM r.answered_at AND t.finish_state = c.state)`,
  // Taken before, in a transaction of its own: what is killed in between leaves a number unused, and gives none twice.
  'no number is ahead of the counter': `
    SELECT s.year, s.last FROM requests.serials s
    WHERE s.last < (SELECT max(right(r.number, 6)::int) FROM requests.requests r WHERE r.city = s.city AND r.number LIKE s.year || '-%')`,
  'both matters of a receipt are entered': `
    SELECT r.submission_hash FROM ${own} GROUP BY r.submission_hash HAVING count(*) <> 2 OR count(DISTINCT r.number) <> 2`,
}

/** Jobs that read a paper again: as many as were asked for, none of them given up. */
const jobsAsked = `
  SELECT (SELECT count(*) FROM pgboss.job WHERE name = 'read-document-again' AND state <> 'failed') AS jobs,
    (SELECT count(*) FROM platform.events WHERE kind = 'reading-requested') AS asked`

/** What was to be done by now and is not. */
const jobsWaiting = `
  SELECT name, state FROM pgboss.job
  WHERE state <> 'completed' AND (state <> 'created' OR start_after <= now())
    AND NOT name LIKE '\\_\\_pgboss%'`

/** @throws Error what is half changed, or how many jobs are gone */
export async function requireWhole(database: pg.Client, readings: number): Promise<void> {
  for (const [name, query] of Object.entries(halfStates)) {
    const wrong = await database.query(query)
    if (wrong.rows.length > 0) throw new Error(`${name}: ${JSON.stringify(wrong.rows.slice(0, 3))}`)
  }
  const [jobs] = (await database.query<{ jobs: string; asked: string }>(jobsAsked)).rows
  if (jobs?.jobs !== jobs?.asked || Number(jobs?.jobs) < readings) {
    throw new Error(`jobs ${jobs?.jobs}, asked ${jobs?.asked}, acknowledged ${readings}`)
  }
}

/** Every job is done soon, also one whose process was killed. @returns seconds */
export async function allDone(database: pg.Client): Promise<number> {
  const from = performance.now()
  for (;;) {
    const { rows } = await database.query<{ name: string; state: string }>(jobsWaiting)
    const seconds = Math.round((performance.now() - from) / 1000)
    if (rows.length === 0) return seconds
    if (seconds > 150) throw new Error(`jobs are not done: ${JSON.stringify(rows)}`)
    await new Promise((done) => setTimeout(done, 500))
  }
}

/** What the officers need to know of the sample city. */
export interface Places {
  topicId: string
  unitId: string
  divisionCode: string
  documentId: string
}

export async function placesOf(database: pg.Client): Promise<Places> {
  const value = async (query: string) => String(Object.values((await database.query(query)).rows[0] ?? {})[0])
  return {
    topicId: await value('SELECT id FROM requests.topics ORDER BY position LIMIT 1'),
    unitId: await value(`SELECT id FROM organisations.units WHERE slug = 'industry-upgrading'`),
    divisionCode: await value('SELECT min(division_code) FROM requests.requests'),
    documentId: await value('SELECT id FROM documents.documents ORDER BY id LIMIT 1'),
  }
}
