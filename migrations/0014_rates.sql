CREATE TABLE "requests"."bulletins" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"period_id" uuid NOT NULL,
	"words" text NOT NULL,
	"drafted_by" text NOT NULL,
	"drafted_by_name" text NOT NULL,
	"drafted_at" timestamp with time zone NOT NULL,
	"approved_by_name" text,
	"approved_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "bulletins_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "bulletins_approved" CHECK (("requests"."bulletins"."approved_by_name" is null) = ("requests"."bulletins"."approved_at" is null))
);
--> statement-breakpoint
ALTER TABLE "requests"."bulletins" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."checks" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"period_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"checked_by" text NOT NULL,
	"checked_by_name" text NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "checks_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "requests"."checks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."contests" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"period_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"clock" text NOT NULL,
	"ground" text NOT NULL,
	"words" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"contested_by" text NOT NULL,
	"contested_by_name" text NOT NULL,
	"contested_at" timestamp with time zone NOT NULL,
	"decision" text,
	"decided_by" text,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "contests_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "contests_clock_known" CHECK ("requests"."contests"."clock" in ('contact', 'plan', 'finish')),
	CONSTRAINT "contests_decision" CHECK ("requests"."contests"."decision" in ('upheld', 'dismissed')),
	CONSTRAINT "contests_decided" CHECK (("requests"."contests"."decision" is null) = ("requests"."contests"."decided_at" is null))
);
--> statement-breakpoint
ALTER TABLE "requests"."contests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."corrections" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"period_id" uuid NOT NULL,
	"words" text NOT NULL,
	"said_by" text NOT NULL,
	"said_by_name" text NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	CONSTRAINT "corrections_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "requests"."corrections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."frozen_timings" (
	"period_id" uuid NOT NULL,
	"city" text NOT NULL,
	"request_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"registered_at" timestamp with time zone NOT NULL,
	"month" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"unit_id" uuid,
	"division_code" text NOT NULL,
	"topic_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"contact_state" text NOT NULL,
	"contact_due_at" timestamp with time zone,
	"contact_met_at" timestamp with time zone,
	"contact_seconds" integer,
	"contact_paused_seconds" integer NOT NULL,
	"contact_paused_at" timestamp with time zone,
	"plan_state" text NOT NULL,
	"plan_due_at" timestamp with time zone,
	"plan_met_at" timestamp with time zone,
	"plan_seconds" integer,
	"plan_paused_seconds" integer NOT NULL,
	"plan_paused_at" timestamp with time zone,
	"finish_state" text NOT NULL,
	"finish_due_at" timestamp with time zone,
	"finish_met_at" timestamp with time zone,
	"finish_seconds" integer,
	"finish_paused_seconds" integer NOT NULL,
	"finish_paused_at" timestamp with time zone,
	"contacted_at" timestamp with time zone,
	"contact_word" text,
	"answered_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"outcome" text,
	"is_last" boolean NOT NULL,
	"is_judged" boolean NOT NULL,
	"level" integer,
	"is_solved" boolean,
	"rated_by" text,
	CONSTRAINT "frozen_timings_city_period_id_request_id_round_pk" PRIMARY KEY("city","period_id","request_id","round"),
	CONSTRAINT "frozen_timings_states" CHECK ("requests"."frozen_timings"."contact_state" in ('running', 'paused', 'awaiting-calendar', 'met', 'missed', 'cancelled', 'untimed', 'excluded') and "requests"."frozen_timings"."plan_state" in ('running', 'paused', 'awaiting-calendar', 'met', 'missed', 'cancelled', 'untimed', 'excluded') and "requests"."frozen_timings"."finish_state" in ('running', 'paused', 'awaiting-calendar', 'met', 'missed', 'cancelled', 'untimed', 'excluded')),
	CONSTRAINT "frozen_timings_level" CHECK ("requests"."frozen_timings"."level" between 1 and 5)
);
--> statement-breakpoint
ALTER TABLE "requests"."frozen_timings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."openings" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"reviewed_by_name" text NOT NULL,
	"reviewed_on" date NOT NULL,
	"review_note" text NOT NULL,
	"proposed_by_name" text NOT NULL,
	"approved_by" text NOT NULL,
	"approved_by_name" text NOT NULL,
	"approved_at" timestamp with time zone NOT NULL,
	"shut_by_name" text,
	"shut_at" timestamp with time zone,
	"shut_reason" text,
	CONSTRAINT "openings_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "openings_shut" CHECK (("requests"."openings"."shut_at" is null) = ("requests"."openings"."shut_by_name" is null))
);
--> statement-breakpoint
ALTER TABLE "requests"."openings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."periods" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"month" integer NOT NULL,
	"state" text NOT NULL,
	"check_to_on" date NOT NULL,
	"opened_by" text NOT NULL,
	"opened_by_name" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"settled_by_name" text,
	"settled_at" timestamp with time zone,
	"closed_by" text,
	"closed_by_name" text,
	"closed_at" timestamp with time zone,
	"snapshot" jsonb,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "periods_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "periods_state" CHECK ("requests"."periods"."state" in ('checking', 'decided', 'closed')),
	CONSTRAINT "periods_closed" CHECK (("requests"."periods"."state" = 'closed') = ("requests"."periods"."closed_at" is not null and "requests"."periods"."snapshot" is not null))
);
--> statement-breakpoint
ALTER TABLE "requests"."periods" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."timings" (
	"city" text NOT NULL,
	"request_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"registered_at" timestamp with time zone NOT NULL,
	"month" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"unit_id" uuid,
	"division_code" text NOT NULL,
	"topic_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"contact_state" text NOT NULL,
	"contact_due_at" timestamp with time zone,
	"contact_met_at" timestamp with time zone,
	"contact_seconds" integer,
	"contact_paused_seconds" integer NOT NULL,
	"contact_paused_at" timestamp with time zone,
	"plan_state" text NOT NULL,
	"plan_due_at" timestamp with time zone,
	"plan_met_at" timestamp with time zone,
	"plan_seconds" integer,
	"plan_paused_seconds" integer NOT NULL,
	"plan_paused_at" timestamp with time zone,
	"finish_state" text NOT NULL,
	"finish_due_at" timestamp with time zone,
	"finish_met_at" timestamp with time zone,
	"finish_seconds" integer,
	"finish_paused_seconds" integer NOT NULL,
	"finish_paused_at" timestamp with time zone,
	"contacted_at" timestamp with time zone,
	"contact_word" text,
	"answered_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"outcome" text,
	"is_last" boolean NOT NULL,
	"is_judged" boolean NOT NULL,
	"level" integer,
	"is_solved" boolean,
	"rated_by" text,
	CONSTRAINT "timings_city_request_id_round_pk" PRIMARY KEY("city","request_id","round"),
	CONSTRAINT "timings_states" CHECK ("requests"."timings"."contact_state" in ('running', 'paused', 'awaiting-calendar', 'met', 'missed', 'cancelled', 'untimed', 'excluded') and "requests"."timings"."plan_state" in ('running', 'paused', 'awaiting-calendar', 'met', 'missed', 'cancelled', 'untimed', 'excluded') and "requests"."timings"."finish_state" in ('running', 'paused', 'awaiting-calendar', 'met', 'missed', 'cancelled', 'untimed', 'excluded')),
	CONSTRAINT "timings_level" CHECK ("requests"."timings"."level" between 1 and 5)
);
--> statement-breakpoint
ALTER TABLE "requests"."timings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "requests"."bulletins" ADD CONSTRAINT "bulletins_period_of" FOREIGN KEY ("city","period_id") REFERENCES "requests"."periods"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."checks" ADD CONSTRAINT "checks_period" FOREIGN KEY ("city","period_id") REFERENCES "requests"."periods"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."checks" ADD CONSTRAINT "checks_unit_of" FOREIGN KEY ("city","unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."contests" ADD CONSTRAINT "contests_period_of" FOREIGN KEY ("city","period_id") REFERENCES "requests"."periods"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."contests" ADD CONSTRAINT "contests_request" FOREIGN KEY ("city","request_id") REFERENCES "requests"."requests"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."contests" ADD CONSTRAINT "contests_unit" FOREIGN KEY ("city","unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."corrections" ADD CONSTRAINT "corrections_period_of" FOREIGN KEY ("city","period_id") REFERENCES "requests"."periods"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."frozen_timings" ADD CONSTRAINT "frozen_timings_period" FOREIGN KEY ("city","period_id") REFERENCES "requests"."periods"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bulletins_period" ON "requests"."bulletins" USING btree ("city","period_id");--> statement-breakpoint
CREATE UNIQUE INDEX "checks_unit" ON "requests"."checks" USING btree ("city","period_id","unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contests_clock" ON "requests"."contests" USING btree ("city","request_id","round","clock");--> statement-breakpoint
CREATE INDEX "contests_period" ON "requests"."contests" USING btree ("city","period_id");--> statement-breakpoint
CREATE INDEX "corrections_period" ON "requests"."corrections" USING btree ("city","period_id");--> statement-breakpoint
CREATE UNIQUE INDEX "openings_one" ON "requests"."openings" USING btree ("city") WHERE "requests"."openings"."shut_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "periods_month" ON "requests"."periods" USING btree ("city","month");--> statement-breakpoint
CREATE INDEX "timings_registered" ON "requests"."timings" USING btree ("city","registered_at");--> statement-breakpoint
CREATE POLICY "bulletins_in_city" ON "requests"."bulletins" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "checks_in_city" ON "requests"."checks" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "contests_in_city" ON "requests"."contests" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "corrections_in_city" ON "requests"."corrections" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "frozen_timings_in_city" ON "requests"."frozen_timings" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "openings_in_city" ON "requests"."openings" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "periods_in_city" ON "requests"."periods" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "timings_in_city" ON "requests"."timings" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));