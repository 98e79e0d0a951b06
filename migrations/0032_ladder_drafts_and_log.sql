CREATE TABLE "ladder"."changes" (
	"city" text NOT NULL,
	"evaluation_id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"on_day" date NOT NULL,
	"reason" text NOT NULL,
	"version_before" uuid NOT NULL,
	"version_after" uuid NOT NULL,
	"passes_before" smallint NOT NULL,
	"passes_after" smallint NOT NULL,
	"verdicts_before" bigint NOT NULL,
	"verdicts_after" bigint NOT NULL,
	"facts" jsonb,
	CONSTRAINT "changes_city_evaluation_id_rule_enterprise_id_pk" PRIMARY KEY("city","evaluation_id","rule","enterprise_id"),
	CONSTRAINT "changes_reason_known" CHECK ("ladder"."changes"."reason" in ('rule', 'figure', 'day'))
);
--> statement-breakpoint
ALTER TABLE "ladder"."changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ladder"."evaluations" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"cause" text NOT NULL,
	"on_day" date NOT NULL,
	"judged_at" timestamp with time zone NOT NULL,
	"by_name" text NOT NULL,
	"versions" jsonb NOT NULL,
	"firms" integer NOT NULL,
	"changed" integer NOT NULL,
	"took_ms" integer NOT NULL,
	CONSTRAINT "evaluations_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "evaluations_cause_known" CHECK ("ladder"."evaluations"."cause" in ('day', 'rule', 'asked', 'firms'))
);
--> statement-breakpoint
ALTER TABLE "ladder"."evaluations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ladder"."pick_steps" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"pick_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"note" text,
	"officer_id" text NOT NULL,
	"officer_name" text NOT NULL,
	"follow_up_on" date,
	"by_name" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pick_steps_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "pick_steps_kind_known" CHECK ("ladder"."pick_steps"."kind" in ('handed', 'followed', 'reached', 'dropped'))
);
--> statement-breakpoint
ALTER TABLE "ladder"."pick_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ladder"."drafts" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"rule" text NOT NULL,
	"based_on" uuid,
	"body" jsonb NOT NULL,
	"valid_from_on" date,
	"source" text,
	"state" text DEFAULT 'open' NOT NULL,
	"approval_id" uuid,
	"created_by_id" text NOT NULL,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_by_name" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "drafts_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "drafts_state_known" CHECK ("ladder"."drafts"."state" in ('open', 'proposed', 'in-force', 'dropped'))
);
--> statement-breakpoint
ALTER TABLE "ladder"."drafts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ladder"."facts" ADD COLUMN "output" bigint;--> statement-breakpoint
ALTER TABLE "ladder"."facts" ADD COLUMN "output_1" bigint;--> statement-breakpoint
ALTER TABLE "ladder"."facts" ADD COLUMN "export" bigint;--> statement-breakpoint
ALTER TABLE "ladder"."facts" ADD COLUMN "invested" bigint;--> statement-breakpoint
ALTER TABLE "ladder"."facts" ADD COLUMN "industry_200_from" integer;--> statement-breakpoint
ALTER TABLE "ladder"."facts" ADD COLUMN "industry_200_until" integer;--> statement-breakpoint
ALTER TABLE "ladder"."facts" ADD COLUMN "above_designated_size_from" integer;--> statement-breakpoint
ALTER TABLE "ladder"."facts" ADD COLUMN "above_designated_size_until" integer;--> statement-breakpoint
ALTER TABLE "ladder"."facts" ADD COLUMN "chain_leader_from" integer;--> statement-breakpoint
ALTER TABLE "ladder"."facts" ADD COLUMN "chain_leader_until" integer;--> statement-breakpoint
ALTER TABLE "ladder"."facts" ADD COLUMN "listing_reserve_from" integer;--> statement-breakpoint
ALTER TABLE "ladder"."facts" ADD COLUMN "listing_reserve_until" integer;--> statement-breakpoint
ALTER TABLE "enterprises"."profiles" ADD COLUMN "is_new_product" boolean;--> statement-breakpoint
ALTER TABLE "ladder"."picks" ADD COLUMN "follow_up_on" date;--> statement-breakpoint
ALTER TABLE "ladder"."changes" ADD CONSTRAINT "changes_evaluation" FOREIGN KEY ("city","evaluation_id") REFERENCES "ladder"."evaluations"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ladder"."changes" ADD CONSTRAINT "changes_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ladder"."pick_steps" ADD CONSTRAINT "pick_steps_of" FOREIGN KEY ("city","pick_id") REFERENCES "ladder"."picks"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "changes_firm" ON "ladder"."changes" USING btree ("city","enterprise_id","on_day");--> statement-breakpoint
CREATE INDEX "evaluations_when" ON "ladder"."evaluations" USING btree ("city","judged_at");--> statement-breakpoint
CREATE INDEX "pick_steps_pick" ON "ladder"."pick_steps" USING btree ("city","pick_id","made_at");--> statement-breakpoint
CREATE INDEX "drafts_state" ON "ladder"."drafts" USING btree ("city","state","updated_at");--> statement-breakpoint
CREATE POLICY "changes_in_city" ON "ladder"."changes" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "evaluations_in_city" ON "ladder"."evaluations" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "pick_steps_in_city" ON "ladder"."pick_steps" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "drafts_in_city" ON "ladder"."drafts" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
-- The view shows the new column too; those before it stay in their places.
CREATE OR REPLACE VIEW enterprises.firms WITH (security_invoker = true) AS
SELECT e.city, e.id, e.name, e.short_name, e.credit_code, e.initials, e.division_code AS division, e.status,
  p.industry_code, coalesce(p.size_class, 'unknown') AS size_class, p.founded_on, p.leading_product, p.segment_since_year,
  p.product_field, p.product_area, p.rd_institution, p.digital_level, p.has_quality_award, p.has_management_certificate,
  p.has_own_brand, p.has_standard_role, p.has_business_systems, p.local_points, p.is_new_product
FROM enterprises.enterprises e
LEFT JOIN enterprises.profiles p ON p.city = e.city AND p.id = e.id
WHERE e.merged_into_id IS NULL;
