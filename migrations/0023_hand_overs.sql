CREATE TABLE "requests"."hand_overs" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"place" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"given_by" text NOT NULL,
	"given_by_name" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"open" integer NOT NULL,
	"overdue" integer NOT NULL,
	"soon" integer NOT NULL,
	"note" text NOT NULL,
	"items" jsonb NOT NULL,
	"taken_by" text,
	"taken_by_name" text,
	"taken_at" timestamp with time zone,
	CONSTRAINT "hand_overs_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "hand_overs_place_known" CHECK ("requests"."hand_overs"."place" in ('desk', 'unit')),
	CONSTRAINT "hand_overs_taken" CHECK (("requests"."hand_overs"."taken_by" is null) = ("requests"."hand_overs"."taken_at" is null))
);
--> statement-breakpoint
ALTER TABLE "requests"."hand_overs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "requests"."hand_overs" ADD CONSTRAINT "hand_overs_unit" FOREIGN KEY ("city","unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hand_overs_place" ON "requests"."hand_overs" USING btree ("city","unit_id","place","given_at");--> statement-breakpoint
CREATE POLICY "hand_overs_in_city" ON "requests"."hand_overs" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));