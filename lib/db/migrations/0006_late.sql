CREATE TABLE "failed_attempts" (
	"integration_key" text NOT NULL,
	"kind" text NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "failed_attempts_integration_key_kind_pk" PRIMARY KEY("integration_key","kind")
);
--> statement-breakpoint
CREATE TABLE "refused_webhooks" (
	"hour" timestamp (3) with time zone PRIMARY KEY NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suspicion_links" (
	"suspicion_id" text NOT NULL,
	"link_id" text NOT NULL,
	"is_confirmed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "suspicion_links_suspicion_id_link_id_pk" PRIMARY KEY("suspicion_id","link_id")
);
--> statement-breakpoint
CREATE TABLE "suspicions" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"integration_key" text NOT NULL,
	"connection_id" text NOT NULL,
	"occurrence" text NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"settled_by" text,
	"settled_how" text,
	CONSTRAINT "suspicions_kind" CHECK ("suspicions"."kind" in ('untagged', 'replaced'))
);
--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "attempt_failure" text;--> statement-breakpoint
ALTER TABLE "suspicion_links" ADD CONSTRAINT "suspicion_links_suspicion_id_suspicions_id_fk" FOREIGN KEY ("suspicion_id") REFERENCES "public"."suspicions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspicion_links" ADD CONSTRAINT "suspicion_links_link_id_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "suspicion_links_link" ON "suspicion_links" USING btree ("link_id");--> statement-breakpoint
CREATE UNIQUE INDEX "suspicions_once" ON "suspicions" USING btree ("kind","integration_key","connection_id","occurrence");--> statement-breakpoint
CREATE INDEX "suspicions_connection" ON "suspicions" USING btree ("connection_id");