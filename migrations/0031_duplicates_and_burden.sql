CREATE TABLE "platform"."burden" (
	"city" text NOT NULL,
	"month" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"asker_id" text DEFAULT '' NOT NULL,
	"form" text NOT NULL,
	"forms" bigint NOT NULL,
	"fields" bigint NOT NULL,
	"known" bigint NOT NULL,
	CONSTRAINT "burden_city_month_subject_kind_subject_id_asker_id_form_pk" PRIMARY KEY("city","month","subject_kind","subject_id","asker_id","form"),
	CONSTRAINT "burden_subject_known" CHECK ("platform"."burden"."subject_kind" in ('firm', 'unit')),
	CONSTRAINT "burden_month" CHECK ("platform"."burden"."month" ~ '^[0-9]{4}-[0-9]{2}$'),
	CONSTRAINT "burden_known" CHECK ("platform"."burden"."known" between 0 and "platform"."burden"."fields")
);
--> statement-breakpoint
ALTER TABLE "platform"."burden" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."twin_keys" (
	"city" text NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "twin_keys_city_enterprise_id_kind_key_pk" PRIMARY KEY("city","enterprise_id","kind","key"),
	CONSTRAINT "twin_keys_kind_known" CHECK ("enterprises"."twin_keys"."kind" in ('code', 'old-number', 'name', 'former-name', 'address'))
);
--> statement-breakpoint
ALTER TABLE "enterprises"."twin_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."twins" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"first_id" uuid NOT NULL,
	"second_id" uuid NOT NULL,
	"reasons" jsonb NOT NULL,
	"weight" integer NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"decided_by_id" text,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"note" text,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "twins_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "twins_order" CHECK ("enterprises"."twins"."first_id" < "enterprises"."twins"."second_id"),
	CONSTRAINT "twins_state_known" CHECK ("enterprises"."twins"."state" in ('open', 'different', 'merged'))
);
--> statement-breakpoint
ALTER TABLE "enterprises"."twins" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."twins_waiting" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	CONSTRAINT "twins_waiting_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "enterprises"."twins_waiting" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."merge_moves" (
	"city" text NOT NULL,
	"merge_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"place" text NOT NULL,
	"row_key" text NOT NULL,
	"before" jsonb,
	CONSTRAINT "merge_moves_city_merge_id_place_row_key_kind_pk" PRIMARY KEY("city","merge_id","place","row_key","kind"),
	CONSTRAINT "merge_moves_kind_known" CHECK ("enterprises"."merge_moves"."kind" in ('moved', 'replaced', 'added', 'filled', 'granted', 'ended'))
);
--> statement-breakpoint
ALTER TABLE "enterprises"."merge_moves" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."merges" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"stay_id" uuid NOT NULL,
	"gone_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"merged_by_id" text NOT NULL,
	"merged_by_name" text NOT NULL,
	"merged_at" timestamp with time zone NOT NULL,
	"parted_by_name" text,
	"parted_at" timestamp with time zone,
	"parted_why" text,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "merges_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "enterprises"."merges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "enterprises"."enterprises" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "enterprises"."twin_keys" ADD CONSTRAINT "twin_keys_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."twins" ADD CONSTRAINT "twins_first" FOREIGN KEY ("city","first_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."twins" ADD CONSTRAINT "twins_other" FOREIGN KEY ("city","second_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."twins_waiting" ADD CONSTRAINT "twins_waiting_enterprise" FOREIGN KEY ("city","id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."merge_moves" ADD CONSTRAINT "merge_moves_merge" FOREIGN KEY ("city","merge_id") REFERENCES "enterprises"."merges"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."merges" ADD CONSTRAINT "merges_stay_firm" FOREIGN KEY ("city","stay_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."merges" ADD CONSTRAINT "merges_gone_firm" FOREIGN KEY ("city","gone_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "burden_subject" ON "platform"."burden" USING btree ("city","subject_kind","subject_id","month");--> statement-breakpoint
CREATE INDEX "twin_keys_key" ON "enterprises"."twin_keys" USING btree ("city","key","enterprise_id");--> statement-breakpoint
CREATE UNIQUE INDEX "twins_pair" ON "enterprises"."twins" USING btree ("city","first_id","second_id");--> statement-breakpoint
CREATE INDEX "twins_second" ON "enterprises"."twins" USING btree ("city","second_id");--> statement-breakpoint
CREATE INDEX "twins_state" ON "enterprises"."twins" USING btree ("city","state","weight","id");--> statement-breakpoint
CREATE UNIQUE INDEX "merges_gone" ON "enterprises"."merges" USING btree ("city","gone_id") WHERE parted_at is null;--> statement-breakpoint
CREATE INDEX "merges_stay" ON "enterprises"."merges" USING btree ("city","stay_id","merged_at");--> statement-breakpoint
ALTER TABLE "enterprises"."enterprises" ADD CONSTRAINT "enterprises_merged" FOREIGN KEY ("city","merged_into_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "enterprises_merged_into" ON "enterprises"."enterprises" USING btree ("city","merged_into_id") WHERE merged_into_id is not null;--> statement-breakpoint
CREATE POLICY "burden_in_city" ON "platform"."burden" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "twin_keys_in_city" ON "enterprises"."twin_keys" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "twins_in_city" ON "enterprises"."twins" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "twins_waiting_in_city" ON "enterprises"."twins_waiting" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "merge_moves_in_city" ON "enterprises"."merge_moves" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "merges_in_city" ON "enterprises"."merges" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
-- Firms entered before get their keys like those that changed: by the clock, some at a time.
INSERT INTO enterprises.twins_waiting (city, id) SELECT city, id FROM enterprises.enterprises;
--> statement-breakpoint
-- A merged entry exists for no higher module.
CREATE OR REPLACE VIEW enterprises.firms WITH (security_invoker = true) AS
SELECT e.city, e.id, e.name, e.short_name, e.credit_code, e.initials, e.division_code AS division, e.status,
  p.industry_code, coalesce(p.size_class, 'unknown') AS size_class, p.founded_on, p.leading_product, p.segment_since_year,
  p.product_field, p.product_area, p.rd_institution, p.digital_level, p.has_quality_award, p.has_management_certificate,
  p.has_own_brand, p.has_standard_role, p.has_business_systems, p.local_points
FROM enterprises.enterprises e
LEFT JOIN enterprises.profiles p ON p.city = e.city AND p.id = e.id
WHERE e.merged_into_id IS NULL;
