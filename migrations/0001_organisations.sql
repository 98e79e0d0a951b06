CREATE SCHEMA "enterprises";
--> statement-breakpoint
CREATE SCHEMA "organisations";
--> statement-breakpoint
CREATE TABLE "enterprises"."enterprises" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"credit_code" text,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"division_code" text NOT NULL,
	"contact_name" text,
	"contact_phone" text,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "enterprises_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "enterprises"."enterprises" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organisations"."divisions" (
	"city" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"name_en" text NOT NULL,
	"aliases" text[] NOT NULL,
	"kind" text NOT NULL,
	"parent_code" text,
	"official_order" bigint NOT NULL,
	CONSTRAINT "divisions_city_code_pk" PRIMARY KEY("city","code"),
	CONSTRAINT "divisions_kind" CHECK ("organisations"."divisions"."kind" in ('city', 'district', 'county', 'county-level city', 'town', 'street'))
);
--> statement-breakpoint
ALTER TABLE "organisations"."divisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organisations"."duties" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"text" text NOT NULL,
	"keywords" text[] NOT NULL,
	CONSTRAINT "duties_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "organisations"."duties" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organisations"."people" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"slug" text,
	"name" text NOT NULL,
	"phone" text,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "people_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "organisations"."people" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organisations"."posts" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"title" text NOT NULL,
	"position" bigint NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	CONSTRAINT "posts_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "organisations"."posts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organisations"."units" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"slug" text NOT NULL,
	"parent_id" uuid,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"name_en" text NOT NULL,
	"aliases" text[] NOT NULL,
	"kind" text NOT NULL,
	"division_code" text NOT NULL,
	"official_order" bigint NOT NULL,
	"active_from_on" date NOT NULL,
	"active_to_on" date,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "units_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "units_kind" CHECK ("organisations"."units"."kind" in ('city', 'party', 'congress', 'consultative', 'government', 'bureau', 'office', 'institution', 'taskForce', 'district', 'town'))
);
--> statement-breakpoint
ALTER TABLE "organisations"."units" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "enterprises"."enterprises" ADD CONSTRAINT "enterprises_division_code" FOREIGN KEY ("city","division_code") REFERENCES "organisations"."divisions"("city","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations"."divisions" ADD CONSTRAINT "divisions_parent" FOREIGN KEY ("city","parent_code") REFERENCES "organisations"."divisions"("city","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations"."duties" ADD CONSTRAINT "duties_of_unit" FOREIGN KEY ("city","unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations"."posts" ADD CONSTRAINT "posts_of_unit" FOREIGN KEY ("city","unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations"."posts" ADD CONSTRAINT "posts_of_person" FOREIGN KEY ("city","person_id") REFERENCES "organisations"."people"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations"."units" ADD CONSTRAINT "units_parent_unit" FOREIGN KEY ("city","parent_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations"."units" ADD CONSTRAINT "units_division" FOREIGN KEY ("city","division_code") REFERENCES "organisations"."divisions"("city","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "enterprises_credit_code" ON "enterprises"."enterprises" USING btree ("city","credit_code");--> statement-breakpoint
CREATE INDEX "enterprises_division" ON "enterprises"."enterprises" USING btree ("city","division_code","name");--> statement-breakpoint
CREATE INDEX "duties_unit" ON "organisations"."duties" USING btree ("city","unit_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "people_slug" ON "organisations"."people" USING btree ("city","slug");--> statement-breakpoint
CREATE INDEX "posts_unit" ON "organisations"."posts" USING btree ("city","unit_id","position");--> statement-breakpoint
CREATE INDEX "posts_person" ON "organisations"."posts" USING btree ("city","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "units_slug" ON "organisations"."units" USING btree ("city","slug");--> statement-breakpoint
CREATE INDEX "units_parent" ON "organisations"."units" USING btree ("city","parent_id");--> statement-breakpoint
CREATE INDEX "units_order" ON "organisations"."units" USING btree ("city","official_order");--> statement-breakpoint
CREATE POLICY "enterprises_in_city" ON "enterprises"."enterprises" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "divisions_in_city" ON "organisations"."divisions" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "duties_in_city" ON "organisations"."duties" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "people_in_city" ON "organisations"."people" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "posts_in_city" ON "organisations"."posts" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "units_in_city" ON "organisations"."units" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));