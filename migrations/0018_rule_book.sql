CREATE TABLE "requests"."extension_asks" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"value" integer NOT NULL,
	"reason" text NOT NULL,
	"asked_by_id" text NOT NULL,
	"asked_by_name" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	CONSTRAINT "extension_asks_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "extension_asks_state" CHECK ("requests"."extension_asks"."state" in ('open', 'granted', 'refused')),
	CONSTRAINT "extension_asks_decided" CHECK (("requests"."extension_asks"."state" = 'open') = ("requests"."extension_asks"."decided_at" is null)),
	CONSTRAINT "extension_asks_value" CHECK ("requests"."extension_asks"."value" > 0)
);
--> statement-breakpoint
ALTER TABLE "requests"."extension_asks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."answer_templates" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"unit_id" uuid,
	"topic_id" uuid,
	"occasion" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"active_to_on" date,
	"changed_by_name" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "answer_templates_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "answer_templates_for" CHECK ("requests"."answer_templates"."occasion" in ('contact', 'plan', 'propose-answer', 'refuse', 'pause'))
);
--> statement-breakpoint
ALTER TABLE "requests"."answer_templates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "requests"."topics" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "requests"."extension_asks" ADD CONSTRAINT "extension_asks_request" FOREIGN KEY ("city","request_id") REFERENCES "requests"."requests"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."answer_templates" ADD CONSTRAINT "answer_templates_unit" FOREIGN KEY ("city","unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."answer_templates" ADD CONSTRAINT "answer_templates_topic" FOREIGN KEY ("city","topic_id") REFERENCES "requests"."topics"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "extension_asks_open" ON "requests"."extension_asks" USING btree ("city","request_id","round") WHERE "requests"."extension_asks"."state" = 'open';--> statement-breakpoint
CREATE INDEX "answer_templates_occasion" ON "requests"."answer_templates" USING btree ("city","occasion");--> statement-breakpoint
ALTER TABLE "requests"."topics" ADD CONSTRAINT "topics_merged_into" FOREIGN KEY ("city","merged_into_id") REFERENCES "requests"."topics"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "extension_asks_in_city" ON "requests"."extension_asks" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "answer_templates_in_city" ON "requests"."answer_templates" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));