CREATE TABLE "connection_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"integration_key" text NOT NULL,
	"connection_id" text NOT NULL,
	"actor_id" text NOT NULL,
	"link_id" text,
	"tag_names" text,
	"tags_before" text,
	"tags_after" text,
	"at" timestamp (3) with time zone NOT NULL,
	"look_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "connection_changes_kind" CHECK ("connection_changes"."kind" in ('retag', 'disconnect'))
);
--> statement-breakpoint
ALTER TABLE "connection_changes" ADD CONSTRAINT "connection_changes_link_id_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connection_changes_look" ON "connection_changes" USING btree ("look_at");--> statement-breakpoint
-- Of several live twins the newest stays the twin; the others, which live for half an hour at most, are links like any
-- other from now on. The lock keeps processes of the version before from making another one meanwhile.
DO $$ BEGIN
LOCK TABLE links IN SHARE ROW EXCLUSIVE MODE;
UPDATE links SET renews_id = null FROM links newer
WHERE links.state IN ('creating', 'active') AND links.revoke_asked_at IS NULL
  AND newer.state IN ('creating', 'active') AND newer.revoke_asked_at IS NULL
  AND newer.renews_id = links.renews_id
  AND (newer.state = 'active' AND links.state = 'creating' OR newer.state = links.state AND newer.id > links.id);
END $$;--> statement-breakpoint
CREATE UNIQUE INDEX "links_twin" ON "links" USING btree ("renews_id") WHERE "links"."state" in ('creating', 'active') and "links"."revoke_asked_at" is null;