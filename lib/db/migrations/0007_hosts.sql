CREATE TABLE "integration_hosts" (
	"integration_key" text NOT NULL,
	"entry" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"added_by" text NOT NULL,
	CONSTRAINT "integration_hosts_integration_key_entry_pk" PRIMARY KEY("integration_key","entry")
);
--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "hosts" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "integration_hosts" ADD CONSTRAINT "integration_hosts_added_by_staff_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;