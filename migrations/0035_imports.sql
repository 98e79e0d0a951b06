CREATE TABLE "platform"."import_parts" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"content" text NOT NULL,
	"content_index" text,
	CONSTRAINT "import_parts_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "platform"."import_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform"."import_problems" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"heading" text NOT NULL,
	"key" text NOT NULL,
	"facts" jsonb NOT NULL,
	"is_refusal" boolean DEFAULT true NOT NULL,
	CONSTRAINT "import_problems_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "platform"."import_problems" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform"."import_sources" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"headings" text[] NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "import_sources_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "platform"."import_sources" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform"."imports" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"state" text NOT NULL,
	"headings" text[] NOT NULL,
	"mapping" jsonb NOT NULL,
	"rows_total" integer,
	"rows_done" integer DEFAULT 0 NOT NULL,
	"through_row" integer DEFAULT 0 NOT NULL,
	"added" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"same" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"tally" jsonb NOT NULL,
	"failure" text,
	"started_by" text NOT NULL,
	"started_by_name" text NOT NULL,
	"actor" jsonb,
	"started_at" timestamp with time zone NOT NULL,
	"progress_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "imports_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "imports_state" CHECK ("platform"."imports"."state" in ('uploaded', 'checking', 'checked', 'running', 'done', 'failed', 'given-up'))
);
--> statement-breakpoint
ALTER TABLE "platform"."imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "requests"."hotline_exports" DROP CONSTRAINT "hotline_exports_source";
--> statement-breakpoint
ALTER TABLE "requests"."hotline_tickets" DROP CONSTRAINT "hotline_tickets_source";
--> statement-breakpoint
INSERT INTO "platform"."import_sources" ("city", "id", "kind", "name", "mapping", "headings", "version")
SELECT "city", "id", 'hotline', "name", "mapping", "headings", "version" FROM "requests"."hotline_sources";
--> statement-breakpoint
-- A file is sealed for the place it lies at and cannot be opened elsewhere: what was not imported to its end is brought again.
INSERT INTO "platform"."imports" ("city", "id", "kind", "source_id", "file_name", "state", "headings", "mapping", "rows_total",
	"rows_done", "through_row", "added", "changed", "same", "refused", "tally", "failure", "started_by", "started_by_name",
	"started_at", "progress_at", "ended_at", "version")
SELECT "city", "id", 'hotline', "source_id", "file_name",
	CASE WHEN "state" = 'done' THEN 'done' ELSE 'given-up' END, "headings", "mapping", "rows_total",
	"rows_done", "through_row", "added", "changed", "same", "refused",
	jsonb_build_object('unknown', "unknown", 'examples', "examples", 'untimed', "untimed"),
	CASE WHEN "state" IN ('done', 'given-up') THEN "failure" ELSE 'platform.imports.movedMeanwhile' END,
	"started_by", "started_by_name", "started_at", "progress_at", coalesce("ended_at", "progress_at"), "version"
FROM "requests"."hotline_imports";
--> statement-breakpoint
INSERT INTO "platform"."import_problems" ("city", "id", "import_id", "row", "heading", "key", "facts")
SELECT "city", "id", "import_id", "row", "heading", "key", "facts" FROM "requests"."hotline_problems";
--> statement-breakpoint
ALTER TABLE "requests"."hotline_imports" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "requests"."hotline_parts" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "requests"."hotline_problems" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "requests"."hotline_sources" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP POLICY "hotline_imports_in_city" ON "requests"."hotline_imports" CASCADE;--> statement-breakpoint
DROP TABLE "requests"."hotline_imports" CASCADE;--> statement-breakpoint
DROP POLICY "hotline_parts_in_city" ON "requests"."hotline_parts" CASCADE;--> statement-breakpoint
DROP TABLE "requests"."hotline_parts" CASCADE;--> statement-breakpoint
DROP POLICY "hotline_problems_in_city" ON "requests"."hotline_problems" CASCADE;--> statement-breakpoint
DROP TABLE "requests"."hotline_problems" CASCADE;--> statement-breakpoint
DROP POLICY "hotline_sources_in_city" ON "requests"."hotline_sources" CASCADE;--> statement-breakpoint
DROP TABLE "requests"."hotline_sources" CASCADE;--> statement-breakpoint
ALTER TABLE "platform"."import_parts" ADD CONSTRAINT "import_parts_import" FOREIGN KEY ("city","import_id") REFERENCES "platform"."imports"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform"."import_problems" ADD CONSTRAINT "import_problems_import" FOREIGN KEY ("city","import_id") REFERENCES "platform"."imports"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform"."imports" ADD CONSTRAINT "imports_source" FOREIGN KEY ("city","source_id") REFERENCES "platform"."import_sources"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "import_parts_part" ON "platform"."import_parts" USING btree ("city","import_id","part");--> statement-breakpoint
CREATE INDEX "import_problems_row" ON "platform"."import_problems" USING btree ("city","import_id","row");--> statement-breakpoint
CREATE UNIQUE INDEX "import_sources_name" ON "platform"."import_sources" USING btree ("city","kind","name");--> statement-breakpoint
CREATE INDEX "imports_started" ON "platform"."imports" USING btree ("city","kind","started_at","id");--> statement-breakpoint
ALTER TABLE "requests"."hotline_exports" ADD CONSTRAINT "hotline_exports_source" FOREIGN KEY ("city","source_id") REFERENCES "platform"."import_sources"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."hotline_tickets" ADD CONSTRAINT "hotline_tickets_source" FOREIGN KEY ("city","source_id") REFERENCES "platform"."import_sources"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "enterprises_name" ON "enterprises"."enterprises" USING btree ("city","name");--> statement-breakpoint
CREATE POLICY "import_parts_in_city" ON "platform"."import_parts" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "import_problems_in_city" ON "platform"."import_problems" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "import_sources_in_city" ON "platform"."import_sources" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "imports_in_city" ON "platform"."imports" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));