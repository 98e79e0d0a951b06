CREATE TABLE "platform"."api_keys" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"system" text NOT NULL,
	"permissions" text[] NOT NULL,
	"expires_on" date NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_by_name" text NOT NULL,
	"agreed_by_name" text NOT NULL,
	"agreed_at" timestamp with time zone NOT NULL,
	"hash" text,
	"start" text,
	"issued_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revoked_by_name" text,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "api_keys_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "api_keys_issued" CHECK (("platform"."api_keys"."hash" is null) = ("platform"."api_keys"."issued_at" is null))
);
--> statement-breakpoint
ALTER TABLE "platform"."api_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform"."web_hook_deliveries" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"hook_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"number" text,
	"at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone,
	"last_answer" text,
	"delivered_at" timestamp with time zone,
	CONSTRAINT "web_hook_deliveries_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "web_hook_deliveries_state" CHECK ("platform"."web_hook_deliveries"."state" in ('waiting', 'delivered', 'given-up'))
);
--> statement-breakpoint
ALTER TABLE "platform"."web_hook_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform"."web_hooks" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"kinds" text[] NOT NULL,
	"state" text NOT NULL,
	"secret" text NOT NULL,
	"secret_index" text,
	"earlier_secret" text,
	"earlier_secret_index" text,
	"earlier_until" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_by_name" text NOT NULL,
	"agreed_by_name" text NOT NULL,
	"agreed_at" timestamp with time zone NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "web_hooks_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "web_hooks_state" CHECK ("platform"."web_hooks"."state" in ('active', 'stopped', 'ended'))
);
--> statement-breakpoint
ALTER TABLE "platform"."web_hooks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."hotline_export_rows" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"export_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	"outcome" text,
	CONSTRAINT "hotline_export_rows_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "requests"."hotline_export_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."hotline_exports" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"rows" integer NOT NULL,
	"made_by" text NOT NULL,
	"made_by_name" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "hotline_exports_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "requests"."hotline_exports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."hotline_imports" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
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
	"untimed" integer DEFAULT 0 NOT NULL,
	"unknown" jsonb NOT NULL,
	"examples" jsonb NOT NULL,
	"failure" text,
	"started_by" text NOT NULL,
	"started_by_name" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"progress_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "hotline_imports_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "hotline_imports_state" CHECK ("requests"."hotline_imports"."state" in ('uploaded', 'checking', 'checked', 'running', 'done', 'failed', 'given-up'))
);
--> statement-breakpoint
ALTER TABLE "requests"."hotline_imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."hotline_parts" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"content" text NOT NULL,
	"content_index" text,
	CONSTRAINT "hotline_parts_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "requests"."hotline_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."hotline_problems" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"heading" text NOT NULL,
	"key" text NOT NULL,
	"facts" jsonb NOT NULL,
	CONSTRAINT "hotline_problems_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "requests"."hotline_problems" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."hotline_sources" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"headings" text[] NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "hotline_sources_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "requests"."hotline_sources" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."hotline_tickets" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"external_number" text NOT NULL,
	"request_id" uuid NOT NULL,
	"fingerprint" text NOT NULL,
	"request_version" bigint NOT NULL,
	"cells" text,
	"cells_index" text,
	"sent_hash" text,
	"sent_version" bigint,
	CONSTRAINT "hotline_tickets_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "requests"."hotline_tickets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "platform"."web_hook_deliveries" ADD CONSTRAINT "web_hook_deliveries_hook_of" FOREIGN KEY ("city","hook_id") REFERENCES "platform"."web_hooks"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."hotline_export_rows" ADD CONSTRAINT "hotline_export_rows_export" FOREIGN KEY ("city","export_id") REFERENCES "requests"."hotline_exports"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."hotline_export_rows" ADD CONSTRAINT "hotline_export_rows_ticket_of" FOREIGN KEY ("city","ticket_id") REFERENCES "requests"."hotline_tickets"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."hotline_exports" ADD CONSTRAINT "hotline_exports_source" FOREIGN KEY ("city","source_id") REFERENCES "requests"."hotline_sources"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."hotline_imports" ADD CONSTRAINT "hotline_imports_source" FOREIGN KEY ("city","source_id") REFERENCES "requests"."hotline_sources"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."hotline_parts" ADD CONSTRAINT "hotline_parts_import" FOREIGN KEY ("city","import_id") REFERENCES "requests"."hotline_imports"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."hotline_problems" ADD CONSTRAINT "hotline_problems_import" FOREIGN KEY ("city","import_id") REFERENCES "requests"."hotline_imports"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."hotline_tickets" ADD CONSTRAINT "hotline_tickets_source" FOREIGN KEY ("city","source_id") REFERENCES "requests"."hotline_sources"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."hotline_tickets" ADD CONSTRAINT "hotline_tickets_request_of" FOREIGN KEY ("city","request_id") REFERENCES "requests"."requests"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "platform"."api_keys" USING btree ("city","hash") WHERE "platform"."api_keys"."hash" is not null;--> statement-breakpoint
CREATE INDEX "api_keys_agreed" ON "platform"."api_keys" USING btree ("city","agreed_at");--> statement-breakpoint
CREATE INDEX "web_hook_deliveries_hook" ON "platform"."web_hook_deliveries" USING btree ("city","hook_id","at","id");--> statement-breakpoint
CREATE INDEX "web_hook_deliveries_waiting" ON "platform"."web_hook_deliveries" USING btree ("city","next_at") WHERE "platform"."web_hook_deliveries"."state" = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "hotline_export_rows_ticket" ON "requests"."hotline_export_rows" USING btree ("city","export_id","ticket_id");--> statement-breakpoint
CREATE INDEX "hotline_exports_made" ON "requests"."hotline_exports" USING btree ("city","source_id","made_at");--> statement-breakpoint
CREATE INDEX "hotline_imports_started" ON "requests"."hotline_imports" USING btree ("city","started_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "hotline_parts_part" ON "requests"."hotline_parts" USING btree ("city","import_id","part");--> statement-breakpoint
CREATE INDEX "hotline_problems_row" ON "requests"."hotline_problems" USING btree ("city","import_id","row");--> statement-breakpoint
CREATE UNIQUE INDEX "hotline_sources_name" ON "requests"."hotline_sources" USING btree ("city","name");--> statement-breakpoint
CREATE UNIQUE INDEX "hotline_tickets_number" ON "requests"."hotline_tickets" USING btree ("city","source_id","external_number");--> statement-breakpoint
CREATE UNIQUE INDEX "hotline_tickets_request" ON "requests"."hotline_tickets" USING btree ("city","request_id");--> statement-breakpoint
CREATE POLICY "api_keys_in_city" ON "platform"."api_keys" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "web_hook_deliveries_in_city" ON "platform"."web_hook_deliveries" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "web_hooks_in_city" ON "platform"."web_hooks" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "hotline_export_rows_in_city" ON "requests"."hotline_export_rows" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "hotline_exports_in_city" ON "requests"."hotline_exports" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "hotline_imports_in_city" ON "requests"."hotline_imports" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "hotline_parts_in_city" ON "requests"."hotline_parts" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "hotline_problems_in_city" ON "requests"."hotline_problems" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "hotline_sources_in_city" ON "requests"."hotline_sources" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "hotline_tickets_in_city" ON "requests"."hotline_tickets" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));