import Link from 'next/link'

import { Fact } from '@/components/connection-page/fact'
import { Panel } from '@/components/connection-page/panel'
import { HealthBadge } from '@/components/connections/health-badge'
import { CopyText } from '@/components/ui/copy-text.client'
import { IntegrationLogo } from '@/components/ui/integration-logo.client'
import { LocalMoment } from '@/components/ui/local-moment.client'
import type { ConnectionDetail } from '@/lib/core/connection-view'
import { routes } from '@/lib/core/routes'

/** Whose connection it is, how it is, and where it comes from. */
export function ConnectionFacts({ connection, updatedAt }: Omit<ConnectionDetail, 'told'>) {
  const { id, integration, customer, health, createdAt, madeBy } = connection
  return (
    <Panel id="facts" title="Connection">
      <dl className="divide-y divide-hairline text-sm">
        <Fact name="Health">
          <HealthBadge health={health} />
        </Fact>
        <Fact name="Integration">
          <IntegrationLogo provider={integration.provider} name={integration.displayName} />
          <span className="truncate">{integration.displayName}</span>
        </Fact>
        <Fact name="Connection ID">
          <span className="font-mono wrap-anywhere">{id}</span>
          <CopyText text={id} label="Copy the connection ID" />
        </Fact>
        {customer.id && (
          <Fact name="Customer ID">
            <span className="font-mono wrap-anywhere">{customer.id}</span>
            <CopyText text={customer.id} label="Copy the customer ID" />
          </Fact>
        )}
        <TextFact name="Email" text={customer.email} />
        <TextFact name="Organization" text={organizationOf(customer)} />
        <Fact name="Created">
          <LocalMoment at={createdAt} />
        </Fact>
        <Fact name="Updated">
          <LocalMoment at={updatedAt} />
        </Fact>
        <Fact name="Made by">
          {madeBy ? (
            <Link
              href={routes.link(madeBy.linkId)}
              prefetch={false}
              className="text-accent underline underline-offset-2"
            >
              {madeBy.makerName}’s link
            </Link>
          ) : (
            <span className="text-muted">No link of Connect Desk</span>
          )}
        </Fact>
      </dl>
    </Panel>
  )
}

type Organization = Pick<ConnectionDetail['connection']['customer'], 'organizationId' | 'organizationName'>

const organizationOf = ({ organizationId, organizationName }: Organization) =>
  [organizationName, organizationId].filter(Boolean).join(' · ') || null

function TextFact({ name, text }: { name: string; text: string | null }) {
  return text === null ? null : (
    <Fact name={name}>
      <span className="wrap-anywhere">{text}</span>
    </Fact>
  )
}
