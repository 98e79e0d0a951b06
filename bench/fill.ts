/**
 * Fills the sample city with invented requests in few statements: the same rows for the same numbers. Each takes its topic,
 * firm, unit and contact from what the sample holds, has three clocks, a timing and ten entries of the timeline.
 */
import type pg from 'pg'

export interface Wanted {
  requests: number
  /** Of the timeline, in all. */
  events: number
}

/** A number below `below` that belongs to a row and a place: spread, and always the same. */
const spread = (place: number, below: string): string => `(abs(hashint8(n * 7919 + ${place})::bigint) % ${below})`

/** An id in the order of the numbers, as the product makes them: version 7, moment and number in front. */
const idOf = (place: number): string =>
  `(lpad(to_hex(1700000000000 + n), 12, '0') || '7' || lpad(to_hex(${place}), 3, '0') || '8' || substr(md5(n || '.${place}'), 1, 15))::uuid`

const requestsOf = (count: number): string => `
  INSERT INTO requests.requests (city, id, number, submission_hash, place, code_hash, channel, kind, topic_id, division_code,
    title, body, enterprise_id, firm_name, contact_name, contact_name_index, contact_phone, contact_phone_index, state, outcome,
    lead_unit_id, handler_name, registered_at, accepted_at, dispatched_at, signed_at, contacted_at, planned_at, answered_at,
    closed_at, next_due_at, entered_by, entered_by_name, answer, answer_by_name)
  SELECT m.city, ${idOf(0)}, '2019-' || lpad(n::text, 6, '0'), md5(n::text), 1, md5('code' || n),
    (ARRAY['online', 'call', 'visit', 'hotline'])[1 + ${spread(1, '4')}], (ARRAY['inquiry', 'help', 'complaint', 'suggestion'])[1 + ${spread(2, '4')}],
    t.ids[1 + ${spread(3, 'cardinality(t.ids)')}], f.divisions[1 + firm], m.titles[1 + ${spread(5, 'cardinality(m.titles)')}] || n,
    m.titles[1 + ${spread(6, 'cardinality(m.titles)')}] || '，请市里协调解决。', f.ids[1 + firm], f.names[1 + firm], m.contact_name,
    m.contact_name_index, m.contact_phone, m.contact_phone_index, state,
    CASE WHEN state = 'closed' THEN (ARRAY['solved', 'explained', 'withdrawn'])[1 + ${spread(7, '3')}] END,
    u.ids[1 + ${spread(8, 'cardinality(u.ids)')}], '经办人' || ${spread(8, '40')}, at, at + interval '10 min', at + interval '20 min',
    at + interval '30 min', at + interval '50 min', at + interval '5 h',
    CASE WHEN state = 'closed' THEN at + interval '3 d' END, CASE WHEN state = 'closed' THEN at + interval '4 d' END,
    CASE WHEN state <> 'closed' THEN now() + ${spread(9, '10000')} * interval '1 min' END, 'filled', '专窗', '已协调解决。', '经办人'
  FROM generate_series(1, ${count}) n
  CROSS JOIN LATERAL (SELECT now() - ${spread(10, '365 * 24 * 60')} * interval '1 min' AS at,
    (ARRAY['dispatched', 'working', 'registered', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed',
      'closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed'])[1 + ${spread(11, '20')}] AS state) s
  CROSS JOIN (SELECT array_agg(id ORDER BY position) AS ids FROM requests.topics) t
  CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids FROM organisations.units) u
  CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids, array_agg(name ORDER BY id) AS names, array_agg(division_code ORDER BY id) AS divisions,
    count(*) AS count FROM enterprises.enterprises) f
  CROSS JOIN (SELECT min(city) AS city, array_agg(DISTINCT title) AS titles, min(contact_name) AS contact_name,
    min(contact_name_index) AS contact_name_index, min(contact_phone) AS contact_phone, min(contact_phone_index) AS contact_phone_index
    FROM requests.requests WHERE number NOT LIKE '2019-%') m
  CROSS JOIN LATERAL (SELECT ${spread(4, 'f.count')}::int AS firm) w`

const clocksOf = `
  INSERT INTO platform.clocks (city, id, subject_kind, subject_id, name, round, unit_id, rule_version_id, terms, started_at, due_at,
    state, met_at, openness)
  SELECT r.city, gen_random_uuid(), 'request', r.id, c.name, 1, r.lead_unit_id, c.rule_version_id, c.terms, r.registered_at,
    CASE WHEN r.closed_at IS NULL THEN r.next_due_at ELSE r.registered_at + c.limits END,
    CASE WHEN r.closed_at IS NULL AND c.name = 'finish' THEN 'running' ELSE 'met' END,
    CASE WHEN r.closed_at IS NULL AND c.name = 'finish' THEN NULL ELSE r.registered_at + c.limits / 2 END, 'internal'
  FROM requests.requests r
  CROSS JOIN (SELECT DISTINCT ON (name) name, rule_version_id, terms,
    CASE name WHEN 'contact' THEN interval '1 h' WHEN 'plan' THEN interval '1 d' ELSE interval '7 d' END AS limits
    FROM platform.clocks WHERE subject_kind = 'request' ORDER BY name, id) c
  WHERE r.entered_by = 'filled'`

const eventsOf = (each: number): string => `
  INSERT INTO platform.events (city, id, at, kind, version, subject_kind, subject_id, account_id, actor_name, facts)
  SELECT r.city, gen_random_uuid(), r.registered_at + n * interval '7 min',
    (ARRAY['request-registered', 'request-accepted', 'request-dispatched', 'request-signed', 'clock-started', 'clock-started',
      'clock-started', 'clock-met', 'request-contacted', 'request-planned'])[1 + n % 10],
    1, 'request', r.id, 'filled', '专窗', '{"number": "2019"}'
  FROM requests.requests r CROSS JOIN generate_series(1, ${each}) n WHERE r.entered_by = 'filled'`

const timingsOf = `
  INSERT INTO requests.timings (city, request_id, round, registered_at, month, started_at, unit_id, division_code, topic_id, kind, channel,
    contact_state, contact_due_at, contact_met_at, contact_seconds, contact_paused_seconds,
    plan_state, plan_due_at, plan_met_at, plan_seconds, plan_paused_seconds,
    finish_state, finish_due_at, finish_met_at, finish_seconds, finish_paused_seconds,
    contacted_at, contact_word, answered_at, closed_at, outcome, is_last, is_judged, level, is_solved, rated_by)
  SELECT city, id, 1, registered_at, to_char(registered_at, 'YYYYMM')::int, registered_at, lead_unit_id, division_code, topic_id, kind, channel,
    'met', registered_at + interval '1 h', contacted_at, 3000, 0,
    'met', registered_at + interval '1 d', planned_at, 18000, 0,
    CASE WHEN closed_at IS NULL THEN 'running' ELSE 'met' END, registered_at + interval '7 d', answered_at,
    CASE WHEN closed_at IS NULL THEN NULL ELSE 259200 END, 0,
    contacted_at, 'claimed', answered_at, closed_at, outcome, true, closed_at IS NOT NULL,
    CASE WHEN closed_at IS NULL THEN NULL ELSE 1 + abs(hashtext(number)) % 5 END, closed_at IS NOT NULL,
    CASE WHEN closed_at IS NULL THEN NULL ELSE 'call-back' END
  FROM requests.requests WHERE entered_by = 'filled'`

/** As the owner of the tables, on a city that the product has loaded. */
export async function fill(client: pg.ClientBase, { requests, events }: Wanted): Promise<void> {
  for (const statement of [requestsOf(requests), clocksOf, eventsOf(Math.round(events / requests)), timingsOf]) {
    await client.query(statement)
  }
  await client.query(
    'ANALYZE requests.requests; ANALYZE platform.clocks; ANALYZE platform.events; ANALYZE requests.timings',
  )
}
