ALTER TABLE "requests"."requests" ADD COLUMN "may_be_published" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "requests"."requests" ADD COLUMN "cause_id" uuid;--> statement-breakpoint
ALTER TABLE "requests"."requests" ADD COLUMN "escalation_level" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "requests"."requests" ADD COLUMN "contact_word" text;--> statement-breakpoint
ALTER TABLE "requests"."requests" ADD COLUMN "external_source" text;--> statement-breakpoint
ALTER TABLE "requests"."requests" ADD COLUMN "external_number" text;--> statement-breakpoint
ALTER TABLE "requests"."requests" ADD COLUMN "untimed" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "requests_external" ON "requests"."requests" USING btree ("city","external_source","external_number") WHERE "requests"."requests"."external_number" is not null;--> statement-breakpoint
CREATE INDEX "requests_cause" ON "requests"."requests" USING btree ("city","cause_id") WHERE "requests"."requests"."cause_id" is not null;--> statement-breakpoint
ALTER TABLE "requests"."requests" ADD CONSTRAINT "requests_contact_word" CHECK ("requests"."requests"."contact_word" in ('claimed', 'confirmed', 'denied'));--> statement-breakpoint
ALTER TABLE "requests"."requests" ADD CONSTRAINT "requests_escalation" CHECK ("requests"."requests"."escalation_level" between 0 and 3);--> statement-breakpoint
ALTER TABLE "requests"."requests" ADD CONSTRAINT "requests_external_both" CHECK (("requests"."requests"."external_number" is null) = ("requests"."requests"."external_source" is null));