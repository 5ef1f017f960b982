import type { FailureEntry, FailureFacts } from './errors'

const anew = 'Repeat the call with a new Idempotency-Key.'

const seconds = ({ retryAfterSeconds }: FailureFacts) => {
  const count = Math.max(1, Math.ceil(retryAfterSeconds ?? 1))
  return count === 1 ? '1 second' : `${count} seconds`
}

/**
 * The closed list of what can go wrong; a log gets the code. In the API what Nango did is a 502, 503 or 504; what it says
 * of the request itself is a 400.
 */
export const failures = {
  invalid_input: {
    api: { status: 400, of: 'body' },
    pageStatus: 400,
    say: () => 'Some fields need another look. Nothing was sent yet.',
    tool: (f) => f.detail ?? 'Some fields are not as they have to be; `errors` names them.',
  },
  signed_out: { pageStatus: 401, say: () => 'You are signed out. Sign in again; what you typed stays here.' },
  not_allowed: { pageStatus: 404, say: () => 'Your role may not do this. Ask an admin if you need it.' },
  not_found: {
    api: { status: 404, of: 'link' },
    pageStatus: 404,
    say: () => 'There is no such link, or it is not yours to open.',
    tool: () => 'There is no such link, or this API key did not make it.',
  },
  foreign_origin: {
    fault: 'desk',
    pageStatus: 403,
    say: (f) =>
      f.detail ?? 'This request did not come from Connect Desk itself and was refused. Reload the page.',
  },
  intent_reused: {
    api: { status: 422, of: 'intent' },
    say: () => 'This form has made another link already. Press Create link again to make a new one.',
    tool: () => 'This Idempotency-Key was used before, with another body. Use a new one.',
  },
  intent_in_flight: {
    api: { status: 409, of: 'intent' },
    say: () => 'The same link is still being made. Wait a moment, then press Create link again.',
    tool: () =>
      'The call with this Idempotency-Key is still under way. Repeat it in a second for its answer.',
  },
  intent_abandoned: {
    api: { status: 503, of: 'intent' },
    say: (_, kept) => `The attempt was cut off before it was finished. ${kept} Press Create link again.`,
    tool: () => `The attempt was cut off before it was finished. No link was created. ${anew}`,
  },
  link_not_renewable: {
    say: () => 'Only what waits, has expired or was revoked can be renewed. Use the form instead.',
  },
  hosts_unconfirmed: {
    say: (f, kept) =>
      `The customer’s credentials will go to ${f.detail ?? 'another host'}. ${kept} Confirm that this is right, then press Create link again.`,
  },
  config_refused: {
    say: (f, kept) =>
      `What was set beforehand for this link may not be set any more. ${f.detail ?? ''} ${kept} Make a new link from the form.`,
  },
  handoff_off: {
    api: { status: 400, of: 'body' },
    say: () => 'Links that work for days need CUSTOMER_ORIGIN, which an admin sets. 30 minutes work.',
  },
  email_unknown: {
    api: { status: 400, of: 'body' },
    say: () => 'The customer’s email address is not known, so no check goes by it. Choose another one.',
    tool: () => 'The checks `email` and `digits` need an address of the customer; none is known.',
  },
  digits_off: {
    api: { status: 400, of: 'body' },
    say: () => 'This desk sends no mails, and so no digits: choose another check on the New link page.',
  },
  link_ended: {
    api: { status: 410, of: 'intent' },
    say: () =>
      'The link of this idempotency key has ended, and an ended link is not told again. Use a new key.',
    tool: () => `The link of this Idempotency-Key has ended, and its address is gone. ${anew}`,
  },
  connection_gone: {
    api: { status: 404, of: 'connection' },
    say: (_, kept) => `Nango has no such connection any more. ${kept} Make a new link for the customer.`,
  },
  connection_unreadable: {
    api: { status: 400, of: 'connection' },
    say: () =>
      'Nango itself cannot read a connection with this ID, even where one was imported under it, so nothing was changed. An admin can import it at Nango again under an ID of letters, digits and hyphens.',
  },
  connection_tags_full: {
    api: { status: 409, of: 'connection' },
    say: () =>
      'This connection has 10 tags, which is all that Nango takes, and Connect Desk needs one for itself. Remove a tag, then try again.',
  },
  key_invalid: {
    api: { status: 401, of: 'every' },
    say: () => 'The API key is missing, unknown, expired or revoked.',
  },
  key_lacks_scope: {
    api: { status: 403, of: 'every' },
    say: (f) => `The API key lacks the scope ${f.detail ?? 'for this'}.`,
  },
  preset_not_found: {
    pageStatus: 404,
    say: () => 'There is no such preset any more, or it is not yours to change. Nothing was changed.',
  },
  link_over: { say: () => 'This link does nothing for its customer any more. Renew it first.' },
  template_changed: {
    pageStatus: 409,
    say: () =>
      'Somebody else has saved this text since you opened it, so yours was not saved. It stays here: copy it, then reload the page to see theirs.',
  },
  key_not_found: { say: () => 'This API key is not known here any more. Reload the page.' },
  body_too_large: {
    api: { status: 413, of: 'body' },
    say: () => 'The body of the request is larger than 64 KB.',
  },
  form_too_large: {
    say: () =>
      'This form has more fields than Connect Desk takes. Remove some values, then press the button again.',
  },
  body_not_json: {
    api: { status: 415, of: 'body' },
    say: () => 'The body of the request has to be JSON, with Content-Type: application/json.',
  },
  rate_limited: {
    api: { status: 429, of: 'every' },
    pageStatus: 429,
    say: (f) => `Too many requests. Try again in ${seconds(f)}.`,
  },
  export_running: {
    pageStatus: 429,
    say: () => 'Your last export is still being downloaded. Wait until it is there, then export again.',
  },
  exports_full: {
    pageStatus: 429,
    say: () => 'Others are exporting right now. Nothing was exported. Try again in a minute.',
  },
  staff_not_found: { say: () => 'This person is not known here any more. Reload the page.' },
  staff_is_self: { say: () => 'You cannot disable yourself or change your own role. Ask another admin.' },
  staff_is_last_admin: { say: () => 'This is the last admin. Make somebody else an admin first.' },
  mail_off: { say: () => 'This desk sends no mails. An admin has to set SMTP_URL and MAIL_FROM.' },
  mail_limit: {
    say: () => 'This link has had as many mails as one may have. Copy the message, and send it yourself.',
  },
  mail_hour_spent: {
    pageStatus: 429,
    say: () => 'You have sent as many mails as one person may in an hour. Nothing was sent. Try again later.',
  },
  webhook_not_found: { say: () => 'This webhook is not known here any more. Reload the page.' },
  too_slow: {
    fault: 'desk',
    api: { status: 504, of: 'every' },
    say: () =>
      'Connect Desk did not finish within 12 seconds; it may still do so. Press the button again to see: nothing is done twice.',
    tool: () =>
      'Connect Desk did not finish within 12 seconds; it may still do so. Repeat the call with the same Idempotency-Key: nothing is done twice.',
  },
  database_unavailable: {
    fault: 'desk',
    api: { status: 503, of: 'every' },
    pageStatus: 503,
    say: (_, kept) =>
      `Connect Desk cannot reach its database. ${kept} Try again in a moment; if it stays, tell your admin.`,
  },
  nango_key_rejected: {
    fault: 'nango',
    api: { status: 502, of: 'nango' },
    say: (_, kept) =>
      `Nango rejected the API key of Connect Desk. ${kept} An admin has to check NANGO_API_KEY.`,
  },
  nango_scope_missing: {
    fault: 'nango',
    api: { status: 502, of: 'nango' },
    say: (f, kept) =>
      `The API key of Connect Desk lacks the scope ${f.detail ?? 'it needs'}. ${kept} An admin has to add it in Nango.`,
  },
  nango_forbidden: {
    fault: 'nango',
    api: { status: 502, of: 'nango' },
    say: (_, kept) =>
      `Nango does not allow this for your plan or key. ${kept} An admin has to look at the Nango account.`,
  },
  nango_capped: {
    fault: 'nango',
    api: { status: 503, of: 'session' },
    say: (_, kept) =>
      `Your Nango plan has reached its limit of connections. ${kept} An admin has to raise the plan or remove connections.`,
  },
  nango_refused: {
    fault: 'nango',
    api: { status: 400, of: 'session' },
    say: (f, kept) =>
      Object.keys(f.fieldErrors ?? {}).length > 0
        ? `Nango refused some of the fields. ${kept} Change them and try again.`
        : `Nango refused the request${f.detail ? `: ${f.detail}` : ''}. ${kept}`,
  },
  nango_rate_limited: {
    fault: 'nango',
    api: { status: 503, of: 'nango' },
    say: (f, kept) =>
      `Nango is receiving too many requests from your account. ${kept} Try again in ${seconds(f)}.`,
  },
  nango_failed: {
    fault: 'nango',
    api: { status: 502, of: 'nango' },
    say: (_, kept) => `Nango has a problem of its own. ${kept} Try again in a minute.`,
  },
  nango_timeout: {
    fault: 'nango',
    api: { status: 504, of: 'nango' },
    say: (_, kept) => `Nango did not answer within 8 seconds. ${kept} Try again.`,
  },
  nango_unreachable: {
    fault: 'nango',
    api: { status: 502, of: 'nango' },
    say: (_, kept) =>
      `Connect Desk cannot reach Nango. ${kept} Try again; if it stays, an admin has to check NANGO_HOST and the network.`,
  },
  nango_bad_answer: {
    fault: 'nango',
    api: { status: 502, of: 'nango' },
    say: (_, kept) =>
      `Something other than Nango answered, or its answer was cut off. ${kept} Try again; if it stays, tell your admin.`,
  },
  nango_bad_expiry: {
    fault: 'nango',
    api: { status: 502, of: 'session' },
    say: () =>
      `Nango answered with an expiry time that makes no sense. The link is not shown. Try again; if it stays, tell your admin.`,
  },
  nango_foreign_link: {
    fault: 'nango',
    api: { status: 502, of: 'session' },
    say: (f) =>
      `Nango answered with a link to ${f.detail ?? 'a host'} that is not the expected one. For safety it is not shown. An admin has to check NANGO_CONNECT_URL.`,
  },
  nango_resting: {
    fault: 'nango',
    api: { status: 503, of: 'nango' },
    say: (f, kept) =>
      `Nango has failed several times in a row, so Connect Desk gives it a rest. ${kept} Try again in ${seconds(f)}.`,
  },
  unexpected: {
    fault: 'desk',
    api: { status: 500, of: 'every' },
    say: (_, kept) => `Connect Desk hit a fault of its own. ${kept} Try again; if it stays, tell your admin.`,
    tool: () => 'Connect Desk hit a fault of its own. If it stays, tell its admin the request id.',
  },
} satisfies Record<string, FailureEntry>
