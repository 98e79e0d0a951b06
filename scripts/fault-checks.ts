/** What must never be found, by name: each query answers the rows that are half changed. Requests of this run alone. */
const own = `requests.requests r WHERE r.entered_by_name <> '' AND r.firm_name = '甲公司'`

export const halfStates: Readonly<Record<string, string>> = {
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
  'the timing says what the request says': `
    SELECT r.number FROM ${own}
      AND NOT EXISTS (SELECT FROM requests.timings t JOIN platform.clocks c ON c.city = t.city AND c.subject_kind = 'request'
        AND c.subject_id = t.request_id::text AND c.name = 'finish'
        WHERE t.city = r.city AND t.request_id = r.id AND t.unit_id IS NOT DISTINCT FROM r.lead_unit_id
          AND t.answered_at IS NOT DISTINCT FROM r.answered_at AND t.finish_state = c.state)`,
  'numbers have no gap': `
    SELECT s.year, s.last FROM requests.serials s
    WHERE s.last <> (SELECT count(*) FROM requests.requests r WHERE r.city = s.city AND r.number LIKE s.year || '-%')`,
}
