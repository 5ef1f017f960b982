import { Prose } from '@/components/api-reference/prose'

const rules: [string, string][] = [
  [
    'Key',
    'Send `Authorization: Bearer <key>` with every call. An admin makes keys on the Settings page; a key sees and ends only links that it made itself. Cookies count for nothing.',
  ],
  [
    'Bodies',
    'JSON in and out, at most 64 KB in. A field that is not known is refused. Instants are ISO 8601 in UTC.',
  ],
  [
    'Presets',
    'Values of `integrationsConfigDefaults` are checked against what Nango says of the provider. One that decides where the customer’s credentials go is taken only when its host is on the list that an admin keeps for the integration on Settings. What decides for whom a sign-in is, such as `redirect_uri` or `scope`, is refused.',
  ],
  [
    'Once only',
    'With an `Idempotency-Key`, a call can be repeated without fear: the same body gets the same answer, another body a 422, and while the first call is under way the answer is a 409.',
  ],
  [
    'Problems',
    'Every error is `application/problem+json` with a stable `code`, a message per field in `errors`, and the `requestId` by which an admin finds it in the log.',
  ],
  [
    'Rate limit',
    'Each key has so many calls a minute. Every answer says how many (`RateLimit-Limit`), how many are left (`RateLimit-Remaining`) and when all are there again (`RateLimit-Reset`, in seconds). Beyond it: 429 with `Retry-After`.',
  ],
  [
    'Secrecy',
    'A connect link is like a password for half an hour: give it to this customer and to nobody else, and keep it out of logs.',
  ],
]

/** What holds for every call. */
export function GroundRules() {
  return (
    <dl className="divide-y divide-hairline rounded-lg border border-hairline bg-surface">
      {rules.map(([name, text]) => (
        <div key={name} className="grid gap-x-4 gap-y-0.5 px-3 py-2.5 md:grid-cols-[8rem_minmax(0,1fr)]">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 break-words">
            <Prose text={text} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
