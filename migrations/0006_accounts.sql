CREATE TABLE "platform"."approvals" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"proposal" jsonb NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_by_name" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "approvals_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "approvals_state" CHECK ("platform"."approvals"."state" in ('waiting', 'approved', 'refused', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "platform"."approvals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform"."audit_archives" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"through_position" bigint NOT NULL,
	"through_hash" text NOT NULL,
	"row_count" bigint NOT NULL,
	"before" timestamp with time zone NOT NULL,
	"file_name" text NOT NULL,
	"file_sha256" text NOT NULL,
	"archived_at" timestamp with time zone NOT NULL,
	CONSTRAINT "audit_archives_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "platform"."audit_archives" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform"."audit_links" (
	"city" text NOT NULL,
	"position" bigint NOT NULL,
	"audit_id" uuid NOT NULL,
	"algorithm" text NOT NULL,
	"hash" text NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "audit_links_city_position_pk" PRIMARY KEY("city","position"),
	CONSTRAINT "audit_links_algorithm" CHECK ("platform"."audit_links"."algorithm" in ('sm3', 'sha256'))
);
--> statement-breakpoint
ALTER TABLE "platform"."audit_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform"."password_history" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"hash" text NOT NULL,
	"used_from" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "platform"."portfolio_items" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"grant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"item_id" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	CONSTRAINT "portfolio_items_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "portfolio_items_kind" CHECK ("platform"."portfolio_items"."kind" in ('unit', 'district', 'chain'))
);
--> statement-breakpoint
ALTER TABLE "platform"."portfolio_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform"."rule_versions" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"rule" text NOT NULL,
	"valid_from_on" date NOT NULL,
	"body" jsonb NOT NULL,
	"source" text NOT NULL,
	"enacted_by" text NOT NULL,
	"enacted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rule_versions_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "platform"."rule_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platform"."second_factors" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"user_id" text NOT NULL,
	"verified" boolean DEFAULT true NOT NULL,
	"failed_verification_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "platform"."sign_in_failures" (
	"name_hash" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"locks" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"last_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "platform"."grants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "platform"."grants" DROP CONSTRAINT "grants_scope_kind";--> statement-breakpoint
ALTER TABLE "platform"."audit_details" ALTER COLUMN "details" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "platform"."grants" DROP CONSTRAINT "grants_pkey";--> statement-breakpoint
ALTER TABLE "platform"."grants" ADD CONSTRAINT "grants_city_id_pk" PRIMARY KEY("city","id");--> statement-breakpoint
ALTER TABLE "platform"."accounts" ADD COLUMN "city" text;--> statement-breakpoint
UPDATE "platform"."accounts" a SET "city" = coalesce((SELECT g."city" FROM "platform"."grants" g WHERE g."account_id" = a."id" ORDER BY g."id" LIMIT 1), (SELECT c."code" FROM "platform"."cities" c ORDER BY c."code" LIMIT 1));--> statement-breakpoint
ALTER TABLE "platform"."accounts" ALTER COLUMN "city" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "platform"."accounts" ADD COLUMN "person_id" uuid;--> statement-breakpoint
ALTER TABLE "platform"."accounts" ADD COLUMN "origin" text DEFAULT 'local' NOT NULL;--> statement-breakpoint
ALTER TABLE "platform"."accounts" ADD COLUMN "closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "platform"."accounts" ADD COLUMN "must_change_password" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platform"."accounts" ADD COLUMN "password_changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "platform"."accounts" ADD COLUMN "last_sign_in_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "platform"."accounts" ADD COLUMN "two_factor_enabled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platform"."audit_details" ADD COLUMN "salt" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "platform"."audit_details" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "platform"."audit_rows" ADD COLUMN "grant_id" uuid;--> statement-breakpoint
ALTER TABLE "platform"."audit_rows" ADD COLUMN "acting_for" text;--> statement-breakpoint
ALTER TABLE "platform"."audit_rows" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "platform"."audit_rows" ADD COLUMN "details_digest" text;--> statement-breakpoint
ALTER TABLE "platform"."audit_rows" ADD COLUMN "digest_form" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "platform"."grants" ADD COLUMN "acting_for" uuid;--> statement-breakpoint
ALTER TABLE "platform"."grants" ADD COLUMN "origin" text DEFAULT 'local' NOT NULL;--> statement-breakpoint
ALTER TABLE "platform"."sessions" ADD COLUMN "last_seen_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "platform"."setup_links" ADD COLUMN "role" text DEFAULT 'system-administrator' NOT NULL;--> statement-breakpoint
ALTER TABLE "platform"."password_history" ADD CONSTRAINT "password_history_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "platform"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform"."portfolio_items" ADD CONSTRAINT "portfolio_items_of_grant" FOREIGN KEY ("city","grant_id") REFERENCES "platform"."grants"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform"."second_factors" ADD CONSTRAINT "second_factors_user_id_accounts_id_fk" FOREIGN KEY ("user_id") REFERENCES "platform"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approvals_state" ON "platform"."approvals" USING btree ("city","state","proposed_at");--> statement-breakpoint
CREATE INDEX "approvals_subject" ON "platform"."approvals" USING btree ("city","subject_kind","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_links_row" ON "platform"."audit_links" USING btree ("city","audit_id");--> statement-breakpoint
CREATE INDEX "password_history_account" ON "platform"."password_history" USING btree ("account_id","used_from");--> statement-breakpoint
CREATE INDEX "portfolio_items_grant" ON "platform"."portfolio_items" USING btree ("city","grant_id");--> statement-breakpoint
CREATE INDEX "rule_versions_rule" ON "platform"."rule_versions" USING btree ("city","rule","valid_from_on");--> statement-breakpoint
CREATE INDEX "second_factors_user" ON "platform"."second_factors" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "accounts_city" ON "platform"."accounts" USING btree ("city","id");--> statement-breakpoint
ALTER TABLE "platform"."accounts" ADD CONSTRAINT "accounts_origin" CHECK ("platform"."accounts"."origin" in ('local', 'single-sign-on'));--> statement-breakpoint
ALTER TABLE "platform"."grants" ADD CONSTRAINT "grants_origin" CHECK ("platform"."grants"."origin" in ('local', 'single-sign-on'));--> statement-breakpoint
ALTER TABLE "platform"."grants" ADD CONSTRAINT "grants_scope_kind" CHECK ("platform"."grants"."scope_kind" in ('city', 'district', 'unit', 'portfolio', 'enterprise', 'own'));--> statement-breakpoint
CREATE POLICY "grants_in_city" ON "platform"."grants" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "approvals_in_city" ON "platform"."approvals" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "audit_archives_in_city" ON "platform"."audit_archives" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "audit_links_in_city" ON "platform"."audit_links" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "portfolio_items_in_city" ON "platform"."portfolio_items" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "rule_versions_in_city" ON "platform"."rule_versions" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city in (current_setting('daqiao.city', true), '000000')) WITH CHECK (city = current_setting('daqiao.city', true));