-- Under a row level policy a search operator never uses its index, so the search goes through this function, which
-- filters the city itself. Paragraphs of present readings only; each document once, with its first matching paragraph.
CREATE FUNCTION documents.search_text(asked tsquery, exact text, most integer)
RETURNS TABLE (document_id uuid, words text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT DISTINCT ON (p.document_id) p.document_id, p.text
  FROM documents.paragraphs p
  JOIN documents.documents d ON d.city = p.city AND d.id = p.document_id AND d.reading_id = p.reading_id
  WHERE p.city = current_setting('daqiao.city', true) AND p.pairs @@ asked AND p.text ILIKE exact
  ORDER BY p.document_id, p.article, p.position
  LIMIT most
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION documents.search_text(tsquery, text, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION documents.search_text(tsquery, text, integer) TO daqiao_app;
