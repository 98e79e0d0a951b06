CREATE TABLE "requests"."causes" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"topic_id" uuid NOT NULL,
	"owner_unit_id" uuid NOT NULL,
	"owner_name" text NOT NULL,
	"due_on" date NOT NULL,
	"measures" text,
	"state" text DEFAULT 'open' NOT NULL,
	"done_on" date,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "causes_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "causes_state" CHECK ("requests"."causes"."state" in ('open', 'done')),
	CONSTRAINT "causes_done" CHECK (("requests"."causes"."state" = 'done') = ("requests"."causes"."done_on" is not null)),
	CONSTRAINT "causes_measures" CHECK ("requests"."causes"."state" = 'open' or "requests"."causes"."measures" is not null)
);
--> statement-breakpoint
ALTER TABLE "requests"."causes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."call_backs" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"attempt" integer NOT NULL,
	"is_reached" boolean NOT NULL,
	"note" text,
	"called_by_id" text NOT NULL,
	"called_by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "call_backs_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "requests"."call_backs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."ratings" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"level" integer NOT NULL,
	"is_solved" boolean NOT NULL,
	"words" text,
	"source" text NOT NULL,
	"unit_id" uuid,
	"answered_by_id" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "ratings_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "ratings_level" CHECK ("requests"."ratings"."level" between 1 and 5),
	CONSTRAINT "ratings_source" CHECK ("requests"."ratings"."source" in ('firm', 'call-back'))
);
--> statement-breakpoint
ALTER TABLE "requests"."ratings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests"."answer_proposals" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"question" text NOT NULL,
	"answer" text NOT NULL,
	"source" text NOT NULL,
	"valid_to_on" date NOT NULL,
	"is_public" boolean NOT NULL,
	"owner_unit_id" uuid,
	"owner_name" text NOT NULL,
	"renews_id" uuid,
	"from_request_id" uuid,
	"state" text DEFAULT 'proposed' NOT NULL,
	"proposed_by_id" text NOT NULL,
	"proposed_by_name" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "answer_proposals_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "answer_proposals_state" CHECK ("requests"."answer_proposals"."state" in ('proposed', 'approved', 'declined')),
	CONSTRAINT "answer_proposals_decided" CHECK (("requests"."answer_proposals"."state" = 'proposed') = ("requests"."answer_proposals"."decided_at" is null))
);
--> statement-breakpoint
ALTER TABLE "requests"."answer_proposals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "requests"."requests_cause";--> statement-breakpoint
ALTER TABLE "requests"."known_answers" ADD COLUMN "owner_unit_id" uuid;--> statement-breakpoint
ALTER TABLE "requests"."known_answers" ADD COLUMN "owner_name" text;--> statement-breakpoint
ALTER TABLE "requests"."known_answers" ADD COLUMN "ended_by_name" text;--> statement-breakpoint
ALTER TABLE "requests"."known_answers" ADD COLUMN "ended_note" text;--> statement-breakpoint
ALTER TABLE "requests"."causes" ADD CONSTRAINT "causes_topic" FOREIGN KEY ("city","topic_id") REFERENCES "requests"."topics"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."causes" ADD CONSTRAINT "causes_owner" FOREIGN KEY ("city","owner_unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."call_backs" ADD CONSTRAINT "call_backs_request" FOREIGN KEY ("city","request_id") REFERENCES "requests"."requests"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."ratings" ADD CONSTRAINT "ratings_request" FOREIGN KEY ("city","request_id") REFERENCES "requests"."requests"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."answer_proposals" ADD CONSTRAINT "answer_proposals_topic" FOREIGN KEY ("city","topic_id") REFERENCES "requests"."topics"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."answer_proposals" ADD CONSTRAINT "answer_proposals_renews" FOREIGN KEY ("city","renews_id") REFERENCES "requests"."known_answers"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."answer_proposals" ADD CONSTRAINT "answer_proposals_request" FOREIGN KEY ("city","from_request_id") REFERENCES "requests"."requests"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."answer_proposals" ADD CONSTRAINT "answer_proposals_owner" FOREIGN KEY ("city","owner_unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "causes_state" ON "requests"."causes" USING btree ("city","state","due_on");--> statement-breakpoint
CREATE UNIQUE INDEX "call_backs_attempt" ON "requests"."call_backs" USING btree ("city","request_id","round","attempt");--> statement-breakpoint
CREATE INDEX "call_backs_at" ON "requests"."call_backs" USING btree ("city","at");--> statement-breakpoint
CREATE UNIQUE INDEX "ratings_round" ON "requests"."ratings" USING btree ("city","request_id","round");--> statement-breakpoint
CREATE INDEX "ratings_at" ON "requests"."ratings" USING btree ("city","at");--> statement-breakpoint
CREATE INDEX "answer_proposals_state" ON "requests"."answer_proposals" USING btree ("city","state","proposed_at");--> statement-breakpoint
ALTER TABLE "requests"."known_answers" ADD CONSTRAINT "known_answers_owner" FOREIGN KEY ("city","owner_unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."requests" ADD CONSTRAINT "requests_cause_of" FOREIGN KEY ("city","cause_id") REFERENCES "requests"."causes"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "known_answers_valid" ON "requests"."known_answers" USING btree ("city","valid_to_on");--> statement-breakpoint
CREATE INDEX "requests_credit_code" ON "requests"."requests" USING btree ("city","credit_code","registered_at") WHERE "requests"."requests"."enterprise_id" is null and "requests"."requests"."credit_code" is not null;--> statement-breakpoint
CREATE INDEX "requests_cause" ON "requests"."requests" USING btree ("city","cause_id","registered_at") WHERE "requests"."requests"."cause_id" is not null;--> statement-breakpoint
CREATE POLICY "causes_in_city" ON "requests"."causes" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "call_backs_in_city" ON "requests"."call_backs" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "ratings_in_city" ON "requests"."ratings" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "answer_proposals_in_city" ON "requests"."answer_proposals" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));