import { CopyText } from '@/components/kit/copy.client'
import { Pair, Pairs } from '@/components/kit/section/section'
import type { FieldView, OperationView, ReferenceView } from '@/lib/api/view'

/** A text in which `backticks` mark what is code. */
function Prose({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // The parts of a text never change places.
      // oxlint-disable-next-line react/no-array-index-key
      <code key={index} className="font-mono text-[0.92em]">
        {part}
      </code>
    ),
  )
}

/** Code to read and to copy. Long lines are broken, so that nothing has to be scrolled sideways. */
function CodeBlock({ code, copyLabel }: { code: string; copyLabel: string }) {
  return (
    <div className="flex items-start gap-2 rounded-lg border border-hairline bg-sunken py-1.5 pr-1.5 pl-3">
      <pre className="min-w-0 flex-1 py-1 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
        {code}
      </pre>
      <CopyText text={code} label={copyLabel} />
    </div>
  )
}

type FieldListProps = {
  title: string
  fields: FieldView[]
  /** Whether they come from the desk, so that none is required. */
  isAnswer?: boolean
}

/** The values of a request or an answer, one a line. */
function FieldList({ title, fields, isAnswer = false }: FieldListProps) {
  if (fields.length === 0) return null
  return (
    <div>
      <p className="mb-1.5 text-sm font-medium text-muted">{title}</p>
      <Pairs>
        {fields.map(({ name, type, isRequired, description }) => (
          <Pair
            key={name}
            variant="code"
            name={
              <>
                {name}
                {isRequired && !isAnswer && <span className="font-sans text-status-failed"> required</span>}
              </>
            }
          >
            <span className="text-muted">{type}</span>
            {description && (
              <>
                {' · '}
                <Prose text={description} />
              </>
            )}
          </Pair>
        ))}
      </Pairs>
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
    <Pairs>
      {rules.map(([name, text]) => (
        <Pair key={name} name={name} variant="narrow">
          <Prose text={text} />
        </Pair>
      ))}
    </Pairs>
  )
}

/** Every code that an error can have. */
export function ProblemList({ problems }: Pick<ReferenceView, 'problems'>) {
  return (
    <Pairs>
      {problems.map(({ code, status, text }) => (
        <Pair
          key={code}
          id={code}
          variant="code"
          name={
            <>
              {code} <span className="font-sans text-muted">{status}</span>
            </>
          }
        >
          <Prose text={text} />
        </Pair>
      ))}
    </Pairs>
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
      <FieldList title="Headers" fields={webhook.parameters} isAnswer />
      <FieldList title="Body" fields={webhook.body} isAnswer />
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
        <code translate="no" className="font-mono text-sm break-all">
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
      <FieldList title="Answer (200)" fields={operation.answer} isAnswer />
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
          <li key={status} className="flex flex-wrap items-center gap-x-3">
            <span className="tabular-nums">{status}</span>
            {codes.map((code) => (
              <a
                key={code}
                href={`#${code}`}
                className="inline-flex min-h-6 items-center font-mono text-xs underline underline-offset-2"
              >
                {code}
              </a>
            ))}
          </li>
        ))}
      </ul>
    </div>
  )
}
