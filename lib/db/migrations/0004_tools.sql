CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"ending" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "outbox_cursor" (
	"id" integer PRIMARY KEY NOT NULL,
	"last_event_id" bigint NOT NULL,
	CONSTRAINT "outbox_cursor_single" CHECK ("outbox_cursor"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "outgoing_webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" bigint NOT NULL,
	"link_id" text NOT NULL,
	"type" text NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"last_attempt_at" timestamp (3) with time zone,
	"last_status" integer,
	"last_fault" text
);
--> statement-breakpoint
CREATE TABLE "rate_counts" (
	"subject" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "links" DROP CONSTRAINT "links_maker_id_staff_id_fk";
--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "reconnects_id" text;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "sealed_snapshot" text;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "looked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "connection_gone_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_staff_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("hash");--> statement-breakpoint
CREATE UNIQUE INDEX "outgoing_webhooks_event" ON "outgoing_webhooks" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "outgoing_webhooks_due" ON "outgoing_webhooks" USING btree ("next_attempt_at") WHERE "outgoing_webhooks"."next_attempt_at" is not null;--> statement-breakpoint
CREATE INDEX "rate_counts_ends" ON "rate_counts" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "links_reconnects" ON "links" USING btree ("reconnects_id","id") WHERE "links"."reconnects_id" is not null;--> statement-breakpoint
CREATE INDEX "links_snapshots" ON "links" USING btree ("looked_at") WHERE "links"."sealed_snapshot" is not null;--> statement-breakpoint
CREATE VIEW "public"."actors" AS (select id, name, email from staff union all select id, name, null from api_keys);