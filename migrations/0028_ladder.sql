CREATE SCHEMA "ladder";
--> statement-breakpoint
CREATE TABLE "ladder"."facts" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"on_day" date NOT NULL,
	"revenue" bigint,
	"revenue_1" bigint,
	"revenue_2" bigint,
	"main_revenue" bigint,
	"main_revenue_1" bigint,
	"main_revenue_2" bigint,
	"rd_expense" bigint,
	"rd_expense_1" bigint,
	"rd_expense_2" bigint,
	"net_profit" bigint,
	"assets" bigint,
	"liabilities" bigint,
	"equity_raised" bigint,
	"equity_raised_1" bigint,
	"equity_raised_2" bigint,
	"domestic_rd_expense" bigint,
	"domestic_rd_expense_1" bigint,
	"domestic_rd_expense_2" bigint,
	"high_tech_revenue" bigint,
	"employees" integer,
	"rd_staff" integer,
	"tech_staff" integer,
	"market_share" integer,
	"market_rank" integer,
	"world_rank" integer,
	"development_score" integer,
	"development_score_1" integer,
	"innovation_score" integer,
	"tech_score" integer,
	"tech_staff_score" integer,
	"main_growth_average" integer,
	"planned_investment" bigint,
	"segment_years" integer,
	"age_days" integer,
	"class_one_rights" integer,
	"quality_items" integer,
	"local_points" integer,
	"it_processes" integer,
	"certifications" integer,
	"best_right" integer,
	"rd_institution" integer,
	"recognised_institution" integer,
	"digital" integer,
	"field" integer,
	"chain_role" integer,
	"review" integer,
	"own_brand" integer,
	"new_product" integer,
	"is_sme" integer,
	"tech_sme_from" integer,
	"tech_sme_until" integer,
	"innovative_sme_from" integer,
	"innovative_sme_until" integer,
	"srdi_sme_from" integer,
	"srdi_sme_until" integer,
	"little_giant_from" integer,
	"little_giant_until" integer,
	"single_champion_from" integer,
	"single_champion_until" integer,
	"high_tech_from" integer,
	"high_tech_until" integer,
	"tech_demonstration_from" integer,
	"tech_demonstration_until" integer,
	"ip_advantage_from" integer,
	"ip_advantage_until" integer,
	"ip_demonstration_from" integer,
	"ip_demonstration_until" integer,
	"listed_from" integer,
	"listed_until" integer,
	"abnormal_operation_from" integer,
	"abnormal_operation_until" integer,
	"serious_dishonesty_from" integer,
	"serious_dishonesty_until" integer,
	"award_national" integer,
	"award_national_top3" integer,
	"award_national_top5" integer,
	"award_provincial" integer,
	"award_provincial_top3" integer,
	"maker_top500" integer,
	"maker_top50" integer,
	CONSTRAINT "facts_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "ladder"."facts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ladder"."verdicts" (
	"city" text NOT NULL,
	"rule" text NOT NULL,
	"id" uuid NOT NULL,
	"rule_version_id" uuid NOT NULL,
	"on_day" date NOT NULL,
	"result" smallint NOT NULL,
	"passes" smallint NOT NULL,
	"verdicts" bigint NOT NULL,
	"points_1" bigint,
	"points_2" bigint,
	"total_low" smallint,
	"total_high" smallint,
	"unmet" smallint NOT NULL,
	"open" smallint NOT NULL,
	CONSTRAINT "verdicts_city_rule_id_pk" PRIMARY KEY("city","rule","id")
);
--> statement-breakpoint
ALTER TABLE "ladder"."verdicts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ladder"."drafts" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"rule" text NOT NULL,
	"title" text NOT NULL,
	"body" jsonb NOT NULL,
	"based_on" uuid NOT NULL,
	"valid_from_on" date NOT NULL,
	"source" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"created_by_id" text NOT NULL,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "drafts_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "drafts_state_known" CHECK ("ladder"."drafts"."state" in ('open', 'proposed', 'enacted', 'dropped'))
);
--> statement-breakpoint
ALTER TABLE "ladder"."drafts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ladder"."picks" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"officer_id" text NOT NULL,
	"officer_name" text NOT NULL,
	"due_on" date NOT NULL,
	"note" text,
	"unmet_then" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"closed_on" date,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "picks_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "picks_state_known" CHECK ("ladder"."picks"."state" in ('open', 'reached', 'dropped'))
);
--> statement-breakpoint
ALTER TABLE "ladder"."picks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ladder"."facts" ADD CONSTRAINT "facts_enterprise" FOREIGN KEY ("city","id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ladder"."verdicts" ADD CONSTRAINT "verdicts_enterprise" FOREIGN KEY ("city","id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ladder"."picks" ADD CONSTRAINT "picks_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "verdicts_nearest" ON "ladder"."verdicts" USING btree ("city","rule","unmet","open","id");--> statement-breakpoint
CREATE INDEX "drafts_rule" ON "ladder"."drafts" USING btree ("city","rule","state");--> statement-breakpoint
CREATE UNIQUE INDEX "picks_once" ON "ladder"."picks" USING btree ("city","enterprise_id","rule") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "picks_due" ON "ladder"."picks" USING btree ("city","state","due_on");--> statement-breakpoint
CREATE POLICY "facts_in_city" ON "ladder"."facts" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "verdicts_in_city" ON "ladder"."verdicts" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "drafts_in_city" ON "ladder"."drafts" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "picks_in_city" ON "ladder"."picks" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));