/**
 * The floor that the product is held against: the same HTTP framework and driver, one unnamed statement a request, the same
 * filter, and nothing else: no session, no permission, no row level security, no clocks, audit or events.
 */
import { Hono } from 'hono'
import type pg from 'pg'

/** Tables as bare as a service of this kind would have them: a key, and an index that fits the list. */
export const floorTables = `
  CREATE SCHEMA floor;
  CREATE TABLE floor.requests AS SELECT * FROM requests.requests;
  ALTER TABLE floor.requests ADD PRIMARY KEY (city, id);
  CREATE INDEX ON floor.requests (city, topic_id, state, registered_at DESC, id DESC);
  ANALYZE floor.requests`

export function floorApp(pool: pg.Pool, city: string): Hono {
  const app = new Hono()
  app.get('/requests/:id', async (c) => {
    const found = await pool.query('SELECT * FROM floor.requests WHERE city = $1 AND id = $2', [
      city,
      c.req.param('id'),
    ])
    return c.json(found.rows[0] ?? null)
  })
  app.get('/requests', async (c) => {
    const { topic, state } = c.req.query()
    const found = await pool.query(
      `SELECT id, number, kind, channel, topic_id, division_code, title, firm_name, state, outcome, round, lead_unit_id,
         handler_name, registered_at, jobs_at_risk, output_at_risk_yuan, version
       FROM floor.requests WHERE city = $1 AND topic_id = $2 AND state = $3
       ORDER BY registered_at DESC, id DESC LIMIT 20`,
      [city, topic, state],
    )
    return c.json({ rows: found.rows })
  })
  app.post('/requests', async (c) => {
    const { submissionId, matters, ...firm } = await c.req.json()
    const [matter] = matters
    const added = await pool.query(
      `INSERT INTO floor.requests (city, id, number, submission_hash, place, code_hash, channel, kind, topic_id, division_code,
         title, body, firm_name, contact_name, contact_phone, state, registered_at, entered_by, entered_by_name)
       VALUES ($1, gen_random_uuid(), $2, $2, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'registered', now(), 'x', 'x')
       RETURNING id`,
      [
        ...[city, submissionId, firm.channel, matter.kind, matter.topicId, matter.divisionCode, matter.title],
        ...[matter.body, firm.firmName, firm.contactName, firm.contactPhone],
      ],
    )
    return c.json(added.rows[0])
  })
  return app
}
