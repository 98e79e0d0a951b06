CREATE SCHEMA "documents";
--> statement-breakpoint
CREATE TABLE "documents"."articles" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"reading_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"headline" text,
	"kicker" text,
	"paper" text,
	"date" date,
	"bylines" jsonb NOT NULL,
	"headings" jsonb NOT NULL,
	"owner_kind" text,
	"owner_id" text,
	"owner_reason" text,
	CONSTRAINT "articles_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "articles_owner" CHECK ("documents"."articles"."owner_kind" in ('division', 'unit'))
);
--> statement-breakpoint
ALTER TABLE "documents"."articles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "documents"."documents" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"openness" text NOT NULL,
	"origin" text NOT NULL,
	"number" text,
	"issuer" text,
	"published_on" date,
	"division" text NOT NULL,
	"reading_id" uuid,
	"series_id" uuid NOT NULL,
	"added_by" text NOT NULL,
	"added_by_name" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "documents_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "documents_openness" CHECK ("documents"."documents"."openness" in ('public', 'on-request', 'internal')),
	CONSTRAINT "documents_origin" CHECK ("documents"."documents"."origin" in ('original', 'press')),
	CONSTRAINT "documents_kind" CHECK ("documents"."documents"."kind" in ('newspaper', 'report', 'plan', 'notice', 'policy', 'minutes', 'other'))
);
--> statement-breakpoint
ALTER TABLE "documents"."documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "documents"."paragraphs" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"reading_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"article" bigint NOT NULL,
	"position" bigint NOT NULL,
	"text" text NOT NULL,
	"pairs" "tsvector" NOT NULL,
	CONSTRAINT "paragraphs_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "documents"."paragraphs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "documents"."proposals" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"reading_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"article" bigint NOT NULL,
	"paragraph" bigint NOT NULL,
	"start_at" bigint NOT NULL,
	"end_at" bigint NOT NULL,
	"quote" text NOT NULL,
	"before" text NOT NULL,
	"after" text NOT NULL,
	"content" jsonb NOT NULL,
	"state" text NOT NULL,
	"correction" jsonb,
	"decided_by" text,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"remembered" text,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "proposals_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "proposals_kind" CHECK ("documents"."proposals"."kind" in ('measure', 'figure')),
	CONSTRAINT "proposals_state" CHECK ("documents"."proposals"."state" in ('open', 'accepted', 'rejected'))
);
--> statement-breakpoint
ALTER TABLE "documents"."proposals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "documents"."readings" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"reader_version" text NOT NULL,
	"entities" jsonb NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "readings_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "documents"."readings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "documents"."articles" ADD CONSTRAINT "articles_city_reading_id_readings_city_id_fk" FOREIGN KEY ("city","reading_id") REFERENCES "documents"."readings"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents"."documents" ADD CONSTRAINT "documents_city_file_id_files_city_id_fk" FOREIGN KEY ("city","file_id") REFERENCES "platform"."files"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents"."paragraphs" ADD CONSTRAINT "paragraphs_city_reading_id_readings_city_id_fk" FOREIGN KEY ("city","reading_id") REFERENCES "documents"."readings"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents"."proposals" ADD CONSTRAINT "proposals_city_document_id_documents_city_id_fk" FOREIGN KEY ("city","document_id") REFERENCES "documents"."documents"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents"."proposals" ADD CONSTRAINT "proposals_city_reading_id_readings_city_id_fk" FOREIGN KEY ("city","reading_id") REFERENCES "documents"."readings"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents"."readings" ADD CONSTRAINT "readings_city_document_id_documents_city_id_fk" FOREIGN KEY ("city","document_id") REFERENCES "documents"."documents"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "articles_position" ON "documents"."articles" USING btree ("city","reading_id","position");--> statement-breakpoint
CREATE INDEX "documents_added" ON "documents"."documents" USING btree ("city","added_at");--> statement-breakpoint
CREATE INDEX "documents_series" ON "documents"."documents" USING btree ("city","series_id");--> statement-breakpoint
CREATE UNIQUE INDEX "paragraphs_position" ON "documents"."paragraphs" USING btree ("city","reading_id","article","position");--> statement-breakpoint
CREATE INDEX "paragraphs_pairs" ON "documents"."paragraphs" USING gin ("pairs");--> statement-breakpoint
CREATE INDEX "proposals_reading" ON "documents"."proposals" USING btree ("city","reading_id","article","paragraph","start_at");--> statement-breakpoint
CREATE INDEX "readings_document" ON "documents"."readings" USING btree ("city","document_id");--> statement-breakpoint
CREATE POLICY "articles_in_city" ON "documents"."articles" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "documents_in_city" ON "documents"."documents" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "paragraphs_in_city" ON "documents"."paragraphs" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "proposals_in_city" ON "documents"."proposals" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "readings_in_city" ON "documents"."readings" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));