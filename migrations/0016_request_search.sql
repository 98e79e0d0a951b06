-- Words as they are compared: width, case and spaces count for nothing.
CREATE FUNCTION requests.plain(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(regexp_replace(normalize(words, NFKC), '\s+', '', 'g'));
--> statement-breakpoint
-- The terms a request is found by: every pair of neighbouring characters of title and firm (the last one of each pairs with
-- a space), and every end of its numbers behind a #, so that a beginning of a term finds single characters and parts of
-- numbers. Its cost tells the planner to use the index instead.
CREATE FUNCTION requests.pairs(number text, external text, title text, firm text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000
RETURN array_to_tsvector(ARRAY(
  SELECT substr(words, at, 2)
  FROM (SELECT requests.plain(title) || ' ' || requests.plain(firm) || ' ') known (words), generate_series(1, length(words)) at
  UNION ALL SELECT '#' || substr(requests.plain(number), at) FROM generate_series(1, length(requests.plain(number))) at
  UNION ALL SELECT '#' || substr(requests.plain(external), at) FROM generate_series(1, length(requests.plain(external))) at
));
--> statement-breakpoint
CREATE INDEX "requests_words" ON "requests"."requests" USING gin (requests.pairs("number", "external_number", "title", "firm_name"));--> statement-breakpoint
-- Under a row level policy a search operator never uses its index, so the search goes through this function, which
-- filters the city itself.
CREATE FUNCTION requests.search(asked tsquery, exact text, most integer)
RETURNS TABLE (request_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT r.id
  FROM requests.requests r
  WHERE r.city = current_setting('daqiao.city', true)
    AND requests.pairs(r.number, r.external_number, r.title, r.firm_name) @@ asked
    AND (requests.plain(r.title) LIKE exact OR requests.plain(r.firm_name) LIKE exact
      OR requests.plain(r.number) LIKE exact OR requests.plain(r.external_number) LIKE exact)
  LIMIT most
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION requests.search(tsquery, text, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION requests.search(tsquery, text, integer) TO daqiao_app;
