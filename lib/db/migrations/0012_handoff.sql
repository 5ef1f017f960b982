CREATE TABLE "connect_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"link_id" text NOT NULL,
	"visit_id" text,
	"sealed_token" text,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	"retired_how" text,
	CONSTRAINT "connect_sessions_token" CHECK (("connect_sessions"."retired_at" is null) = ("connect_sessions"."sealed_token" is not null))
);
--> statement-breakpoint
CREATE TABLE "handoffs" (
	"link_id" text PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"check_kind" text NOT NULL,
	"sealed_words" text,
	"wrong_tries" integer DEFAULT 0 NOT NULL,
	"locked_at" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone,
	"opened_on" text,
	"step" text,
	"step_at" timestamp (3) with time zone,
	"step_integration" text,
	"step_reason" text,
	"reported_at" timestamp (3) with time zone,
	"report_reason" text,
	"report_text" text,
	"is_report_proven" boolean,
	"asked_at" timestamp (3) with time zone,
	"doubted_at" timestamp (3) with time zone,
	CONSTRAINT "handoffs_check" CHECK ("handoffs"."check_kind" in ('none', 'email', 'words'))
);
--> statement-breakpoint
CREATE TABLE "visit_connections" (
	"visit_id" text NOT NULL,
	"integration_key" text NOT NULL,
	"connection_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "visit_connections_visit_id_integration_key_connection_id_pk" PRIMARY KEY("visit_id","integration_key","connection_id")
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"id" text PRIMARY KEY NOT NULL,
	"link_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"passed_at" timestamp (3) with time zone,
	"went_on_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "link_integrations" ADD COLUMN "visit_id" text;--> statement-breakpoint
ALTER TABLE "link_integrations" ADD COLUMN "confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "works_for" text DEFAULT '30m' NOT NULL;--> statement-breakpoint
ALTER TABLE "connect_sessions" ADD CONSTRAINT "connect_sessions_link_id_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_link_id_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_connections" ADD CONSTRAINT "visit_connections_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_link_id_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connect_sessions_ends" ON "connect_sessions" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "connect_sessions_live" ON "connect_sessions" USING btree ("link_id") WHERE "connect_sessions"."retired_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "handoffs_code" ON "handoffs" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "handoffs_alarming" ON "handoffs" USING btree ("link_id") WHERE "handoffs"."reported_at" is not null or "handoffs"."doubted_at" is not null;--> statement-breakpoint
CREATE INDEX "visits_link" ON "visits" USING btree ("link_id");--> statement-breakpoint
CREATE INDEX "links_handoffs" ON "links" USING btree ("maker_id","id") WHERE "links"."works_for" <> '30m';