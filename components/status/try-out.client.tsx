'use client'

import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { FieldError, Select } from '@/components/kit/field.client'
import { useAnswer, useIntent } from '@/components/kit/use-answer.client'
import { routes } from '@/lib/core/routes'
import type { OfferedIntegration } from '@/lib/integrations/view'
import { makeTestLinkAction, sendTestWebhookAction } from '@/lib/status/actions'
import type { TestWebhookView } from '@/lib/status/view'
import { testWebhookText } from '@/lib/status/words'

type TryOutProps = { integrations: Pick<OfferedIntegration, 'key' | 'label'>[] }

/** Two ways to try the desk before a customer does. */
export function TryOut({ integrations }: TryOutProps) {
  return (
    <section
      aria-label="Try it out"
      className="flex flex-col gap-3 rounded-lg border border-hairline bg-surface p-3"
    >
      <TestWebhook />
      {integrations.length > 0 && <TestLink integrations={integrations} />}
    </section>
  )
}

/** The desk sends a webhook to itself, the way Nango would. */
function TestWebhook() {
  const [came, setCame] = useState<TestWebhookView | null>(null)
  const { run, isPending, message } = useAnswer(() => sendTestWebhookAction(), setCame)
  const isBad = came !== null && came.outcome !== 'taken'
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button isPending={isPending} pendingText="Sending…" onClick={run}>
        Send a test webhook
      </Button>
      <output
        className={`min-w-0 flex-1 basis-60 wrap-anywhere ${isBad ? 'text-status-failed' : 'text-muted'}`}
      >
        {came ? testWebhookText(came) : 'To the desk’s own address, signed as Nango signs.'}
      </output>
      {message && (
        <div role="alert" className="basis-full">
          <FieldError>{message}</FieldError>
        </div>
      )}
    </div>
  )
}

/** A link like any other, for a customer who is nobody. */
function TestLink({ integrations }: TryOutProps) {
  const router = useRouter()
  const id = useId()
  const [integration, setIntegration] = useState(integrations[0]?.key ?? '')
  const { run, isPending, message } = useIntent(
    (intentKey) => makeTestLinkAction({ integration, intentKey }),
    (link) => router.push(routes.newLink(link.id)),
  )
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button isPending={isPending} pendingText="Making it…" onClick={run}>
        Make a test link
      </Button>
      <label htmlFor={id} className="text-muted">
        with
      </label>
      <div className="min-w-0 basis-60">
        <Select id={id} value={integration} onChange={({ target }) => setIntegration(target.value)}>
          {integrations.map(({ key, label }) => (
            <option key={key} value={key} translate="no">
              {label}
            </option>
          ))}
        </Select>
      </div>
      {message && (
        <div role="alert" className="basis-full">
          <FieldError>{message}</FieldError>
        </div>
      )}
    </div>
  )
}
