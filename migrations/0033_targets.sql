CREATE TABLE "goals"."indicators" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"other_names" jsonb NOT NULL,
	"unit" text,
	"direction" text NOT NULL,
	"period_type" text NOT NULL,
	"counting" text NOT NULL,
	"is_additive" boolean NOT NULL,
	"publisher" text NOT NULL,
	"owner_unit_id" uuid,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "indicators_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "indicators_name" UNIQUE NULLS NOT DISTINCT("city","name","unit"),
	CONSTRAINT "indicators_direction" CHECK ("goals"."indicators"."direction" in ('more', 'less')),
	CONSTRAINT "indicators_period_type" CHECK ("goals"."indicators"."period_type" in ('month', 'quarter', 'half-year', 'year')),
	CONSTRAINT "indicators_counting" CHECK ("goals"."indicators"."counting" in ('cumulative', 'stock', 'rate'))
);
--> statement-breakpoint
ALTER TABLE "goals"."indicators" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "goals"."stages" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"goal_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"name" text NOT NULL,
	"due_on" date,
	"reached_on" date,
	"document_id" uuid,
	"evidence" text,
	"entered_by" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stages_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "stages_proved" CHECK ("goals"."stages"."reached_on" is null or "goals"."stages"."evidence" is not null)
);
--> statement-breakpoint
ALTER TABLE "goals"."stages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD COLUMN "indicator_id" uuid;--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD COLUMN "ends_on" date;--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD COLUMN "share_of" uuid;--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD COLUMN "baseline" text;--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD COLUMN "read_as" text;--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD COLUMN "read_as_by_name" text;--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD COLUMN "read_as_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD COLUMN "standing" text;--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD COLUMN "is_estimated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD COLUMN "stated_by" text;--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "goals"."indicators" ADD CONSTRAINT "indicators_unit" FOREIGN KEY ("city","owner_unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals"."stages" ADD CONSTRAINT "stages_goal" FOREIGN KEY ("city","goal_id") REFERENCES "goals"."goals"("city","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals"."stages" ADD CONSTRAINT "stages_document" FOREIGN KEY ("city","document_id") REFERENCES "documents"."documents"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "stages_place" ON "goals"."stages" USING btree ("city","goal_id","position");--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD CONSTRAINT "figures_indicator" FOREIGN KEY ("city","indicator_id") REFERENCES "goals"."indicators"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD CONSTRAINT "figures_share_of" FOREIGN KEY ("city","share_of") REFERENCES "goals"."figures"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "figures_series" ON "goals"."figures" USING btree ("city","indicator_id","owner_id","ends_on");--> statement-breakpoint
CREATE INDEX "figures_shares" ON "goals"."figures" USING btree ("city","share_of");--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD CONSTRAINT "figures_read_as" CHECK ("goals"."figures"."read_as" in ('>=', '>', '<=', '<'));--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD CONSTRAINT "figures_standing" CHECK ("goals"."figures"."standing" in ('preliminary', 'final'));--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD CONSTRAINT "figures_stated_by" CHECK ("goals"."figures"."stated_by" in ('document', 'press', 'statistics', 'competent', 'own'));--> statement-breakpoint
CREATE POLICY "indicators_in_city" ON "goals"."indicators" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "stages_in_city" ON "goals"."stages" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
-- Actuals of before: the last day of their period, and that a paper states them.
UPDATE "goals"."figures" f SET "stated_by" = 'document', "ends_on" = CASE length(l."last")
  WHEN 4 THEN (l."last" || '-12-31')::date
  WHEN 7 THEN ((l."last" || '-01')::date + interval '1 month' - interval '1 day')::date
  WHEN 10 THEN l."last"::date END
FROM (SELECT "city", "id", split_part("period", '..', -1) AS "last" FROM "goals"."figures") l
WHERE f."city" = l."city" AND f."id" = l."id" AND f."kind" = 'actual' AND l."last" ~ '^\d{4}(-\d{2}){0,2}$';
