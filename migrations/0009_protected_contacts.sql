CREATE TABLE "platform"."personal_data_cases" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"file_number" text NOT NULL,
	"requester" text NOT NULL,
	"ground" text NOT NULL,
	"kinds" text[] NOT NULL,
	"received_on" date NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"places" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"copied_at" timestamp with time zone,
	"corrected_at" timestamp with time zone,
	"approval_id" uuid,
	"erased_at" timestamp with time zone,
	"opened_by" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"outcome" text,
	"closed_by" text,
	"closed_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "personal_data_cases_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "personal_data_cases_state" CHECK ("platform"."personal_data_cases"."state" in ('open', 'closed')),
	CONSTRAINT "personal_data_cases_requester" CHECK ("platform"."personal_data_cases"."requester" in ('self', 'guardian', 'agent', 'relative')),
	CONSTRAINT "personal_data_cases_outcome" CHECK ("platform"."personal_data_cases"."outcome" in ('done', 'refused', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "platform"."personal_data_cases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "enterprises"."enterprises" ADD COLUMN "contact_name_index" text;--> statement-breakpoint
ALTER TABLE "enterprises"."enterprises" ADD COLUMN "contact_phone_index" text;--> statement-breakpoint
ALTER TABLE "enterprises"."registrations" ADD COLUMN "contact_name_index" text;--> statement-breakpoint
ALTER TABLE "enterprises"."registrations" ADD COLUMN "contact_phone_index" text;--> statement-breakpoint
ALTER TABLE "organisations"."people" ADD COLUMN "phone_index" text;--> statement-breakpoint
CREATE INDEX "personal_data_cases_state" ON "platform"."personal_data_cases" USING btree ("city","state","received_on");--> statement-breakpoint
CREATE INDEX "enterprises_contact_name" ON "enterprises"."enterprises" USING btree ("city","contact_name_index");--> statement-breakpoint
CREATE INDEX "enterprises_contact_phone" ON "enterprises"."enterprises" USING btree ("city","contact_phone_index");--> statement-breakpoint
CREATE INDEX "registrations_contact_name" ON "enterprises"."registrations" USING btree ("city","contact_name_index");--> statement-breakpoint
CREATE INDEX "registrations_contact_phone" ON "enterprises"."registrations" USING btree ("city","contact_phone_index");--> statement-breakpoint
CREATE INDEX "people_name" ON "organisations"."people" USING btree ("city","name");--> statement-breakpoint
CREATE INDEX "people_phone" ON "organisations"."people" USING btree ("city","phone_index");--> statement-breakpoint
CREATE POLICY "personal_data_cases_in_city" ON "platform"."personal_data_cases" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));