ALTER TABLE "requests"."frozen_timings" ADD COLUMN "reopened_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "requests"."timings" ADD COLUMN "reopened_at" timestamp with time zone;