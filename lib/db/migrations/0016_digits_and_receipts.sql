CREATE INDEX "links_mailed" ON "links" USING btree ("connected_at") WHERE "links"."mailed_at" is not null;--> statement-breakpoint
-- unused since 1.0.0
ALTER TABLE "handoffs" DROP CONSTRAINT "handoffs_check";--> statement-breakpoint
-- unused since 1.0.0
ALTER TABLE "mails" DROP CONSTRAINT "mails_kind";--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "sealed_digits" text;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "digits_at" timestamp (3) with time zone;--> statement-breakpoint
-- unused since 1.0.0
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_check" CHECK ("handoffs"."check_kind" in ('none', 'email', 'digits', 'words'));--> statement-breakpoint
-- unused since 1.0.0
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('link', 'reminder', 'digits', 'receipt'));