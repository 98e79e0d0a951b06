-- Words as they are compared: width, case and spaces count for nothing.
CREATE FUNCTION enterprises.plain(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(regexp_replace(normalize(words, NFKC), '\s+', '', 'g'));
--> statement-breakpoint
-- The terms a firm is found by. A line of names and products gives every pair of neighbouring characters (the last one pairs
-- with a space); a line of codes or initials, which begins with chr(1), gives every three behind a #, since their few letters
-- make pairs common. A beginning of a term finds shorter words. Its cost tells the planner to use the index instead.
CREATE FUNCTION enterprises.terms(words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000
RETURN array_to_tsvector(ARRAY(
  SELECT CASE WHEN starts_with(line, chr(1)) THEN '#' || substr(line || '  ', at + 1, 3) ELSE substr(line || ' ', at, 2) END
  FROM string_to_table(words, chr(10)) line,
    generate_series(1, length(line) - CASE WHEN starts_with(line, chr(1)) THEN 1 ELSE 0 END) at
));
--> statement-breakpoint
CREATE INDEX "search_words_terms" ON "enterprises"."search_words" USING gin (enterprises.terms("words"))
WITH (gin_pending_list_limit = 512);
--> statement-breakpoint
-- Under a row level policy a search operator never uses its index, so the search goes through this function, which filters
-- the city itself. What one firm in twenty has is found at once by reading row after row; its index would list them all first.
CREATE FUNCTION enterprises.search(asked tsquery, exact text, most integer)
RETURNS TABLE (enterprise_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  in_city text := current_setting('daqiao.city', true);
  common integer;
BEGIN
  SELECT count(*) INTO common
  FROM (SELECT s.words FROM enterprises.search_words s WHERE s.city = in_city LIMIT 4000) sample
  WHERE sample.words LIKE exact;
  IF asked IS NULL OR common > 200 THEN
    RETURN QUERY SELECT s.id FROM enterprises.search_words s
      WHERE s.city = in_city AND s.words LIKE exact LIMIT most;
  ELSE
    RETURN QUERY SELECT s.id FROM enterprises.search_words s
      WHERE s.city = in_city AND enterprises.terms(s.words) @@ asked AND s.words LIKE exact LIMIT most;
  END IF;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION enterprises.search(tsquery, text, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION enterprises.search(tsquery, text, integer) TO daqiao_app;
--> statement-breakpoint
-- What higher modules may join of a firm. Row level security of the reader holds.
CREATE VIEW enterprises.firms WITH (security_invoker = true) AS
SELECT e.city, e.id, e.name, e.short_name, e.credit_code, e.initials, e.division_code AS division, e.status,
  p.industry_code, coalesce(p.size_class, 'unknown') AS size_class, p.founded_on, p.leading_product, p.segment_since_year,
  p.product_field, p.product_area, p.rd_institution, p.digital_level, p.has_quality_award, p.has_management_certificate,
  p.has_own_brand, p.has_standard_role, p.has_business_systems, p.local_points
FROM enterprises.enterprises e
LEFT JOIN enterprises.profiles p ON p.city = e.city AND p.id = e.id;
--> statement-breakpoint
-- Yearly figures. Figures from the tax office may be used on the ladder to the last day the firm agreed to, and not at all
-- without its word; the others know no last day.
CREATE VIEW enterprises.firm_figures WITH (security_invoker = true) AS
SELECT i.city, i.enterprise_id, i.code, i.year, i.value, i.source_class, i.is_estimated,
  CASE WHEN i.source_class = 'tax-authorised' THEN (
    SELECT max(least(a.valid_to, a.revoked_on - 1)) FROM enterprises.authorisations a
    WHERE a.city = i.city AND a.enterprise_id = i.enterprise_id AND a.subject = 'tax' AND a.purpose = 'ladder'
  ) END AS usable_until
FROM enterprises.indicators i;
--> statement-breakpoint
-- Lists and titles with the last day they hold; null where there is none. Veteran status is no business of other modules.
CREATE VIEW enterprises.firm_listings WITH (security_invoker = true) AS
SELECT l.city, l.enterprise_id, l.list, l.valid_from, least(l.valid_to, l.ended_on - 1) AS valid_to, l.place
FROM enterprises.listings l
WHERE l.list <> 'veteran-founded';
--> statement-breakpoint
CREATE VIEW enterprises.firm_rights WITH (security_invoker = true) AS
SELECT r.city, r.enterprise_id, r.right_class, r.kind, r.origin, r.granted_on, r.valid_to, r.is_for_leading_product,
  r.is_applied, r.is_high_value
FROM enterprises.rights r;
--> statement-breakpoint
CREATE VIEW enterprises.firm_awards WITH (security_invoker = true) AS
SELECT a.city, a.enterprise_id, a.kind, a.level, a.name, a.year, a.rank
FROM enterprises.awards a;
