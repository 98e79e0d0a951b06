DROP INDEX "platform"."audit_rows_at";--> statement-breakpoint
CREATE INDEX "audit_rows_account" ON "platform"."audit_rows" USING btree ("city","account_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_rows_action" ON "platform"."audit_rows" USING btree ("city","action","at","id");--> statement-breakpoint
CREATE INDEX "audit_rows_subject" ON "platform"."audit_rows" USING btree ("city","subject_id","at","id") WHERE "platform"."audit_rows"."subject_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_rows_result" ON "platform"."audit_rows" USING btree ("city","result","at","id") WHERE "platform"."audit_rows"."result" <> 'done';--> statement-breakpoint
CREATE INDEX "audit_rows_address" ON "platform"."audit_rows" USING btree ("city","address","at","id") WHERE "platform"."audit_rows"."address" is not null;--> statement-breakpoint
CREATE INDEX "audit_rows_at" ON "platform"."audit_rows" USING btree ("city","at","id");