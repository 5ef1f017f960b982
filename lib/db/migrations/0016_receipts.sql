-- unused since 1.0.0
ALTER TABLE "mails" DROP CONSTRAINT "mails_kind";--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "language" text;--> statement-breakpoint
CREATE INDEX "links_mailed" ON "links" USING btree ("connected_at") WHERE "links"."mailed_at" is not null;--> statement-breakpoint
-- unused since 1.0.0
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('link', 'reminder', 'code', 'receipt'));
