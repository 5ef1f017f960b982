CREATE TABLE "events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"actor_id" text,
	"link_id" text,
	"facts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link_integrations" (
	"link_id" text NOT NULL,
	"position" bigint NOT NULL,
	"integration_key" text NOT NULL,
	"display_name" text NOT NULL,
	"provider" text,
	"connection_id" text,
	"connected_at" timestamp (3) with time zone,
	CONSTRAINT "link_integrations_link_id_integration_key_pk" PRIMARY KEY("link_id","integration_key")
);
--> statement-breakpoint
CREATE TABLE "link_origins" (
	"nango_host" text PRIMARY KEY NOT NULL,
	"origin" text NOT NULL,
	"pinned_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "links" (
	"id" text PRIMARY KEY NOT NULL,
	"maker_id" text NOT NULL,
	"intent_key" text NOT NULL,
	"input_hash" text NOT NULL,
	"state" text NOT NULL,
	"failure_code" text,
	"customer_id" text NOT NULL,
	"customer_email" text,
	"customer_name" text,
	"organization_id" text,
	"organization_name" text,
	"own_tags" jsonb NOT NULL,
	"language" text,
	"config_defaults" jsonb NOT NULL,
	"link_base" text,
	"sealed_token" text,
	"expires_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"checked_at" timestamp (3) with time zone,
	"connected_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"renews_id" text,
	CONSTRAINT "links_state" CHECK ("links"."state" in ('creating', 'active', 'connected', 'expired', 'revoked', 'failed')),
	CONSTRAINT "links_token" CHECK ("links"."sealed_token" is null or "links"."state" = 'active')
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" text PRIMARY KEY NOT NULL,
	"identity" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "staff_role" CHECK ("staff"."role" in ('viewer', 'agent', 'admin'))
);
--> statement-breakpoint
ALTER TABLE "link_integrations" ADD CONSTRAINT "link_integrations_link_id_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_maker_id_staff_id_fk" FOREIGN KEY ("maker_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_link" ON "events" USING btree ("link_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "links_intent" ON "links" USING btree ("maker_id","intent_key");--> statement-breakpoint
CREATE INDEX "links_maker_created" ON "links" USING btree ("maker_id","created_at","id");--> statement-breakpoint
CREATE INDEX "links_renews" ON "links" USING btree ("renews_id");--> statement-breakpoint
CREATE INDEX "sessions_staff" ON "sessions" USING btree ("staff_id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_identity" ON "staff" USING btree ("identity");