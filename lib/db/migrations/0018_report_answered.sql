ALTER TABLE "handoffs" ADD COLUMN "step_error_type" text;--> statement-breakpoint
ALTER TABLE "handoffs" ADD COLUMN "step_text" text;--> statement-breakpoint
ALTER TABLE "handoffs" ADD COLUMN "step_said_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "handoffs" ADD COLUMN "report_answered_at" timestamp (3) with time zone;