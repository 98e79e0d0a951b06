CREATE TABLE "enterprises"."invitations" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "invitations_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "enterprises"."invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enterprises"."registrations" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"receipt_hash" text NOT NULL,
	"account_id" text NOT NULL,
	"username" text NOT NULL,
	"credit_code" text NOT NULL,
	"firm_name" text NOT NULL,
	"division_code" text NOT NULL,
	"contact_name" text NOT NULL,
	"contact_phone" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"enterprise_id" uuid,
	"reason" text,
	"note" text,
	"submitted_at" timestamp with time zone NOT NULL,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "registrations_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "registrations_state_known" CHECK ("enterprises"."registrations"."state" in ('waiting', 'confirmed', 'refused'))
);
--> statement-breakpoint
ALTER TABLE "enterprises"."registrations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "enterprises"."invitations" ADD CONSTRAINT "invitations_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises"."registrations" ADD CONSTRAINT "registrations_enterprise" FOREIGN KEY ("city","enterprise_id") REFERENCES "enterprises"."enterprises"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_code" ON "enterprises"."invitations" USING btree ("city","code_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "registrations_receipt" ON "enterprises"."registrations" USING btree ("city","receipt_hash");--> statement-breakpoint
CREATE INDEX "registrations_state" ON "enterprises"."registrations" USING btree ("city","state","submitted_at");--> statement-breakpoint
CREATE INDEX "registrations_code" ON "enterprises"."registrations" USING btree ("city","credit_code");--> statement-breakpoint
CREATE POLICY "invitations_in_city" ON "enterprises"."invitations" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "registrations_in_city" ON "enterprises"."registrations" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));