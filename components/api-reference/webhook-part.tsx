import { CodeBlock } from '@/components/api-reference/code-block'
import { FieldList } from '@/components/api-reference/field-list'
import { Prose } from '@/components/api-reference/prose'
import type { OperationView } from '@/lib/core/api/reference-view'

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
