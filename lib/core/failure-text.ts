import type { Failure, FailureCode, FailureView } from './failure'

/** What was being done; it decides the sentence that says what did not change. */
export type Doing = 'create' | 'revoke' | 'read' | 'list' | 'staff' | 'connection' | 'key'

const unchanged: Record<Doing, string> = {
  create: 'No link was created.',
  revoke: 'The link may still be live; Connect Desk goes on trying to end it.',
  read: 'What you see may be out of date.',
  list: 'No connection can be shown.',
  staff: 'Reload the page to see how it stands.',
  connection: 'Reload the page to see how the connection stands.',
  key: 'Reload the page to see how it stands.',
}

type Say = (failure: Failure, kept: string) => string

const texts: Record<FailureCode, Say> = {
  invalid_input: () => 'Some fields need another look. Nothing was sent yet.',
  signed_out: () => 'You are signed out. Sign in again; what you typed stays here.',
  not_allowed: () => 'Your role may not do this. Ask an admin if you need it.',
  not_found: () => 'There is no such link, or it is not yours to open.',
  foreign_origin: () =>
    'This request did not come from Connect Desk itself and was refused. Reload the page.',
  intent_reused: () =>
    'This form has already made a link with other content. Press Create link again to make a new one.',
  intent_in_flight: () => 'The same link is still being made. Wait a moment, then press Create link again.',
  intent_abandoned: (_, kept) =>
    `The attempt was cut off before it was finished. ${kept} Press Create link again.`,
  link_not_renewable: () =>
    'Only a link that waits, has expired or was revoked can be renewed. Make a new one from the form.',
  hosts_unconfirmed: (f, kept) =>
    `The customer’s credentials will go to ${f.detail ?? 'another host'}. ${kept} Confirm that this is right, then press Create link again.`,
  config_refused: (f, kept) =>
    `What was set beforehand for this link may not be set any more. ${f.detail ?? ''} ${kept} Make a new link from the form.`,
  link_ended: () =>
    'The link of this idempotency key has ended, and an ended link is not told again. Use a new key.',
  connection_gone: (_, kept) =>
    `There is no such connection at Nango any more. ${kept} Make a new connect link for the customer.`,
  connection_unreadable: () =>
    'Nango itself cannot read a connection with this ID, even where one was imported under it, so nothing was changed. An admin can import it at Nango again under an ID of letters, digits and hyphens.',
  connection_tags_full: () =>
    'This connection has 10 tags, which is all that Nango takes, and Connect Desk needs one for itself. Remove a tag, then try again.',
  key_invalid: () => 'The API key is missing, unknown, expired or revoked.',
  key_lacks_scope: (f) => `The API key lacks the scope ${f.detail ?? 'for this'}.`,
  key_not_found: () => 'This API key is not known here any more. Reload the page.',
  body_too_large: () => 'The body of the request is larger than 64 KB.',
  form_too_large: () =>
    'This form has more fields than Connect Desk takes. Remove some values, then press the button again.',
  body_not_json: () => 'The body of the request has to be JSON, with Content-Type: application/json.',
  rate_limited: (f) => `Too many requests. Try again in ${seconds(f)}.`,
  export_running: () =>
    'Your last export is still being downloaded. Wait until it is there, then export again.',
  exports_full: () => 'Others are exporting right now. Nothing was exported. Try again in a minute.',
  staff_not_found: () => 'This person is not known here any more. Reload the page.',
  staff_is_self: () => 'You cannot disable yourself or change your own role. Ask another admin.',
  staff_is_last_admin: () => 'This is the last admin. Make somebody else an admin first.',
  webhook_not_found: () => 'This webhook is not known here any more. Reload the page.',
  too_slow: () =>
    'Connect Desk did not finish within 12 seconds; it may still do so. Press the button again to see: nothing is done twice.',
  database_unavailable: (_, kept) =>
    `Connect Desk cannot reach its database. ${kept} Try again in a moment; if it stays, tell your admin.`,
  nango_key_rejected: (_, kept) =>
    `Nango rejected the API key of Connect Desk. ${kept} An admin has to check NANGO_API_KEY.`,
  nango_scope_missing: (f, kept) =>
    `The API key of Connect Desk lacks the scope ${f.detail ?? 'it needs'}. ${kept} An admin has to add it in Nango.`,
  nango_forbidden: (_, kept) =>
    `Nango does not allow this for your plan or key. ${kept} An admin has to look at the Nango account.`,
  nango_capped: (_, kept) =>
    `Your Nango plan has reached its limit of connections. ${kept} An admin has to raise the plan or remove connections.`,
  nango_refused: (f, kept) =>
    Object.keys(f.fieldErrors ?? {}).length > 0
      ? `Nango refused some of the fields. ${kept} Change them and try again.`
      : `Nango refused the request${f.detail ? `: ${f.detail}` : ''}. ${kept}`,
  nango_rate_limited: (f, kept) =>
    `Nango is receiving too many requests from your account. ${kept} Try again in ${seconds(f)}.`,
  nango_failed: (_, kept) => `Nango has a problem of its own. ${kept} Try again in a minute.`,
  nango_timeout: (_, kept) => `Nango did not answer within 8 seconds. ${kept} Try again.`,
  nango_unreachable: (_, kept) =>
    `Connect Desk cannot reach Nango. ${kept} Try again; if it stays, an admin has to check NANGO_HOST and the network.`,
  nango_bad_answer: (_, kept) =>
    `Something other than Nango answered, or its answer was cut off. ${kept} Try again; if it stays, tell your admin.`,
  nango_bad_expiry: () =>
    `Nango answered with an expiry time that makes no sense. The link is not shown. Try again; if it stays, tell your admin.`,
  nango_foreign_link: (f) =>
    `Nango answered with a link to ${f.detail ?? 'a host'} that is not the expected one. For safety it is not shown. An admin has to check NANGO_CONNECT_URL.`,
  nango_resting: (f, kept) =>
    `Nango has failed several times in a row, so Connect Desk gives it a rest. ${kept} Try again in ${seconds(f)}.`,
  unexpected: (_, kept) =>
    `Connect Desk hit a fault of its own. ${kept} Try again; if it stays, tell your admin.`,
}

const seconds = (failure: Failure) => {
  const count = Math.max(1, Math.ceil(failure.retryAfterSeconds ?? 1))
  return count === 1 ? '1 second' : `${count} seconds`
}

/** What to tell an admin, who finds the request's lines in the log by it. */
const reference = ({ requestId }: Failure) => (requestId ? ` Request ${requestId}.` : '')

/** The sentence for the person: what happened, whose turn it is, what to do. */
export const toFailureView = (failure: Failure, doing: Doing): FailureView => ({
  code: failure.code,
  message: texts[failure.code](failure, unchanged[doing]) + reference(failure),
  fieldErrors: failure.fieldErrors ?? {},
})
