CREATE TABLE "platform"."alert_deliveries" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone,
	"last_error" text,
	"last_tried_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "alert_deliveries_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "alert_deliveries_channel" CHECK ("platform"."alert_deliveries"."channel" in ('in-app', 'mail', 'messenger', 'sms')),
	CONSTRAINT "alert_deliveries_state" CHECK ("platform"."alert_deliveries"."state" in ('waiting', 'sent', 'failed', 'dropped')),
	CONSTRAINT "alert_deliveries_waits" CHECK (("platform"."alert_deliveries"."state" = 'waiting') = ("platform"."alert_deliveries"."next_try_at" is not null)),
	CONSTRAINT "alert_deliveries_sent" CHECK (("platform"."alert_deliveries"."state" = 'sent') = ("platform"."alert_deliveries"."sent_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "platform"."alert_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform"."alert_settings" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"mail" text,
	"mail_index" text,
	"mobile" text,
	"mobile_index" text,
	"channels" text[] NOT NULL,
	"quiet_from" text,
	"quiet_to" text,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "alert_settings_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "alert_settings_quiet" CHECK (("platform"."alert_settings"."quiet_from" is null) = ("platform"."alert_settings"."quiet_to" is null))
);
--> statement-breakpoint
ALTER TABLE "platform"."alert_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform"."alerts" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"urgency" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"facts" jsonb NOT NULL,
	"recipients" text[] NOT NULL,
	"fallback" text[] NOT NULL,
	"woken" integer DEFAULT 0 NOT NULL,
	"next_wake_at" timestamp with time zone,
	"raised_at" timestamp with time zone NOT NULL,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" text,
	CONSTRAINT "alerts_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "alerts_urgency" CHECK ("platform"."alerts"."urgency" in ('urgent', 'ordinary')),
	CONSTRAINT "alerts_acknowledged" CHECK (("platform"."alerts"."acknowledged_at" is null) = ("platform"."alerts"."acknowledged_by" is null))
);
--> statement-breakpoint
ALTER TABLE "platform"."alerts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."fired_points" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"clock_id" uuid NOT NULL,
	"point" text NOT NULL,
	"request_id" uuid NOT NULL,
	"level" integer NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"fired_at" timestamp with time zone NOT NULL,
	CONSTRAINT "fired_points_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "fired_points_level" CHECK ("requests"."fired_points"."level" between 0 and 3)
);
--> statement-breakpoint
ALTER TABLE "requests"."fired_points" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."next_points" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"clock_version" bigint NOT NULL,
	"rule_version_id" uuid NOT NULL,
	"point" text,
	"next_at" timestamp with time zone,
	CONSTRAINT "next_points_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "requests"."next_points" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organisations"."duty_rosters" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"coverage" text NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "duty_rosters_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "duty_rosters_coverage" CHECK ("organisations"."duty_rosters"."coverage" in ('always', 'office-hours'))
);
--> statement-breakpoint
ALTER TABLE "organisations"."duty_rosters" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organisations"."duty_turns" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"stand_in_id" text,
	"weekdays" integer[] NOT NULL,
	"on_day" date,
	"from_time" text NOT NULL,
	"to_time" text NOT NULL,
	"valid_from_on" date NOT NULL,
	"valid_to_on" date,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "duty_turns_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "duty_turns_times" CHECK ("organisations"."duty_turns"."from_time" ~ '^[0-2][0-9]:[0-5][0-9]$' and "organisations"."duty_turns"."to_time" ~ '^[0-2][0-9]:[0-5][0-9]$'),
	CONSTRAINT "duty_turns_kind" CHECK (("organisations"."duty_turns"."on_day" is null) = (cardinality("organisations"."duty_turns"."weekdays") > 0))
);
--> statement-breakpoint
ALTER TABLE "organisations"."duty_turns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "platform"."alert_deliveries" ADD CONSTRAINT "alert_deliveries_alert" FOREIGN KEY ("city","alert_id") REFERENCES "platform"."alerts"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."fired_points" ADD CONSTRAINT "fired_points_request" FOREIGN KEY ("city","request_id") REFERENCES "requests"."requests"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."next_points" ADD CONSTRAINT "next_points_request" FOREIGN KEY ("city","request_id") REFERENCES "requests"."requests"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations"."duty_rosters" ADD CONSTRAINT "duty_rosters_of_unit" FOREIGN KEY ("city","unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations"."duty_turns" ADD CONSTRAINT "duty_turns_of_unit" FOREIGN KEY ("city","unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alert_deliveries_once" ON "platform"."alert_deliveries" USING btree ("city","alert_id","account_id","channel");--> statement-breakpoint
CREATE INDEX "alert_deliveries_waiting" ON "platform"."alert_deliveries" USING btree ("city","next_try_at","id") WHERE "platform"."alert_deliveries"."next_try_at" is not null;--> statement-breakpoint
CREATE INDEX "alert_deliveries_account" ON "platform"."alert_deliveries" USING btree ("city","account_id","channel","created_at");--> statement-breakpoint
CREATE INDEX "alert_deliveries_channel" ON "platform"."alert_deliveries" USING btree ("city","channel","last_tried_at");--> statement-breakpoint
CREATE UNIQUE INDEX "alert_settings_account" ON "platform"."alert_settings" USING btree ("city","account_id");--> statement-breakpoint
CREATE INDEX "alert_settings_mail" ON "platform"."alert_settings" USING btree ("city","mail_index");--> statement-breakpoint
CREATE INDEX "alert_settings_mobile" ON "platform"."alert_settings" USING btree ("city","mobile_index");--> statement-breakpoint
CREATE INDEX "alerts_waking" ON "platform"."alerts" USING btree ("city","next_wake_at","id") WHERE "platform"."alerts"."next_wake_at" is not null;--> statement-breakpoint
CREATE INDEX "alerts_subject" ON "platform"."alerts" USING btree ("city","subject_kind","subject_id","raised_at");--> statement-breakpoint
CREATE UNIQUE INDEX "fired_points_once" ON "requests"."fired_points" USING btree ("city","clock_id","point");--> statement-breakpoint
CREATE INDEX "fired_points_request" ON "requests"."fired_points" USING btree ("city","request_id","fired_at");--> statement-breakpoint
CREATE INDEX "next_points_due" ON "requests"."next_points" USING btree ("city","next_at","id") WHERE "requests"."next_points"."next_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "duty_rosters_unit" ON "organisations"."duty_rosters" USING btree ("city","unit_id");--> statement-breakpoint
CREATE INDEX "duty_turns_unit" ON "organisations"."duty_turns" USING btree ("city","unit_id","on_day");--> statement-breakpoint
CREATE POLICY "alert_deliveries_in_city" ON "platform"."alert_deliveries" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "alert_settings_in_city" ON "platform"."alert_settings" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "alerts_in_city" ON "platform"."alerts" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "fired_points_in_city" ON "requests"."fired_points" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "next_points_in_city" ON "requests"."next_points" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "duty_rosters_in_city" ON "organisations"."duty_rosters" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "duty_turns_in_city" ON "organisations"."duty_turns" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));