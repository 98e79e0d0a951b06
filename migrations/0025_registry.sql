CREATE TABLE "enterprises"."corrections" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"field" text NOT NULL,
	"year" integer,
	"before" text,
	"proposed" text NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"proposed_by_id" text NOT NULL,
	"proposed_by_name" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "corrections_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "corrections_kind_known" CHECK ("enterprises"."corrections"."kind" in ('entry', 'profile', 'indicator')),
	CONSTRAINT "corrections_state_known" CHECK ("enterprises"."corrections"."state" in ('proposed', 'accepted', 'refused', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "enterprises"."corrections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."links" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"other_id" uuid,
	"other_name" text NOT NULL,
	"other_code" text,
	"share" integer,
	"from_on" date,
	"to_on" date,
	"evidence" text,
	"entered_by_id" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "links_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "links_kind_known" CHECK ("enterprises"."links"."kind" in ('group-member', 'controlled-by', 'branch-of', 'same-controller')),
	CONSTRAINT "links_share" CHECK ("enterprises"."links"."share" between 0 and 10000),
	CONSTRAINT "links_two_firms" CHECK ("enterprises"."links"."other_id" <> "enterprises"."links"."enterprise_id")
);
--> statement-breakpoint
ALTER TABLE "enterprises"."links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."names" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"initials" text NOT NULL,
	"until" date,
	"entered_by_id" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "names_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "names_kind_known" CHECK ("enterprises"."names"."kind" in ('former', 'short'))
);
--> statement-breakpoint
ALTER TABLE "enterprises"."names" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."products" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"name" text NOT NULL,
	"is_leading" boolean DEFAULT false NOT NULL,
	"revenue_share" integer,
	"note" text,
	"entered_by_id" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "products_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "products_share" CHECK ("enterprises"."products"."revenue_share" between 0 and 10000)
);
--> statement-breakpoint
ALTER TABLE "enterprises"."products" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."profiles" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"industry_code" text,
	"size_class" text DEFAULT 'unknown' NOT NULL,
	"size_year" integer,
	"founded_on" date,
	"leading_product" text,
	"segment_since_year" integer,
	"product_field" text,
	"product_area" text,
	"rd_institution" text,
	"digital_level" integer,
	"has_quality_award" boolean,
	"has_management_certificate" boolean,
	"has_own_brand" boolean,
	"has_standard_role" boolean,
	"has_business_systems" boolean,
	"local_points" integer,
	"version" bigint DEFAULT 1 NOT NULL,
	"entered_by_id" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "profiles_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "profiles_size_known" CHECK ("enterprises"."profiles"."size_class" in ('large', 'medium', 'small', 'micro', 'unknown')),
	CONSTRAINT "profiles_field_known" CHECK ("enterprises"."profiles"."product_field" in ('sei', 'other')),
	CONSTRAINT "profiles_area_known" CHECK ("enterprises"."profiles"."product_area" in ('key', 'base', 'none')),
	CONSTRAINT "profiles_rd_known" CHECK ("enterprises"."profiles"."rd_institution" in ('none', 'below-city', 'city', 'provincial', 'national')),
	CONSTRAINT "profiles_digital" CHECK ("enterprises"."profiles"."digital_level" between 0 and 4),
	CONSTRAINT "profiles_local_points" CHECK ("enterprises"."profiles"."local_points" between 0 and 1500)
);
--> statement-breakpoint
ALTER TABLE "enterprises"."profiles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."status_changes" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"status" text NOT NULL,
	"since_on" date NOT NULL,
	"evidence" text,
	"entered_by_id" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "status_changes_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "status_changes_known" CHECK ("enterprises"."status_changes"."status" in ('active', 'suspended', 'moved-out', 'revoked', 'deregistered'))
);
--> statement-breakpoint
ALTER TABLE "enterprises"."status_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."awards" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"level" text NOT NULL,
	"name" text NOT NULL,
	"year" integer NOT NULL,
	"rank" integer,
	"evidence" text,
	"entered_by_id" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "awards_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "awards_kind_known" CHECK ("enterprises"."awards"."kind" in ('science', 'contest', 'quality', 'other')),
	CONSTRAINT "awards_level_known" CHECK ("enterprises"."awards"."level" in ('national', 'provincial', 'city')),
	CONSTRAINT "awards_year" CHECK ("enterprises"."awards"."year" between 1949 and 2200),
	CONSTRAINT "awards_rank" CHECK ("enterprises"."awards"."rank" > 0)
);
--> statement-breakpoint
ALTER TABLE "enterprises"."awards" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."listings" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"list" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"place" integer,
	"source" text NOT NULL,
	"evidence" text NOT NULL,
	"ended_on" date,
	"ended_why" text,
	"entered_by_id" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "listings_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "listings_source_known" CHECK ("enterprises"."listings"."source" in ('notice', 'platform', 'firm', 'officer')),
	CONSTRAINT "listings_span" CHECK ("enterprises"."listings"."valid_to" >= "enterprises"."listings"."valid_from")
);
--> statement-breakpoint
ALTER TABLE "enterprises"."listings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."rights" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"right_class" text NOT NULL,
	"number" text NOT NULL,
	"name" text NOT NULL,
	"origin" text NOT NULL,
	"granted_on" date NOT NULL,
	"valid_to" date,
	"is_for_leading_product" boolean DEFAULT false NOT NULL,
	"is_applied" boolean DEFAULT false NOT NULL,
	"is_high_value" boolean DEFAULT false NOT NULL,
	"entered_by_id" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rights_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "rights_kind_known" CHECK ("enterprises"."rights"."kind" in ('invention', 'plant-variety', 'crop-variety', 'new-drug', 'chinese-medicine', 'circuit-layout', 'utility-model', 'design', 'software')),
	CONSTRAINT "rights_class_known" CHECK ("enterprises"."rights"."right_class" in ('I', 'II')),
	CONSTRAINT "rights_origin_known" CHECK ("enterprises"."rights"."origin" in ('own', 'transferred'))
);
--> statement-breakpoint
ALTER TABLE "enterprises"."rights" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."authorisations" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"purpose" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	"evidence" text NOT NULL,
	"revoked_on" date,
	"entered_by_id" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "authorisations_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "authorisations_subject_known" CHECK ("enterprises"."authorisations"."subject" in ('tax', 'veteran')),
	CONSTRAINT "authorisations_span" CHECK ("enterprises"."authorisations"."valid_to" >= "enterprises"."authorisations"."valid_from")
);
--> statement-breakpoint
ALTER TABLE "enterprises"."authorisations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."indicator_history" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"code" text NOT NULL,
	"year" integer NOT NULL,
	"value" bigint NOT NULL,
	"source_class" text NOT NULL,
	"is_estimated" boolean DEFAULT false NOT NULL,
	"evidence" text,
	"entered_by_id" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"replaced_by_id" text NOT NULL,
	"replaced_by_name" text NOT NULL,
	"replaced_at" timestamp with time zone NOT NULL,
	"reason" text,
	CONSTRAINT "indicator_history_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "enterprises"."indicator_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."indicators" (
	"city" text NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"code" text NOT NULL,
	"year" integer NOT NULL,
	"value" bigint NOT NULL,
	"source_class" text NOT NULL,
	"is_estimated" boolean DEFAULT false NOT NULL,
	"evidence" text,
	"entered_by_id" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "indicators_city_enterprise_id_code_year_pk" PRIMARY KEY("city","enterprise_id","code","year"),
	CONSTRAINT "indicators_source_known" CHECK ("enterprises"."indicators"."source_class" in ('firm', 'annual-report', 'tax-authorised', 'platform', 'officer')),
	CONSTRAINT "indicators_year" CHECK ("enterprises"."indicators"."year" between 1949 and 2200)
);
--> statement-breakpoint
ALTER TABLE "enterprises"."indicators" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."saved_lists" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"filters" jsonb NOT NULL,
	"owner_id" text NOT NULL,
	"owner_name" text NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "saved_lists_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "enterprises"."saved_lists" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."search_words" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"words" text NOT NULL,
	CONSTRAINT "search_words_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "enterprises"."search_words" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."account_teams" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"since_on" date NOT NULL,
	"every_days" integer NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"entered_by_id" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "account_teams_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "account_teams_every" CHECK ("enterprises"."account_teams"."every_days" between 1 and 366)
);
--> statement-breakpoint
ALTER TABLE "enterprises"."account_teams" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."visit_outcomes" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"body" text,
	"unit_id" uuid,
	"due_on" date,
	"state" text DEFAULT 'open' NOT NULL,
	"request_id" uuid,
	"closed_note" text,
	"closed_by_name" text,
	"closed_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	"entered_by_id" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "visit_outcomes_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "visit_outcomes_kind_known" CHECK ("enterprises"."visit_outcomes"."kind" in ('problem', 'promise', 'follow-up')),
	CONSTRAINT "visit_outcomes_state_known" CHECK ("enterprises"."visit_outcomes"."state" in ('open', 'done', 'dropped'))
);
--> statement-breakpoint
ALTER TABLE "enterprises"."visit_outcomes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."team_members" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"is_responsible" boolean DEFAULT false NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	CONSTRAINT "team_members_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "enterprises"."team_members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."visit_units" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"question" text NOT NULL,
	"answer" text,
	"asked_by_name" text NOT NULL,
	CONSTRAINT "visit_units_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "enterprises"."visit_units" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."visits" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"day" date NOT NULL,
	"start_minute" integer,
	"purpose" text NOT NULL,
	"officer_id" text NOT NULL,
	"officer_name" text NOT NULL,
	"notes" text,
	"noted_at" timestamp with time zone,
	"cancelled_why" text,
	"version" bigint DEFAULT 1 NOT NULL,
	"entered_by_id" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "visits_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "visits_state_known" CHECK ("enterprises"."visits"."state" in ('planned', 'done', 'cancelled')),
	CONSTRAINT "visits_start" CHECK ("enterprises"."visits"."start_minute" between 0 and 1439)
);
--> statement-breakpoint
ALTER TABLE "enterprises"."visits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "enterprises"."enterprises_division";--> statement-breakpoint
ALTER TABLE "enterprises"."enterprises" ADD COLUMN "initials" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "enterprises"."enterprises" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "enterprises"."enterprises" ADD COLUMN "no_code_reason" text;--> statement-breakpoint
ALTER TABLE "enterprises"."enterprises" ADD COLUMN "old_number" text;--> statement-breakpoint
ALTER TABLE "enterprises"."enterprises" ADD COLUMN "status" text DEFAULT 'active' NOT NULL;--> statement-breakpoint
ALTER TABLE "enterprises"."corrections" ADD CONSTRAINT "corrections_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."links" ADD CONSTRAINT "links_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."links" ADD CONSTRAINT "links_other" FOREIGN KEY ("city","other_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."names" ADD CONSTRAINT "names_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."products" ADD CONSTRAINT "products_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."profiles" ADD CONSTRAINT "profiles_enterprise" FOREIGN KEY ("city","id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."status_changes" ADD CONSTRAINT "status_changes_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."awards" ADD CONSTRAINT "awards_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."listings" ADD CONSTRAINT "listings_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."rights" ADD CONSTRAINT "rights_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."authorisations" ADD CONSTRAINT "authorisations_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."indicator_history" ADD CONSTRAINT "indicator_history_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."indicators" ADD CONSTRAINT "indicators_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."search_words" ADD CONSTRAINT "search_words_enterprise" FOREIGN KEY ("city","id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."account_teams" ADD CONSTRAINT "account_teams_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."visit_outcomes" ADD CONSTRAINT "visit_outcomes_visit" FOREIGN KEY ("city","visit_id") REFERENCES "enterprises"."visits"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."visit_outcomes" ADD CONSTRAINT "visit_outcomes_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."team_members" ADD CONSTRAINT "team_members_team" FOREIGN KEY ("city","team_id") REFERENCES "enterprises"."account_teams"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."visit_units" ADD CONSTRAINT "visit_units_visit" FOREIGN KEY ("city","visit_id") REFERENCES "enterprises"."visits"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."visits" ADD CONSTRAINT "visits_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "corrections_enterprise" ON "enterprises"."corrections" USING btree ("city","enterprise_id","proposed_at");--> statement-breakpoint
CREATE INDEX "corrections_state" ON "enterprises"."corrections" USING btree ("city","state","proposed_at");--> statement-breakpoint
CREATE INDEX "links_enterprise" ON "enterprises"."links" USING btree ("city","enterprise_id");--> statement-breakpoint
CREATE INDEX "links_other" ON "enterprises"."links" USING btree ("city","other_id");--> statement-breakpoint
CREATE UNIQUE INDEX "names_once" ON "enterprises"."names" USING btree ("city","enterprise_id","kind","name");--> statement-breakpoint
CREATE UNIQUE INDEX "products_once" ON "enterprises"."products" USING btree ("city","enterprise_id","name");--> statement-breakpoint
CREATE INDEX "profiles_industry" ON "enterprises"."profiles" USING btree ("city","industry_code");--> statement-breakpoint
CREATE INDEX "profiles_size" ON "enterprises"."profiles" USING btree ("city","size_class");--> statement-breakpoint
CREATE INDEX "status_changes_enterprise" ON "enterprises"."status_changes" USING btree ("city","enterprise_id","since_on");--> statement-breakpoint
CREATE UNIQUE INDEX "awards_once" ON "enterprises"."awards" USING btree ("city","enterprise_id","name","year");--> statement-breakpoint
CREATE UNIQUE INDEX "listings_once" ON "enterprises"."listings" USING btree ("city","enterprise_id","list","valid_from");--> statement-breakpoint
CREATE INDEX "listings_list" ON "enterprises"."listings" USING btree ("city","list","valid_to","enterprise_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rights_number" ON "enterprises"."rights" USING btree ("city","enterprise_id","number");--> statement-breakpoint
CREATE INDEX "authorisations_enterprise" ON "enterprises"."authorisations" USING btree ("city","enterprise_id","subject","purpose");--> statement-breakpoint
CREATE INDEX "indicator_history_figure" ON "enterprises"."indicator_history" USING btree ("city","enterprise_id","code","year","replaced_at");--> statement-breakpoint
CREATE INDEX "saved_lists_owner" ON "enterprises"."saved_lists" USING btree ("city","owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "account_teams_enterprise" ON "enterprises"."account_teams" USING btree ("city","enterprise_id");--> statement-breakpoint
CREATE INDEX "account_teams_unit" ON "enterprises"."account_teams" USING btree ("city","unit_id");--> statement-breakpoint
CREATE INDEX "visit_outcomes_visit" ON "enterprises"."visit_outcomes" USING btree ("city","visit_id");--> statement-breakpoint
CREATE INDEX "visit_outcomes_enterprise" ON "enterprises"."visit_outcomes" USING btree ("city","enterprise_id","state");--> statement-breakpoint
CREATE INDEX "team_members_team" ON "enterprises"."team_members" USING btree ("city","team_id");--> statement-breakpoint
CREATE INDEX "team_members_account" ON "enterprises"."team_members" USING btree ("city","account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "team_members_once" ON "enterprises"."team_members" USING btree ("city","team_id","account_id") WHERE to_on is null;--> statement-breakpoint
CREATE UNIQUE INDEX "team_members_responsible" ON "enterprises"."team_members" USING btree ("city","team_id") WHERE is_responsible and to_on is null;--> statement-breakpoint
CREATE INDEX "visit_units_visit" ON "enterprises"."visit_units" USING btree ("city","visit_id");--> statement-breakpoint
CREATE INDEX "visit_units_unit" ON "enterprises"."visit_units" USING btree ("city","unit_id");--> statement-breakpoint
CREATE INDEX "visits_enterprise" ON "enterprises"."visits" USING btree ("city","enterprise_id","day");--> statement-breakpoint
CREATE INDEX "visits_officer" ON "enterprises"."visits" USING btree ("city","officer_id","day");--> statement-breakpoint
CREATE INDEX "visits_day" ON "enterprises"."visits" USING btree ("city","day");--> statement-breakpoint
CREATE INDEX "enterprises_initials" ON "enterprises"."enterprises" USING btree ("city","initials","id");--> statement-breakpoint
CREATE INDEX "enterprises_status" ON "enterprises"."enterprises" USING btree ("city","status","initials","id");--> statement-breakpoint
CREATE INDEX "enterprises_old_number" ON "enterprises"."enterprises" USING btree ("city","old_number");--> statement-breakpoint
CREATE INDEX "enterprises_division" ON "enterprises"."enterprises" USING btree ("city","division_code","initials","id");--> statement-breakpoint
ALTER TABLE "enterprises"."enterprises" ADD CONSTRAINT "enterprises_status_known" CHECK ("enterprises"."enterprises"."status" in ('active', 'suspended', 'moved-out', 'revoked', 'deregistered'));--> statement-breakpoint
ALTER TABLE "enterprises"."enterprises" ADD CONSTRAINT "enterprises_no_code" CHECK ("enterprises"."enterprises"."no_code_reason" in ('being-founded', 'old-number', 'abroad', 'not-known'));--> statement-breakpoint
CREATE POLICY "corrections_in_city" ON "enterprises"."corrections" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "links_in_city" ON "enterprises"."links" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "names_in_city" ON "enterprises"."names" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "products_in_city" ON "enterprises"."products" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "profiles_in_city" ON "enterprises"."profiles" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "status_changes_in_city" ON "enterprises"."status_changes" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "awards_in_city" ON "enterprises"."awards" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "listings_in_city" ON "enterprises"."listings" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "rights_in_city" ON "enterprises"."rights" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "authorisations_in_city" ON "enterprises"."authorisations" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "indicator_history_in_city" ON "enterprises"."indicator_history" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "indicators_in_city" ON "enterprises"."indicators" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "saved_lists_in_city" ON "enterprises"."saved_lists" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "search_words_in_city" ON "enterprises"."search_words" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "account_teams_in_city" ON "enterprises"."account_teams" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "visit_outcomes_in_city" ON "enterprises"."visit_outcomes" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "team_members_in_city" ON "enterprises"."team_members" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "visit_units_in_city" ON "enterprises"."visit_units" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "visits_in_city" ON "enterprises"."visits" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));