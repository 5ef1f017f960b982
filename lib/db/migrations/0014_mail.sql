CREATE TABLE "mail_reminders" (
	"link_id" text NOT NULL,
	"number" integer NOT NULL,
	"recipient" text NOT NULL,
	"created_by" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"settled_why" text,
	"unsubscribed_at" timestamp (3) with time zone,
	CONSTRAINT "mail_reminders_link_id_number_pk" PRIMARY KEY("link_id","number")
);
--> statement-breakpoint
CREATE TABLE "mail_servers" (
	"server" text PRIMARY KEY NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"failed_at" timestamp (3) with time zone,
	"blocked_until" timestamp (3) with time zone,
	"fault" text,
	"answer" text
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" text PRIMARY KEY NOT NULL,
	"link_id" text NOT NULL,
	"kind" text NOT NULL,
	"recipient" text NOT NULL,
	"sealed_content" text,
	"created_by" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"not_after" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"refusals" integer DEFAULT 0 NOT NULL,
	"unknowns" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"last_attempt_at" timestamp (3) with time zone,
	"last_code" integer,
	"last_answer" text,
	"last_fault" text,
	"sending_since" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"stopped_at" timestamp (3) with time zone,
	"stopped_why" text,
	CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('link', 'reminder', 'code', 'receipt', 'renewed')),
	CONSTRAINT "mails_content" CHECK (("mails"."next_attempt_at" is null) = ("mails"."sealed_content" is null)),
	CONSTRAINT "mails_end" CHECK (num_nonnulls("mails"."next_attempt_at", "mails"."sent_at", "mails"."stopped_at") = 1)
);
--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "mailed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "mail_reminders" ADD CONSTRAINT "mail_reminders_link_id_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_link_id_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mail_reminders_due" ON "mail_reminders" USING btree ("due_at") WHERE "mail_reminders"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "mails_link" ON "mails" USING btree ("link_id","id");--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("next_attempt_at") WHERE "mails"."next_attempt_at" is not null;--> statement-breakpoint
CREATE INDEX "mails_stopped" ON "mails" USING btree ("stopped_at") WHERE "mails"."stopped_at" is not null;