CREATE SCHEMA "goals";
--> statement-breakpoint
CREATE TABLE "goals"."assignments" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"goal_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"role" text NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "assignments_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "assignments_role" CHECK ("goals"."assignments"."role" in ('lead', 'supporting'))
);
--> statement-breakpoint
ALTER TABLE "goals"."assignments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "goals"."figures" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"indicator" text NOT NULL,
	"op" text NOT NULL,
	"value" text NOT NULL,
	"unit" text,
	"period" text,
	"year" bigint NOT NULL,
	"due_on" date,
	"goal_id" uuid,
	"commissioner" text NOT NULL,
	"owner_kind" text NOT NULL,
	"owner_id" text NOT NULL,
	"document_id" uuid,
	"reading_id" uuid,
	"proposal_id" uuid,
	"article" bigint,
	"paragraph" bigint,
	"start_at" bigint,
	"end_at" bigint,
	"quote" text,
	"entered_by" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"openness" text NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "figures_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "figures_kind" CHECK ("goals"."figures"."kind" in ('target', 'actual')),
	CONSTRAINT "figures_op" CHECK ("goals"."figures"."op" in ('=', '>=', '>', '<=', '<', '~'))
);
--> statement-breakpoint
ALTER TABLE "goals"."figures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "goals"."goals" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"serial" bigint NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"parent_id" uuid,
	"commissioner" text NOT NULL,
	"owner_kind" text NOT NULL,
	"owner_id" text NOT NULL,
	"theme" text,
	"year" bigint NOT NULL,
	"due_on" date,
	"leader" text,
	"asks_for_task" boolean NOT NULL,
	"position" bigint NOT NULL,
	"document_id" uuid,
	"reading_id" uuid,
	"proposal_id" uuid,
	"article" bigint,
	"paragraph" bigint,
	"start_at" bigint,
	"end_at" bigint,
	"quote" text,
	"entered_by" text NOT NULL,
	"entered_by_name" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"openness" text NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "goals_city_id_pk" PRIMARY KEY("city","id"),
	CONSTRAINT "goals_kind" CHECK ("goals"."goals"."kind" in ('goal', 'task')),
	CONSTRAINT "goals_owner" CHECK ("goals"."goals"."owner_kind" in ('division', 'unit')),
	CONSTRAINT "goals_cited" CHECK ("goals"."goals"."quote" is not null or "goals"."goals"."proposal_id" is null)
);
--> statement-breakpoint
ALTER TABLE "goals"."goals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "goals"."take_up_confirmations" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"commissioner" text NOT NULL,
	"matrix" jsonb NOT NULL,
	"confirmed_by" text NOT NULL,
	"confirmed_by_name" text NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "take_up_confirmations_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "goals"."take_up_confirmations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "goals"."take_up_corrections" (
	"city" text NOT NULL,
	"id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"demand_id" uuid NOT NULL,
	"owner_kind" text NOT NULL,
	"owner_id" text NOT NULL,
	"evidence" jsonb,
	"corrected_by" text NOT NULL,
	"corrected_by_name" text NOT NULL,
	"corrected_at" timestamp with time zone NOT NULL,
	CONSTRAINT "take_up_corrections_city_id_pk" PRIMARY KEY("city","id")
);
--> statement-breakpoint
ALTER TABLE "goals"."take_up_corrections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "goals"."assignments" ADD CONSTRAINT "assignments_goal" FOREIGN KEY ("city","goal_id") REFERENCES "goals"."goals"("city","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals"."assignments" ADD CONSTRAINT "assignments_unit" FOREIGN KEY ("city","unit_id") REFERENCES "organisations"."units"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD CONSTRAINT "figures_goal" FOREIGN KEY ("city","goal_id") REFERENCES "goals"."goals"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals"."figures" ADD CONSTRAINT "figures_document" FOREIGN KEY ("city","document_id") REFERENCES "documents"."documents"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals"."goals" ADD CONSTRAINT "goals_parent" FOREIGN KEY ("city","parent_id") REFERENCES "goals"."goals"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals"."goals" ADD CONSTRAINT "goals_document" FOREIGN KEY ("city","document_id") REFERENCES "documents"."documents"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals"."take_up_confirmations" ADD CONSTRAINT "take_up_document" FOREIGN KEY ("city","document_id") REFERENCES "documents"."documents"("city","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_once" ON "goals"."assignments" USING btree ("city","goal_id","unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "figures_proposal" ON "goals"."figures" USING btree ("city","proposal_id");--> statement-breakpoint
CREATE INDEX "figures_year" ON "goals"."figures" USING btree ("city","commissioner","year","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "goals_serial" ON "goals"."goals" USING btree ("city","serial");--> statement-breakpoint
CREATE UNIQUE INDEX "goals_proposal" ON "goals"."goals" USING btree ("city","proposal_id");--> statement-breakpoint
CREATE INDEX "goals_year" ON "goals"."goals" USING btree ("city","commissioner","year","position");--> statement-breakpoint
CREATE INDEX "goals_parents" ON "goals"."goals" USING btree ("city","parent_id");--> statement-breakpoint
CREATE INDEX "take_up_confirmations_document" ON "goals"."take_up_confirmations" USING btree ("city","document_id","confirmed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "take_up_corrections_cell" ON "goals"."take_up_corrections" USING btree ("city","demand_id","owner_kind","owner_id");--> statement-breakpoint
CREATE POLICY "assignments_in_city" ON "goals"."assignments" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "figures_in_city" ON "goals"."figures" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "goals_in_city" ON "goals"."goals" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "take_up_confirmations_in_city" ON "goals"."take_up_confirmations" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));--> statement-breakpoint
CREATE POLICY "take_up_corrections_in_city" ON "goals"."take_up_corrections" AS PERMISSIVE FOR ALL TO "daqiao_app" USING (city = current_setting('daqiao.city', true)) WITH CHECK (city = current_setting('daqiao.city', true));