DROP POLICY "drafts_in_city" ON "ladder"."drafts" CASCADE;--> statement-breakpoint
DROP TABLE "ladder"."drafts" CASCADE;