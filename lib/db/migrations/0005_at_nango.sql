CREATE TABLE "broken_connections" (
	"integration_key" text NOT NULL,
	"connection_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "broken_connections_integration_key_connection_id_pk" PRIMARY KEY("integration_key","connection_id")
);
--> statement-breakpoint
ALTER TABLE "link_integrations" ADD COLUMN "gone_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "nango_states" ADD COLUMN "silent_since" timestamp (3) with time zone;