CREATE TABLE "platform"."calendar_years" (
	"year" integer NOT NULL,
	"revision" integer NOT NULL,
	"notice_number" text NOT NULL,
	"source" text NOT NULL,
	"days" jsonb NOT NULL,
	"exception" text,
	"imported_at" timestamp with time zone NOT NULL,
	"imported_by" text NOT NULL,
	CONSTRAINT "calendar_years_year_revision_pk" PRIMARY KEY("year","revision")
);
--> statement-breakpoint
CREATE TABLE "platform"."clocks" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"name" text NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"unit_id" uuid,
	"rule_version_id" uuid,
	"terms" jsonb NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	"state" text NOT NULL,
	"pauses" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"extensions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"met_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"openness" text NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "clocks_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "clocks_state" CHECK ("platform"."clocks"."state" in ('running', 'paused', 'awaiting-calendar', 'met', 'missed', 'cancelled')),
	CONSTRAINT "clocks_due" CHECK ("platform"."clocks"."state" not in ('running', 'missed') or "platform"."clocks"."due_at" is not null),
	CONSTRAINT "clocks_ended" CHECK ("platform"."clocks"."state" not in ('met', 'missed') or "platform"."clocks"."met_at" is not null),
	CONSTRAINT "clocks_cancelled" CHECK (("platform"."clocks"."state" = 'cancelled') = ("platform"."clocks"."cancelled_at" is not null)),
	CONSTRAINT "clocks_openness" CHECK ("platform"."clocks"."openness" in ('public', 'on-request', 'internal'))
);
--> statement-breakpoint
ALTER TABLE "platform"."clocks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE UNIQUE INDEX "clocks_subject" ON "platform"."clocks" USING btree ("city","subject_kind","subject_id","name","round");--> statement-breakpoint
CREATE INDEX "clocks_open_of_unit" ON "platform"."clocks" USING btree ("city","unit_id","due_at","id") WHERE "platform"."clocks"."met_at" is null and "platform"."clocks"."cancelled_at" is null;--> statement-breakpoint
CREATE INDEX "clocks_open_by_due" ON "platform"."clocks" USING btree ("city","due_at","id") WHERE "platform"."clocks"."met_at" is null and "platform"."clocks"."cancelled_at" is null;--> statement-breakpoint
CREATE INDEX "clocks_awaiting" ON "platform"."clocks" USING btree ("city","id") WHERE "platform"."clocks"."state" = 'awaiting-calendar';--> statement-breakpoint
CREATE POLICY "clocks_in_city" ON "platform"."clocks" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));