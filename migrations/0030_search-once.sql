-- One comparison a row instead of four, and none where the terms say it all: normalising the words of a row is what a search of
-- common words spent its time on. chr(1) stands in no word, so nothing is found across two columns.
CREATE OR REPLACE FUNCTION requests.search(asked tsquery, exact text, most integer)
RETURNS TABLE (request_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT r.id
  FROM requests.requests r
  WHERE r.city = current_setting('daqiao.city', true)
    AND requests.pairs(r.number, r.external_number, r.title, r.firm_name) @@ asked
    AND (exact IS NULL OR requests.plain(concat_ws(chr(1), r.title, r.firm_name, r.number, r.external_number)) LIKE exact)
  LIMIT most
$$;
