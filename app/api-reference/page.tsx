import type { Metadata } from 'next'
import { headers } from 'next/headers'

import { GroundRules, Operation, ProblemList, WebhookPart } from '@/components/api-reference/reference'
import { LogoMark } from '@/components/shell/brand'
import { apiReference } from '@/lib/api/reference'
import { machineRoutes } from '@/lib/core/desk-routes'
import { ownOrigin } from '@/lib/guards/origin'

export const metadata: Metadata = { title: 'API for internal tools' }

/** For developers of internal tools; nothing in it is secret, and no sign-in is needed. */
export default async function ApiReferencePage() {
  const reference = apiReference(ownOrigin(await headers()) ?? '')
  return (
    <main className="mx-auto flex max-w-4xl flex-col gap-8 px-4 py-8">
      <header className="flex flex-col gap-3">
        <LogoMark />
        <h1 className="text-xl font-semibold">API for internal tools</h1>
        <p>
          Make connect links from a tool of your own, and follow what becomes of them. As a document for
          programs:{' '}
          <a href={machineRoutes.openApi()} className="font-medium text-accent underline underline-offset-2">
            OpenAPI 3.1
          </a>
          .
        </p>
      </header>
      <section aria-label="Ground rules" className="flex flex-col gap-3">
        <h2 className="text-lg font-semibold">Ground rules</h2>
        <GroundRules />
      </section>
      <section aria-label="Operations" className="flex flex-col gap-8">
        <h2 className="text-lg font-semibold">Operations</h2>
        {reference.operations.map((operation) => (
          <Operation key={operation.id} operation={operation} />
        ))}
      </section>
      <section aria-label="Webhooks" className="flex flex-col gap-3">
        <h2 className="text-lg font-semibold">Webhooks</h2>
        <WebhookPart webhook={reference.webhook} />
      </section>
      <section aria-label="Problems" className="flex flex-col gap-3">
        <h2 className="text-lg font-semibold">Problems</h2>
        <ProblemList problems={reference.problems} />
      </section>
    </main>
  )
}
