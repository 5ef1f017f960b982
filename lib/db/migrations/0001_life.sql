CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TABLE "event_chain" (
	"id" integer PRIMARY KEY NOT NULL,
	"last_id" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"pruned_to_id" bigint NOT NULL,
	"pruned_hash" "bytea" NOT NULL,
	CONSTRAINT "event_chain_single" CHECK ("event_chain"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "last_settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link_alarms" (
	"link_id" text NOT NULL,
	"integration_key" text NOT NULL,
	"connection_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "link_alarms_link_id_integration_key_connection_id_pk" PRIMARY KEY("link_id","integration_key","connection_id")
);
--> statement-breakpoint
CREATE TABLE "nango_states" (
	"host" text PRIMARY KEY NOT NULL,
	"asked_at" timestamp (3) with time zone,
	"caught_up_at" timestamp (3) with time zone,
	"rate_limit" integer,
	"rate_remaining" integer,
	"rate_resets_at" timestamp (3) with time zone,
	"blocked_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"body_hash" text NOT NULL,
	"type" text NOT NULL,
	"operation" text,
	"success" boolean,
	"integration_key" text,
	"connection_id" text,
	"link_id" text,
	"outcome" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "links" DROP CONSTRAINT "links_token";--> statement-breakpoint
DROP INDEX "links_maker_created";--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "id" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "hash" "bytea";--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "revoke_asked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "revoke_asked_by" text;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "alarmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "search_text" text;--> statement-breakpoint
UPDATE "links" SET "search_text" = lower(concat_ws(' ', "id", "customer_id", "customer_email", "customer_name", "organization_id", "organization_name"));--> statement-breakpoint
ALTER TABLE "links" ALTER COLUMN "search_text" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "link_alarms" ADD CONSTRAINT "link_alarms_link_id_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "link_alarms_connection" ON "link_alarms" USING btree ("connection_id");--> statement-breakpoint
CREATE INDEX "deliveries_received" ON "webhook_deliveries" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "deliveries_body" ON "webhook_deliveries" USING btree ("body_hash");--> statement-breakpoint
CREATE INDEX "events_kind" ON "events" USING btree ("kind","id");--> statement-breakpoint
CREATE INDEX "events_actor" ON "events" USING btree ("actor_id","id");--> statement-breakpoint
CREATE INDEX "events_at" ON "events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "link_integrations_key" ON "link_integrations" USING btree ("integration_key","link_id");--> statement-breakpoint
CREATE INDEX "link_integrations_connection" ON "link_integrations" USING btree ("connection_id");--> statement-breakpoint
CREATE INDEX "links_maker" ON "links" USING btree ("maker_id","id");--> statement-breakpoint
CREATE INDEX "links_state" ON "links" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "links_customer" ON "links" USING btree ("customer_id","id");--> statement-breakpoint
CREATE INDEX "links_ends" ON "links" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "links_sealed" ON "links" USING btree ("state","ends_at") WHERE "links"."sealed_token" is not null;--> statement-breakpoint
CREATE INDEX "links_alarmed" ON "links" USING btree ("id") WHERE "links"."alarmed_at" is not null;--> statement-breakpoint
CREATE INDEX "links_search" ON "links" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_token" CHECK ("links"."sealed_token" is null or "links"."state" in ('active', 'connected'));