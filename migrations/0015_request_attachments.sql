CREATE TABLE "requests"."attachments" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"bytes" bigint NOT NULL,
	"source" text NOT NULL,
	"added_by" text NOT NULL,
	"added_by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "attachments_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "attachments_kind" CHECK ("requests"."attachments"."kind" in ('jpeg', 'png', 'heic', 'webp', 'pdf', 'docx', 'xlsx', 'txt', 'csv')),
	CONSTRAINT "attachments_source" CHECK ("requests"."attachments"."source" in ('firm', 'city'))
);
--> statement-breakpoint
ALTER TABLE "requests"."attachments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "organisations"."units" ADD COLUMN "office_phone" text;--> statement-breakpoint
ALTER TABLE "requests"."attachments" ADD CONSTRAINT "attachments_request_of" FOREIGN KEY ("city","request_id") REFERENCES "requests"."requests"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests"."attachments" ADD CONSTRAINT "attachments_file" FOREIGN KEY ("city","file_id") REFERENCES "platform"."files"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_request" ON "requests"."attachments" USING btree ("city","request_id","at");--> statement-breakpoint
CREATE POLICY "attachments_in_city" ON "requests"."attachments" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));