CREATE SCHEMA "platform";
--> statement-breakpoint
CREATE TABLE "platform"."accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"username" text,
	"display_username" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_email_unique" UNIQUE("email"),
	CONSTRAINT "accounts_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "platform"."audit_details" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"details" jsonb NOT NULL,
	CONSTRAINT "audit_details_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "platform"."audit_details" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform"."audit_rows" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"account_id" text NOT NULL,
	"role" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text,
	"result" text NOT NULL,
	"request_id" text NOT NULL,
	"digest" text NOT NULL,
	CONSTRAINT "audit_rows_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "audit_rows_result" CHECK ("platform"."audit_rows"."result" in ('done', 'denied', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "platform"."audit_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform"."cities" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"is_sample" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "platform"."credentials" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "platform"."events" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "platform"."events_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"version" bigint NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"account_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"facts" jsonb NOT NULL,
	CONSTRAINT "events_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "platform"."events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform"."files" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"bytes" bigint NOT NULL,
	"media_type" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "files_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "platform"."files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform"."grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"city" text NOT NULL,
	"account_id" text NOT NULL,
	"role" text NOT NULL,
	"scope_kind" text NOT NULL,
	"scope_id" text NOT NULL,
	"unit_id" uuid,
	"post" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	CONSTRAINT "grants_scope_kind" CHECK ("platform"."grants"."scope_kind" in ('city', 'district', 'unit', 'enterprise', 'own'))
);
--> statement-breakpoint
CREATE TABLE "platform"."sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"grant_id" uuid,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "platform"."setup_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"city" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "platform"."verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "platform"."credentials" ADD CONSTRAINT "credentials_user_id_accounts_id_fk" FOREIGN KEY ("user_id") REFERENCES "platform"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform"."grants" ADD CONSTRAINT "grants_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "platform"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform"."sessions" ADD CONSTRAINT "sessions_user_id_accounts_id_fk" FOREIGN KEY ("user_id") REFERENCES "platform"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_rows_at" ON "platform"."audit_rows" USING btree ("city","at");--> statement-breakpoint
CREATE INDEX "credentials_user" ON "platform"."credentials" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "events_subject" ON "platform"."events" USING btree ("city","subject_kind","subject_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "files_sha256" ON "platform"."files" USING btree ("city","sha256");--> statement-breakpoint
CREATE INDEX "grants_account" ON "platform"."grants" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "platform"."sessions" USING btree ("user_id");--> statement-breakpoint
CREATE POLICY "audit_details_in_city" ON "platform"."audit_details" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "audit_rows_in_city" ON "platform"."audit_rows" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "events_in_city" ON "platform"."events" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "files_in_city" ON "platform"."files" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));