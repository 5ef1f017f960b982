import { z } from 'zod'

/** The closed list of what can go wrong. `failure-text.ts` says each one to a person; a log gets the code. */
export const FailureCode = z.enum([
  'invalid_input',
  'signed_out',
  'not_allowed',
  'not_found',
  'foreign_origin',
  'intent_reused',
  'intent_in_flight',
  'intent_abandoned',
  'link_not_renewable',
  'hosts_unconfirmed',
  'config_refused',
  'link_ended',
  'connection_gone',
  'connection_unreadable',
  'connection_tags_full',
  'key_invalid',
  'key_lacks_scope',
  'key_not_found',
  'body_too_large',
  'form_too_large',
  'body_not_json',
  'rate_limited',
  'export_running',
  'exports_full',
  'staff_not_found',
  'staff_is_self',
  'staff_is_last_admin',
  'webhook_not_found',
  'too_slow',
  'database_unavailable',
  'nango_key_rejected',
  'nango_scope_missing',
  'nango_forbidden',
  'nango_capped',
  'nango_refused',
  'nango_rate_limited',
  'nango_failed',
  'nango_timeout',
  'nango_unreachable',
  'nango_bad_answer',
  'nango_bad_expiry',
  'nango_foreign_link',
  'nango_resting',
  'unexpected',
])
export type FailureCode = z.infer<typeof FailureCode>

/** One message per field; a field is named by its path in the form, such as `customerId` or `tags.0.key`. */
export type FieldErrors = Record<string, string>

export type Failure = {
  code: FailureCode
  fieldErrors?: FieldErrors
  /** Seconds to wait before trying again; at least 1. */
  retryAfterSeconds?: number
  /** An outside fact that belongs in the sentence: a missing scope, a foreign host. Never a secret. */
  detail?: string
  /** Where an admin finds it in the log. */
  requestId?: string
}

/** A failure as the browser gets it: no code of ours is needed to read it. */
export type FailureView = { code: FailureCode; message: string; fieldErrors: FieldErrors }

const faultsOfOurs = new Set<FailureCode>([
  'foreign_origin',
  'too_slow',
  'database_unavailable',
  'unexpected',
])

/** Whether something is wrong, rather than the person's turn to do another thing: an admin may look into it. */
export const isFault = ({ code }: Failure) => code.startsWith('nango_') || faultsOfOurs.has(code)
