ALTER TABLE "requests"."bulletins" DROP CONSTRAINT "bulletins_approved";--> statement-breakpoint
ALTER TABLE "requests"."bulletins" ADD COLUMN "state" text NOT NULL;--> statement-breakpoint
ALTER TABLE "requests"."bulletins" ADD COLUMN "audience" text NOT NULL;--> statement-breakpoint
ALTER TABLE "requests"."bulletins" ADD COLUMN "issuer" text NOT NULL;--> statement-breakpoint
ALTER TABLE "requests"."bulletins" ADD COLUMN "content" jsonb;--> statement-breakpoint
ALTER TABLE "requests"."bulletins" ADD COLUMN "approved_by" text;--> statement-breakpoint
ALTER TABLE "requests"."bulletins" ADD COLUMN "year" integer;--> statement-breakpoint
ALTER TABLE "requests"."bulletins" ADD COLUMN "serial" integer;--> statement-breakpoint
ALTER TABLE "requests"."bulletins" ADD COLUMN "file_id" uuid;--> statement-breakpoint
ALTER TABLE "requests"."bulletins" ADD CONSTRAINT "bulletins_file" FOREIGN KEY ("city","file_id") REFERENCES "platform"."files"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bulletins_number" ON "requests"."bulletins" USING btree ("city","year","serial");--> statement-breakpoint
ALTER TABLE "requests"."bulletins" ADD CONSTRAINT "bulletins_state" CHECK ("requests"."bulletins"."state" in ('draft', 'approved'));--> statement-breakpoint
ALTER TABLE "requests"."bulletins" ADD CONSTRAINT "bulletins_audience" CHECK ("requests"."bulletins"."audience" in ('internal', 'public'));--> statement-breakpoint
ALTER TABLE "requests"."bulletins" ADD CONSTRAINT "bulletins_written" CHECK ("requests"."bulletins"."file_id" is null or "requests"."bulletins"."state" = 'approved');--> statement-breakpoint
ALTER TABLE "requests"."bulletins" ADD CONSTRAINT "bulletins_approved" CHECK (("requests"."bulletins"."state" = 'approved') = ("requests"."bulletins"."approved_by" is not null and "requests"."bulletins"."approved_by_name" is not null and "requests"."bulletins"."approved_at" is not null and "requests"."bulletins"."year" is not null and "requests"."bulletins"."serial" is not null and "requests"."bulletins"."content" is not null));