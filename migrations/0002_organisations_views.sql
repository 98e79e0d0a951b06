-- What higher modules may join of a unit: enough to show and to order it. Row level security of the reader holds.
CREATE VIEW organisations.unit_names WITH (security_invoker = true) AS
SELECT city, id, name, short_name, name_en, division_code AS division, official_order, kind
FROM organisations.units;
