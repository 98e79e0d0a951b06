CREATE SCHEMA "requests";
--> statement-breakpoint
CREATE TABLE "requests"."dispatch_rules" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"topic_id" uuid,
	"division_code" text,
	"enterprise_id" uuid,
	"unit_id" uuid NOT NULL,
	"source" text NOT NULL,
	"valid_from_on" date NOT NULL,
	"valid_to_on" date,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "dispatch_rules_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "requests"."dispatch_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."earlier_rounds" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"lead_unit_id" uuid,
	"handler_name" text,
	"plan" text,
	"answer" text NOT NULL,
	"answer_by_name" text NOT NULL,
	"approved_by_name" text,
	"contacted_at" timestamp with time zone,
	"planned_at" timestamp with time zone,
	"answered_at" timestamp with time zone NOT NULL,
	"outcome" text,
	"redone_at" timestamp with time zone NOT NULL,
	CONSTRAINT "earlier_rounds_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "requests"."earlier_rounds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."known_answers" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"question" text NOT NULL,
	"answer" text NOT NULL,
	"source" text NOT NULL,
	"approved_by_name" text NOT NULL,
	"approved_at" timestamp with time zone NOT NULL,
	"valid_to_on" date NOT NULL,
	"is_public" boolean NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "known_answers_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "requests"."known_answers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."remarks" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"audience" text NOT NULL,
	"occasion" text NOT NULL,
	"reason" text,
	"body" text NOT NULL,
	"account_id" text NOT NULL,
	"author_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "remarks_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "remarks_audience" CHECK ("requests"."remarks"."audience" in ('internal', 'firm'))
);
--> statement-breakpoint
ALTER TABLE "requests"."remarks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."requests" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"submission_hash" text NOT NULL,
	"place" integer NOT NULL,
	"code_hash" text NOT NULL,
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"topic_id" uuid NOT NULL,
	"division_code" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"enterprise_id" uuid,
	"firm_name" text NOT NULL,
	"credit_code" text,
	"contact_name" text NOT NULL,
	"contact_name_index" text,
	"contact_phone" text,
	"contact_phone_index" text,
	"about_unit_id" uuid,
	"jobs_at_risk" integer,
	"output_at_risk_yuan" bigint,
	"state" text NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"lead_unit_id" uuid,
	"suggested_unit_id" uuid,
	"handler_id" text,
	"handler_name" text,
	"refusal" text,
	"refusal_note" text,
	"outcome" text,
	"merged_into_id" uuid,
	"plan" text,
	"answer" text,
	"answer_by_id" text,
	"answer_by_name" text,
	"approved_by_name" text,
	"registered_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"dispatched_at" timestamp with time zone,
	"signed_at" timestamp with time zone,
	"contacted_at" timestamp with time zone,
	"planned_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"next_due_at" timestamp with time zone,
	"entered_by" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "requests_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "requests_channel" CHECK ("requests"."requests"."channel" in ('online', 'call', 'visit', 'hotline')),
	CONSTRAINT "requests_kind" CHECK ("requests"."requests"."kind" in ('inquiry', 'help', 'complaint', 'suggestion')),
	CONSTRAINT "requests_state_known" CHECK ("requests"."requests"."state" in ('registered', 'accepted', 'dispatched', 'working', 'answer-proposed', 'answered', 'closed', 'refused')),
	CONSTRAINT "requests_outcome" CHECK ("requests"."requests"."outcome" in ('solved', 'explained', 'explained-by-law', 'withdrawn', 'merged', 'refused')),
	CONSTRAINT "requests_ended" CHECK (("requests"."requests"."state" in ('closed', 'refused')) = ("requests"."requests"."closed_at" is not null)),
	CONSTRAINT "requests_outcome_of_end" CHECK (("requests"."requests"."outcome" is null) = ("requests"."requests"."closed_at" is null))
);
--> statement-breakpoint
ALTER TABLE "requests"."requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."serials" (
	"city" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "serials_city_year_pk" PRIMARY KEY("city","year")
);
--> statement-breakpoint
ALTER TABLE "requests"."serials" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."supporters" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"task" text NOT NULL,
	"reply" text,
	"replied_by_name" text,
	"replied_at" timestamp with time zone,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "supporters_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "requests"."supporters" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."topics" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"words" text[] NOT NULL,
	"template" text NOT NULL,
	"position" integer NOT NULL,
	"active_to_on" date,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "topics_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "requests"."topics" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "requests"."dispatch_rules" ADD CONSTRAINT "dispatch_rules_topic" FOREIGN KEY ("city","topic_id") REFERENCES "requests"."topics"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."dispatch_rules" ADD CONSTRAINT "dispatch_rules_unit" FOREIGN KEY ("city","unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."dispatch_rules" ADD CONSTRAINT "dispatch_rules_firm" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."earlier_rounds" ADD CONSTRAINT "earlier_rounds_request" FOREIGN KEY ("city","request_id") REFERENCES "requests"."requests"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."known_answers" ADD CONSTRAINT "known_answers_topic_of" FOREIGN KEY ("city","topic_id") REFERENCES "requests"."topics"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."remarks" ADD CONSTRAINT "remarks_request_of" FOREIGN KEY ("city","request_id") REFERENCES "requests"."requests"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."requests" ADD CONSTRAINT "requests_topic_of" FOREIGN KEY ("city","topic_id") REFERENCES "requests"."topics"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."requests" ADD CONSTRAINT "requests_firm_of" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."requests" ADD CONSTRAINT "requests_lead_unit" FOREIGN KEY ("city","lead_unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."requests" ADD CONSTRAINT "requests_suggested_unit" FOREIGN KEY ("city","suggested_unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."requests" ADD CONSTRAINT "requests_about_unit" FOREIGN KEY ("city","about_unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."requests" ADD CONSTRAINT "requests_merged_into" FOREIGN KEY ("city","merged_into_id") REFERENCES "requests"."requests"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."supporters" ADD CONSTRAINT "supporters_request" FOREIGN KEY ("city","request_id") REFERENCES "requests"."requests"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."supporters" ADD CONSTRAINT "supporters_unit_of" FOREIGN KEY ("city","unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "earlier_rounds_round" ON "requests"."earlier_rounds" USING btree ("city","request_id","round");--> statement-breakpoint
CREATE INDEX "known_answers_topic" ON "requests"."known_answers" USING btree ("city","topic_id");--> statement-breakpoint
CREATE INDEX "remarks_request" ON "requests"."remarks" USING btree ("city","request_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "requests_number" ON "requests"."requests" USING btree ("city","number");--> statement-breakpoint
CREATE UNIQUE INDEX "requests_submission" ON "requests"."requests" USING btree ("city","submission_hash","place");--> statement-breakpoint
CREATE INDEX "requests_code" ON "requests"."requests" USING btree ("city","code_hash");--> statement-breakpoint
CREATE INDEX "requests_open" ON "requests"."requests" USING btree ("city","next_due_at","id") WHERE "requests"."requests"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "requests_open_of_unit" ON "requests"."requests" USING btree ("city","lead_unit_id","next_due_at","id") WHERE "requests"."requests"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "requests_registered" ON "requests"."requests" USING btree ("city","registered_at","id");--> statement-breakpoint
CREATE INDEX "requests_state" ON "requests"."requests" USING btree ("city","state","registered_at","id");--> statement-breakpoint
CREATE INDEX "requests_unit" ON "requests"."requests" USING btree ("city","lead_unit_id","registered_at");--> statement-breakpoint
CREATE INDEX "requests_firm" ON "requests"."requests" USING btree ("city","enterprise_id","registered_at");--> statement-breakpoint
CREATE INDEX "requests_topic" ON "requests"."requests" USING btree ("city","topic_id","registered_at");--> statement-breakpoint
CREATE INDEX "requests_division" ON "requests"."requests" USING btree ("city","division_code","registered_at");--> statement-breakpoint
CREATE INDEX "requests_contact_name" ON "requests"."requests" USING btree ("city","contact_name_index");--> statement-breakpoint
CREATE INDEX "requests_contact_phone" ON "requests"."requests" USING btree ("city","contact_phone_index");--> statement-breakpoint
CREATE UNIQUE INDEX "supporters_unit" ON "requests"."supporters" USING btree ("city","request_id","unit_id","round");--> statement-breakpoint
CREATE INDEX "supporters_of_unit" ON "requests"."supporters" USING btree ("city","unit_id","request_id");--> statement-breakpoint
CREATE UNIQUE INDEX "topics_slug" ON "requests"."topics" USING btree ("city","slug");--> statement-breakpoint
CREATE POLICY "dispatch_rules_in_city" ON "requests"."dispatch_rules" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "earlier_rounds_in_city" ON "requests"."earlier_rounds" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "known_answers_in_city" ON "requests"."known_answers" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "remarks_in_city" ON "requests"."remarks" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "requests_in_city" ON "requests"."requests" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "serials_in_city" ON "requests"."serials" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "supporters_in_city" ON "requests"."supporters" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "topics_in_city" ON "requests"."topics" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));