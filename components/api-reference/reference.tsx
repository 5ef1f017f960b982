import { CodeBlock, Prose } from '@/components/api-reference/text'
import type { FieldView, OperationView, ReferenceView } from '@/lib/api/view'

type FieldListProps = {
  title: string
  fields: FieldView[]
  /** Whether they come from the desk, so that nobody has to give them. */
  isTold?: boolean
}

/** The values of a request or an answer, one a line. */
export function FieldList({ title, fields, isTold = false }: FieldListProps) {
  if (fields.length === 0) return null
  return (
    <div>
      <p className="mb-1.5 text-sm font-medium text-muted">{title}</p>
      <dl className="divide-y divide-hairline rounded-lg border border-hairline bg-surface text-sm">
        {fields.map(({ name, type, isRequired, description }) => (
          <div key={name} className="grid gap-x-4 gap-y-0.5 px-3 py-2 md:grid-cols-[18rem_minmax(0,1fr)]">
            <dt className="min-w-0 font-mono text-xs leading-[1.125rem] break-words">
              {name}
              {isRequired && !isTold && <span className="font-sans text-status-failed"> required</span>}
            </dt>
            <dd className="min-w-0 break-words">
              <span className="text-muted">{type}</span>
              {description && (
                <>
                  {' · '}
                  <Prose text={description} />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

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

/** Every code that an error can have. */
export function ProblemList({ problems }: Pick<ReferenceView, 'problems'>) {
  return (
    <dl className="divide-y divide-hairline rounded-lg border border-hairline bg-surface text-sm">
      {problems.map(({ code, status, text }) => (
        <div
          key={code}
          id={code}
          className="grid scroll-mt-4 gap-x-4 gap-y-0.5 px-3 py-2 target:bg-accent-soft md:grid-cols-[18rem_minmax(0,1fr)]"
        >
          <dt className="min-w-0 font-mono text-xs leading-[1.125rem] break-words">
            {code} <span className="font-sans text-muted">{status}</span>
          </dt>
          <dd className="min-w-0 break-words">
            <Prose text={text} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

const verification = `import { Webhook } from 'standardwebhooks'

// Throws unless the desk sent it within the last five minutes.
const webhook = new Webhook(process.env.DESK_WEBHOOK_SECRET)
const told = webhook.verify(await request.text(), Object.fromEntries(request.headers))`

/** What the desk sends by itself, and how to know that it did. */
export function WebhookPart({ webhook }: { webhook: OperationView }) {
  return (
    <>
      <p>
        <Prose text={webhook.description} />
      </p>
      <p>
        <Prose text="Any answer from 200 to 299 within 10 seconds says that you have it. The signature is that of Standard Webhooks: `HMAC-SHA256` over `webhook-id.webhook-timestamp.body`, with the base64 after `whsec_` of the secret as the key. While the secret is being changed there are two signatures, and one that fits is enough." />
      </p>
      <CodeBlock code={verification} copyLabel="Copy how to verify a webhook" />
      <FieldList title="Headers" fields={webhook.parameters} isTold />
      <FieldList title="Body" fields={webhook.body} isTold />
    </>
  )
}

/** One thing that an internal tool can ask for. */
export function Operation({ operation }: { operation: OperationView }) {
  const { id, method, path, summary, description, scope } = operation
  return (
    <section id={id} aria-label={summary} className="flex scroll-mt-4 flex-col gap-3">
      <h3 className="font-semibold">{summary}</h3>
      <p className="-mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <code className="font-mono text-sm break-all">
          <strong className="text-accent">{method}</strong> {path}
        </code>
        <span className="text-sm text-muted">Scope: {scope}</span>
      </p>
      <p>
        <Prose text={description} />
      </p>
      <CodeBlock code={operation.curl} copyLabel={`Copy the call: ${summary}`} />
      <FieldList title="Parameters" fields={operation.parameters} />
      <FieldList title="Body" fields={operation.body} />
      <FieldList title="Answer (200)" fields={operation.answer} isTold />
      <Problems problems={operation.problems} />
    </section>
  )
}

function Problems({ problems }: { problems: OperationView['problems'] }) {
  return (
    <div>
      <p className="mb-1.5 text-sm font-medium text-muted">Problems</p>
      <ul className="flex flex-col gap-1 text-sm">
        {problems.map(({ status, codes }) => (
          <li key={status} className="flex flex-wrap gap-x-3">
            <span className="tabular-nums">{status}</span>
            {codes.map((code) => (
              <a key={code} href={`#${code}`} className="font-mono text-xs underline underline-offset-2">
                {code}
              </a>
            ))}
          </li>
        ))}
      </ul>
    </div>
  )
}
